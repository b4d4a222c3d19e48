import type { Json } from '@docket/sdk';
import { blankGarment, blankImprint } from './blank.ts';
import { groupOf, listOf, textOf, type JsonGroup } from './json.ts';

/**
 * Follows a structural step of a form without script: `add:garments`, `copy:garments.0`, `remove:garments.0`,
 * `remove-file:imprints.0.<id>` and the like; also for the inks of a location (`add:imprints.0.inks`). Steps that
 * this part does not know, or that point at nothing, change nothing.
 */
export function followStep(draft: JsonGroup, part: string, step: string): JsonGroup {
  const key = listOfPart[part];
  const asked = /^(add|copy|remove|remove-file):([a-z]+)(?:\.(\d{1,5}))?(?:\.(.+))?$/i.exec(step);
  if (!key || asked?.[2] !== key) return draft;
  const [, verb, , at, rest] = asked;
  const rows = listOf(draft[key]);
  return { ...draft, [key]: changed(rows, { key, verb: verb!, at: at === undefined ? undefined : Number(at), rest }) };
}

const listOfPart: Readonly<Record<string, string | undefined>> = { garments: 'garments', artwork: 'imprints' };

interface Step {
  readonly key: string;
  readonly verb: string;
  readonly at: number | undefined;
  readonly rest: string | undefined;
}

function changed(rows: readonly Json[], { key, verb, at, rest }: Step): readonly Json[] {
  if (at === undefined) return verb === 'add' ? [...rows, blankRow(key, rows)] : rows;
  const row = rows[at];
  if (row === undefined) return rows;
  if (rest !== undefined) return rows.with(at, inside(groupOf(row), verb, rest));
  if (verb === 'copy') return rows.toSpliced(at + 1, 0, { ...groupOf(row), id: freshId(key) });
  if (verb !== 'remove') return rows;
  const left = rows.toSpliced(at, 1);
  return left.length > 0 ? left : [blankRow(key, rows)];
}

/** A new row starts in the unit that the last one was typed in. */
const blankRow = (key: string, rows: readonly Json[]): JsonGroup =>
  key === 'garments'
    ? blankGarment(freshId(key))
    : blankImprint(freshId(key), groupOf(rows.at(-1))['unit'] === 'mm' ? 'mm' : 'in');

function inside(row: JsonGroup, verb: string, rest: string): JsonGroup {
  if (verb === 'remove-file') return { ...row, files: listOf(row['files']).filter((id) => textOf(id) !== rest) };
  const [list, at] = rest.split('.');
  if (list !== 'inks') return row;
  if (verb === 'add' && at === undefined) return { ...row, inks: [...listOf(row['inks']), { name: '', code: '' }] };
  const isHere = verb === 'remove' && at !== undefined && /^\d{1,5}$/.test(at);
  return isHere ? { ...row, inks: listOf(row['inks']).filter((_, index) => index !== Number(at)) } : row;
}

/** A new id of a row, unlike every other one: rows are pointed at from other parts, so ids never come back. */
export const freshId = (key: string): string =>
  `${key === 'garments' ? 'g' : 'i'}${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
