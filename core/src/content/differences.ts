import type { Json } from '@docket/sdk';
import { canonical } from './canonical.ts';

/** A step into a content: a key of a group or the `id` of a row; a number is a place in a list of anything else. */
type Step = string | number;

interface Place {
  /** Steps from the outermost; joined with dots, and rows named by their `id`. */
  readonly path: readonly Step[];
}

/** A value that is another one; absent on the side where the key is not there. */
interface ValueDiffers extends Place {
  readonly is: 'value';
  readonly before?: Json;
  readonly after?: Json;
}

/** A row that came or went, whole. `behind` is the row that it stands behind; null at the beginning. */
interface RowDiffers extends Place {
  readonly is: 'row';
  readonly before?: Json;
  readonly after?: Json;
  readonly behind: string | null;
}

/** Rows that stand in another sequence: their ids as they stood and stand. */
interface SequenceDiffers extends Place {
  readonly is: 'sequence';
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** One thing in which a content differs from another, small enough to be taken or left alone. */
export type Difference = ValueDiffers | RowDiffers | SequenceDiffers;

type Group = Readonly<Record<string, Json>>;
type Row = Group & { readonly id: string };

/**
 * What to do to `before` to get `after`. Lists of rows with an `id` are compared row by row, wherever a row stands; other lists
 * place by place, or whole when they are not equally long. Nothing when both are equal.
 */
export function differences(before: Json, after: Json, path: readonly Step[] = []): readonly Difference[] {
  if (canonical(before) === canonical(after)) return [];
  if (isGroup(before) && isGroup(after)) return ofGroups(before, after, path);
  if (!Array.isArray(before) || !Array.isArray(after)) return [{ is: 'value', path, before, after }];
  const [old, fresh] = [rowsOf(before), rowsOf(after)];
  if (old && fresh) return ofRows(old, fresh, path);
  if (old || fresh || before.length !== after.length) return [{ is: 'value', path, before, after }];
  return before.flatMap((value: Json, at) => differences(value, after[at] as Json, [...path, at]));
}

function ofGroups(before: Group, after: Group, path: readonly Step[]): readonly Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): readonly Difference[] => {
    const inside = [...path, key];
    if (!Object.hasOwn(before, key)) return [{ is: 'value', path: inside, after: after[key]! }];
    if (!Object.hasOwn(after, key)) return [{ is: 'value', path: inside, before: before[key]! }];
    return differences(before[key]!, after[key]!, inside);
  });
}

function ofRows(before: readonly Row[], after: readonly Row[], path: readonly Step[]): readonly Difference[] {
  const [old, fresh] = [byId(before), byId(after)];
  const [stayed, stay] = [idsOf(before).filter((id) => fresh.has(id)), idsOf(after).filter((id) => old.has(id))];
  const behind = (rows: readonly Row[], at: number): string | null => rows[at - 1]?.id ?? null;
  return [
    ...before.flatMap((row, at): Difference[] =>
      fresh.has(row.id) ? [] : [{ is: 'row', path: [...path, row.id], before: row, behind: behind(before, at) }],
    ),
    ...(stay.some((id, at) => id !== stayed[at])
      ? [{ is: 'sequence' as const, path, before: stayed, after: stay }]
      : []),
    ...after.flatMap((row, at): readonly Difference[] => {
      const was = old.get(row.id);
      const inside = [...path, row.id];
      return was ? differences(was, row, inside) : [{ is: 'row', path: inside, after: row, behind: behind(after, at) }];
    }),
  ];
}

/** The content with one difference brought in; undefined where the place is not there to bring it to. */
export function withDifference(content: Json, difference: Difference): Json | undefined {
  const { path } = difference;
  if (difference.is === 'value') return within(content, path, () => ({ value: difference.after }));
  const list = difference.is === 'sequence' ? path : path.slice(0, -1);
  return within(content, list, (found) => {
    const rows = rowsOf(found ?? null);
    if (!rows) return undefined;
    return difference.is === 'row' ? withRow(rows, difference) : { value: resequenced(rows, difference.after) };
  });
}

/** What a content has where the other one differs, in the same shape as `before` and `after`; undefined where nothing is. */
export function valueAt(content: Json, { path, is }: Difference): Json | undefined {
  const found = path.reduce<Json | undefined>(
    (inside, step) => (inside === undefined ? undefined : stepInto(inside, step)),
    content,
  );
  const rows = is === 'sequence' ? rowsOf(found ?? null) : undefined;
  return rows ? idsOf(rows) : found;
}

function stepInto(content: Json, step: Step): Json | undefined {
  if (Array.isArray(content)) return content[placeIn(content, step)] as Json | undefined;
  return isGroup(content) && Object.hasOwn(content, step) ? content[step] : undefined;
}

/** Where a list has what a step names; beyond its ends where it has not. */
function placeIn(list: readonly Json[], step: Step): number {
  if (typeof step === 'number') return step;
  const rows = rowsOf(list);
  return rows ? idsOf(rows).indexOf(step) : -1;
}

/** Absent stands for a key that is not there. */
type Found = Json | undefined;

/** What becomes of a found value: another one, absent, or `lost` when there is no such place. */
type Become = { readonly value: Found } | undefined;

function within(content: Json, path: readonly Step[], become: (value: Found) => Become): Json | undefined {
  const result = into(content, path, become);
  return result?.value;
}

function into(content: Found, [step, ...rest]: readonly Step[], become: (value: Found) => Become): Become {
  if (step === undefined) return become(content);
  if (content === undefined) return undefined;
  if (Array.isArray(content)) return intoList(content, step, rest, become);
  if (!isGroup(content)) return undefined;
  const inside = into(Object.hasOwn(content, step) ? content[step] : undefined, rest, become);
  if (inside === undefined) return undefined;
  const { [step]: _, ...others } = content;
  return { value: inside.value === undefined ? others : { ...content, [step]: inside.value } };
}

function intoList(list: readonly Json[], step: Step, rest: readonly Step[], become: (value: Found) => Become): Become {
  const at = placeIn(list, step);
  if (!(at >= 0 && at < list.length)) return undefined;
  const inside = into(list[at], rest, become);
  return inside?.value === undefined ? undefined : { value: list.with(at, inside.value) };
}

function withRow(rows: readonly Row[], { before, after, behind, path }: RowDiffers): Become {
  const found = rows.findIndex(({ id }) => id === path.at(-1));
  if (after === undefined) {
    return found < 0 || canonical(rows[found]!) !== canonical(before!)
      ? undefined
      : { value: rows.toSpliced(found, 1) };
  }
  if (found >= 0) return canonical(rows[found]!) === canonical(after) ? { value: rows } : undefined;
  const place = behind === null ? 0 : idsOf(rows).indexOf(behind) + 1;
  // Where its neighbour is gone it comes last.
  return { value: rows.toSpliced(behind !== null && place === 0 ? rows.length : place, 0, after as Row) };
}

/** The named rows change places among themselves; all others stay where they are. */
function resequenced(rows: readonly Row[], sequence: readonly string[]): readonly Row[] {
  const known = byId(rows);
  const named = sequence.filter((id) => known.has(id));
  const moving = new Set(named);
  let next = 0;
  return rows.map((row) => (moving.has(row.id) ? known.get(named[next++]!)! : row));
}

const idsOf = (rows: readonly Row[]): readonly string[] => rows.map(({ id }) => id);
const byId = (rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [row.id, row]));

const isGroup = (value: Json): value is Group => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The list, where every element is a group with an id of its own; so is a list without any. */
function rowsOf(value: Json): readonly Row[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.map((row: Json) => (isGroup(row) && typeof row['id'] === 'string' ? row['id'] : undefined));
  return !ids.includes(undefined) && new Set(ids).size === ids.length ? (value as readonly Row[]) : undefined;
}
