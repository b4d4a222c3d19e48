import type { Json } from '@docket/sdk';
import { afterStep, freshId, groupOf, listOf, textOf, type FormStep, type JsonGroup } from '@docket/sdk/content';
import { blankGarment, blankImprint } from './blank.ts';

/**
 * Follows a structural step of a form without script: `add:garments`, `copy:garments.0`, `remove:garments.0`,
 * `remove-file:imprints.0.<id>` and the like; also for the inks of a location (`add:imprints.0.inks`). Steps that
 * this part does not know, or that point at nothing, change nothing.
 */
export function followStep(draft: JsonGroup, part: string, typed: string): JsonGroup {
  const key = listOfPart[part];
  const asked = /^(add|copy|remove|remove-file):([a-z]+)(?:\.(\d{1,5}))?(?:\.(.+))?$/i.exec(typed);
  if (!key || asked?.[2] !== key) return draft;
  const [, verb, , at, rest] = asked;
  const rows = listOf(draft[key]);
  const step = { verb: verb!, list: key, at: at === undefined ? undefined : Number(at) };
  return { ...draft, [key]: rest === undefined ? ofRows(rows, step) : ofOneRow(rows, step, rest) };
}

const listOfPart: Readonly<Record<string, string | undefined>> = { garments: 'garments', artwork: 'imprints' };

interface Step extends Omit<FormStep, 'verb'> {
  readonly verb: string;
}

function ofRows(rows: readonly Json[], { verb, list, at }: Step): readonly Json[] {
  if (verb !== 'add' && verb !== 'copy' && verb !== 'remove') return rows;
  return afterStep(rows, { verb, list, at }, () => blankRow(list, rows));
}

function ofOneRow(rows: readonly Json[], { verb, at }: Step, rest: string): readonly Json[] {
  const row = at === undefined ? undefined : rows[at];
  return row === undefined ? rows : rows.with(at!, inside(groupOf(row), verb, rest));
}

/** A new row starts in the unit that the last one was typed in. */
const blankRow = (key: string, rows: readonly Json[]): JsonGroup =>
  key === 'garments'
    ? blankGarment(freshId('g'))
    : blankImprint(freshId('i'), groupOf(rows.at(-1))['unit'] === 'mm' ? 'mm' : 'in');

function inside(row: JsonGroup, verb: string, rest: string): JsonGroup {
  if (verb === 'remove-file') return { ...row, files: listOf(row['files']).filter((id) => textOf(id) !== rest) };
  const [list, at] = rest.split('.');
  if (list !== 'inks') return row;
  if (verb === 'add' && at === undefined) return { ...row, inks: [...listOf(row['inks']), { name: '', code: '' }] };
  const isHere = verb === 'remove' && at !== undefined && /^\d{1,5}$/.test(at);
  return isHere ? { ...row, inks: listOf(row['inks']).filter((_, index) => index !== Number(at)) } : row;
}
