/** A field of a posted form as it was typed; a missing one and a file are empty. */
export function typedOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The same without the space around it. */
export const textOf = (form: FormData, name: string): string => typedOf(form, name).trim();
