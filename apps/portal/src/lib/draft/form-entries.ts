import { readForm } from '@docket/sdk/form';
import type { Json } from '@docket/sdk';

/** What a form holds as text, as name and value, in its sequence. */
export type FormEntries = readonly (readonly [string, string])[];

/** The text of a form: its files go their own way, and names that begin with `_` are for the server's answer alone. */
export const textEntries = (form: FormData): FormEntries =>
  [...form].flatMap(([name, value]) =>
    typeof value === 'string' && !name.startsWith('_') ? [[name, value] as const] : [],
  );

/** The same as the tree that a save takes. */
export const asForm = (entries: FormEntries): Json => readForm(entries);

/** True when both hold the same under the same names. */
export const sameEntries = (a: FormEntries, b: FormEntries): boolean =>
  a.length === b.length && a.every(([name, value], at) => name === b[at]?.[0] && value === b[at]?.[1]);
