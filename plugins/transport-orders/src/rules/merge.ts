import type { Json } from '@docket/sdk';
import {
  freshId,
  groupOf,
  idsOf,
  isGroup,
  listOf,
  textOf,
  typedRows,
  typedText,
  typedTexts,
  withIds,
  type JsonGroup,
} from '@docket/sdk/content';
import { blankDraft, blankGoods, blankStop, notGiven, textKeys } from './blank.ts';
import { routeTitle } from './route-title.ts';
import { followStep } from './steps.ts';

/**
 * Brings one part of a submitted form into the draft, then follows its `_do` step, if any. Only the part's own keys
 * change, and only fields of the form come in. Wrong values stay as typed; an unknown part changes nothing. Never
 * throws.
 */
export function mergePart(draft: Json, part: string, form: Json): Json {
  const before = isGroup(draft) ? draft : groupOf(blankDraft(''));
  const read = readers[part];
  if (!read) return before;
  const typed = groupOf(form);
  const after = followStep(read(typed), part, textOf(typed['_do']));
  return { ...before, ...after, ...(part === 'route' && { title: routeTitle(listOf(after['stops'])) }) };
}

type Reader = (form: JsonGroup) => JsonGroup;

const readers: Readonly<Record<string, Reader | undefined>> = Object.assign(Object.create(null), {
  // Names are the check's to give: those of another choice would be wrong.
  service: (form) => ({
    ...typedTexts(form, textKeys.service),
    references: rowsOf(form['references'], 'r', referenceOf),
    incoterm: typedTexts(groupOf(form['incoterm']), textKeys.incoterm),
    equipment: idsOf(form['equipment']),
    equipmentNames: [],
    ...notGiven('service'),
  }),
  route: (form) => ({ ...notGiven('route'), stops: stopsOf(form['stops']) }),
  goods: (form) => ({
    goods: goodsOf(form['goods']),
    ...notGiven('order'),
    instructions: typedText(form['instructions']),
  }),
} satisfies Record<string, Reader>);

const rowsOf = (value: unknown, letter: string, rowOf: (row: JsonGroup) => JsonGroup): readonly JsonGroup[] =>
  withIds(typedRows(value), () => freshId(letter)).map((row) => ({ id: textOf(row['id']), ...rowOf(row) }));

const referenceOf = (row: JsonGroup): JsonGroup => typedTexts(row, textKeys.reference);

function stopsOf(value: unknown): readonly JsonGroup[] {
  const rows = rowsOf(value, 's', stopOf);
  return rows.length > 0 ? rows : [blankStop(freshId('s'), 'collect'), blankStop(freshId('s'), 'deliver')];
}

const stopOf = (row: JsonGroup): JsonGroup => ({
  ...typedTexts(row, textKeys.stop),
  address: typedTexts(groupOf(row['address']), textKeys.address),
  ...notGiven('stop'),
});

function goodsOf(value: unknown): readonly JsonGroup[] {
  const rows = rowsOf(value, 'g', lineOf);
  return rows.length > 0 ? rows : [blankGoods(freshId('g'))];
}

const lineOf = (row: JsonGroup): JsonGroup => ({
  ...typedTexts(row, textKeys.goods),
  sscc: typedLines(row['sscc']),
  dangerous: rowsOf(row['dangerous'], 'd', (goods) => typedTexts(goods, textKeys.dangerous)),
  ...notGiven('goods'),
});

/** Codes as they were typed, one a line, also where they came one by one. */
const typedLines = (value: unknown): string =>
  Array.isArray(value) ? listOf(value).map(typedText).join('\n') : typedText(value);
