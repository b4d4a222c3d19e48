/**
 * The id of the control that posts under `name`, so that an error summary made on the server can link to it:
 * `limits.0.width` is `field-limits-0-width`. Different names of one form keep different ids.
 */
export function fieldId(name: string): string {
  return `field-${name
    .replaceAll('-', '--')
    .replaceAll('.', '-')
    .replaceAll(/[^\w-]/g, (letter) => `_${letter.codePointAt(0)}`)}`;
}

/** The id of the hint below the label of that control. */
export const hintId = (id: string): string => `${id}-hint`;

/** The id of the words that say who filled it in. */
export const originId = (id: string): string => `${id}-origin`;

/** The id of the error of that control. */
export const errorId = (id: string): string => `${id}-error`;

/** What a field gives its control, to be spread on the native element. */
export interface ControlAttributes {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** What a field knows of itself, from its name and whether it has a hint, an origin or an error; `id` where its form has a scope. */
export function controlAttributes(
  name: string,
  has: { readonly hint: boolean; readonly origin?: boolean; readonly error: boolean },
  id = fieldId(name),
): ControlAttributes {
  const described = [has.hint && hintId(id), has.origin && originId(id), has.error && errorId(id)]
    .filter(Boolean)
    .join(' ');
  return { id, name, 'aria-describedby': described || undefined, 'aria-invalid': has.error ? 'true' : undefined };
}
