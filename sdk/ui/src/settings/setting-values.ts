import type { PlainField, SettingField } from './setting-fields.ts';

/** What was typed and ticked, as `FormData` answers it. */
export interface PostedForm {
  get(name: string): unknown;
  getAll(name: string): unknown[];
  keys(): Iterable<string>;
}

/** Posted for a row of a table that shall go. */
export const removeName = (row: string): string => `${row}.$remove`;

/** Posted with the path of a setting that shall go back to the wider scope. */
export const resetName = '$reset';

/** Posted with the path of a setting whose customers shall be looked for; empty when Enter was pressed in a text field. */
export const findName = '$find';

/** Posted with the words that are looked for. */
export const wordsName = (path: string): string => `${path}${wordsEnd}`;
const wordsEnd = '.$words';

/** Posted for a stored secret that shall be forgotten. */
export const forgetName = (path: string): string => `${path}.$forget`;

/**
 * The settings that a posted form holds, shaped for the plugin's schema, which still has to parse them: a number that
 * is none stays the text that was typed, so that the error can quote it. What was left empty is absent. A secret is
 * absent when it was left alone and null when it shall be forgotten. Rows of a table that are empty or ticked for
 * removal are left out.
 */
export function settingsFromForm(fields: readonly SettingField[], form: PostedForm): Record<string, unknown> {
  return assembled(fields.map((field) => [lastKey(field.path), posted(field, form)]));
}

function posted(field: SettingField, form: PostedForm): unknown {
  switch (field.kind) {
    case 'group':
      return settingsFromForm(field.fields, form);
    case 'table':
      return rowNames(field.path, form).flatMap((row) => postedRow(field.columns, row, form));
    case 'boolean':
      return switched(form.get(field.path));
    case 'choices':
      return form.getAll(field.path).map(String);
    case 'customers':
      return [...new Set(form.getAll(field.path).map(String))];
    case 'list':
      return textOf(form, field.path)
        .split('\n')
        .flatMap((line) => line.trim() || []);
    case 'secret':
      return form.get(forgetName(field.path)) === null ? textOf(form, field.path) || undefined : null;
    default:
      return plainValue(field, textOf(form, field.path));
  }
}

/** A box that was not ticked is not posted; a select posts `on`, `off`, or nothing where it was left to a wider scope. */
const switched = (answer: unknown): boolean | undefined =>
  answer === '' ? undefined : answer !== null && answer !== 'off';

function plainValue({ kind }: PlainField, text: string): unknown {
  if (kind === 'boolean') return text !== '';
  if (text.trim() === '') return undefined;
  if (kind !== 'number' && kind !== 'integer') return text;
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

/** The rows of a table, in the order of their index: `limits.0`, `limits.1`… */
function rowNames(table: string, form: PostedForm): readonly string[] {
  const indices = new Set<number>();
  for (const name of form.keys()) {
    const index = name.startsWith(`${table}.`) ? /^\d{1,6}(?=\.)/.exec(name.slice(table.length + 1)) : null;
    if (index) indices.add(Number(index[0]));
  }
  return [...indices].toSorted((one, other) => one - other).map((index) => `${table}.${index}`);
}

function postedRow(columns: readonly PlainField[], row: string, form: PostedForm): Record<string, unknown>[] {
  if (form.get(removeName(row)) !== null) return [];
  const cells = columns.map((column): [string, unknown] => [
    column.path,
    plainValue(column, textOf(form, `${row}.${column.path}`)),
  ]);
  const isEmpty = cells.every(([, value]) => value === undefined || value === false);
  return isEmpty ? [] : [assembled(cells)];
}

function textOf(form: PostedForm, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

const lastKey = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

const assembled = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));

/** Customers that are looked for. */
export interface CustomerSearch {
  /** The setting they are looked for. */
  readonly path: string;
  readonly words: string;
}

/**
 * What a posted form asks to look for instead of being saved; undefined when it is to be saved. Enter in a text field
 * looks for the words that were typed, so that they are not lost.
 */
export function searchOf(form: PostedForm): CustomerSearch | undefined {
  const asked = form.get(findName);
  if (typeof asked !== 'string') return undefined;
  const path = asked || typedSearch(form);
  return path === undefined ? undefined : { path, words: textOf(form, wordsName(path)).trim() };
}

const typedSearch = (form: PostedForm): string | undefined =>
  [...form.keys()]
    .find((name) => name.endsWith(wordsEnd) && textOf(form, name).trim() !== '')
    ?.slice(0, -wordsEnd.length);

/** The value at a path of the settings, for the control that shows it. */
export function valueAt(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    const isHolder = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return isHolder ? Reflect.get(value, key) : undefined;
  }, values);
}

/** A value as the text of its control. */
export function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join('\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
