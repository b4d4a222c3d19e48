import type { Json, ShownChange } from '@docket/sdk';

/** The change of the value at a path, if staff changed it. */
export const changeAt = (changes: readonly ShownChange[], path: string): ShownChange | undefined =>
  changes.find((change) => change.path === path);

/** True when a row or anything in it is new since it was sent. */
export const isNewRow = (changes: readonly ShownChange[], row: string): boolean =>
  changes.some(({ path, before }) => path === `${row}.id` && before === undefined);

/** What went since it was sent: it has no place of its own any more. Ids tell nobody anything. */
export const goneOf = (changes: readonly ShownChange[]): readonly ShownChange[] =>
  changes.filter(({ path, after }) => after === undefined && !path.endsWith('.id'));

/** A changed value as text; nothing for a value that was not there. */
export function valueText(value: Json | undefined): string {
  if (value === true) return 'yes';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
