import type { Json } from '../kind.ts';
import { groupOf, isGroup, listOf, textOf, type JsonGroup } from './json.ts';

/** A value as it was typed; lists and groups are no typing. */
export function typedText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return value === true ? 'yes' : '';
}

/** The typed texts of a group by these keys, and no others. */
export const typedTexts = (group: JsonGroup, keys: readonly string[]): JsonGroup =>
  Object.fromEntries(keys.map((key) => [key, typedText(group[key])]));

/** Rows arrive as a list, or as a group when their numbers have gaps of another kind. */
export const typedRows = (value: unknown): readonly JsonGroup[] =>
  (Array.isArray(value) ? listOf(value) : Object.values(groupOf(value))).filter(isGroup);

/** Ids come from the form; a missing, odd or doubled one is replaced, so that every row can be pointed at. */
export function withIds(rows: readonly JsonGroup[], fresh: () => string): JsonGroup[] {
  const taken = new Set<string>();
  return rows.map((row) => {
    const wanted = textOf(row['id']);
    const id = rowId.test(wanted) && !taken.has(wanted) ? wanted : fresh();
    taken.add(id);
    return { ...row, id };
  });
}

// Not all digits: a group whose keys are all numbers is read as a list.
const rowId = /^[a-z][a-z0-9]{0,39}$/i;

/** A new id of a row, unlike every other one: rows are pointed at from other parts, so ids never come back. */
export const freshId = (letter: string): string => `${letter}${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;

/** A structural step of a form without script, as its button posts it: `add:goods`, `remove:goods.0`, `up:stops.2`. */
export interface FormStep {
  readonly verb: 'add' | 'copy' | 'remove' | 'up' | 'down';
  /** Path of the list: its key, or one inside of a row, `goods.0.dangerous`. */
  readonly list: string;
  /** Absent for a new row at the end. */
  readonly at: number | undefined;
}

/** Reads a step; nothing for a text that is none. */
export function readStep(step: string): FormStep | undefined {
  const asked = /^(add|copy|remove|up|down):([a-z]+(?:\.\d{1,5}\.[a-z]+)*)(?:\.(\d{1,5}))?$/i.exec(step);
  if (!asked) return undefined;
  return {
    verb: asked[1] as FormStep['verb'],
    list: asked[2]!,
    at: asked[3] === undefined ? undefined : Number(asked[3]),
  };
}

/**
 * The rows after a step: a new one stands at the end, or behind the row that is named. A step that points at nothing
 * changes nothing. A list that must have a row (`fewest` 1) never becomes empty.
 */
export function afterStep(
  rows: readonly Json[],
  { verb, at }: FormStep,
  blank: () => JsonGroup,
  fewest: 0 | 1 = 1,
): readonly Json[] {
  if (at === undefined) return verb === 'add' ? [...rows, blank()] : rows;
  const row = rows[at];
  if (row === undefined) return rows;
  if (verb === 'add') return rows.toSpliced(at + 1, 0, blank());
  if (verb === 'copy') return rows.toSpliced(at + 1, 0, { ...groupOf(row), id: blank()['id']! });
  if (verb !== 'remove') return moved(rows, at, verb === 'up' ? at - 1 : at + 1);
  const left = rows.toSpliced(at, 1);
  return left.length >= fewest ? left : [blank()];
}

const moved = (rows: readonly Json[], from: number, to: number): readonly Json[] =>
  to < 0 || to >= rows.length ? rows : rows.toSpliced(from, 1).toSpliced(to, 0, rows[from]!);
