import type { Json } from '@docket/sdk';
import {
  afterStep,
  freshId,
  groupOf,
  isGroup,
  listOf,
  readStep,
  textOf,
  typedRows,
  typedText,
  typedTexts,
  withIds,
  type JsonGroup,
} from '@docket/sdk/content';
import { blankDraft, blankGoods, textKeys } from './blank.ts';
import { titleOf } from './content.ts';

/**
 * Brings one part of a submitted form into the draft, then follows its `_do` step, if any. Only the part's own keys
 * change, and only fields of the form come in. Wrong values stay as typed; an unknown part changes nothing. Never
 * throws.
 */
export function mergePart(draft: Json, part: string, form: Json): Json {
  const before = isGroup(draft) ? draft : groupOf(blankDraft(''));
  const read = readers[part];
  return read ? { ...before, ...read(groupOf(form)) } : before;
}

type Reader = (form: JsonGroup) => JsonGroup;

const readers: Readonly<Record<string, Reader | undefined>> = Object.assign(Object.create(null), {
  // Names are the check's to give: those of another choice would be wrong.
  service: (form) => ({ ...typedTexts(form, textKeys.service), serviceName: '', levelName: '' }),
  route: (form) => routeOf(stopOf(form['collection']), stopOf(form['delivery'])),
  goods: (form) => ({
    goods: followed(goodsOf(form['goods']), textOf(form['_do'])),
    instructions: typedText(form['instructions']),
  }),
} satisfies Record<string, Reader>);

const stopOf = (value: unknown): JsonGroup => typedTexts(groupOf(value), textKeys.stop);

const routeOf = (collection: JsonGroup, delivery: JsonGroup): JsonGroup => ({
  title: titleOf(textOf(collection['town']), textOf(delivery['town'])),
  collection,
  delivery,
});

const newLine = (): JsonGroup => blankGoods(freshId('g'));

function goodsOf(value: unknown): readonly JsonGroup[] {
  const rows = withIds(typedRows(value), () => freshId('g')).map((row) => ({
    id: textOf(row['id']),
    ...typedTexts(row, textKeys.goods),
  }));
  return rows.length > 0 ? rows : [newLine()];
}

function followed(rows: readonly JsonGroup[], typed: string): readonly Json[] {
  const step = readStep(typed);
  return step?.list === 'goods' ? afterStep(listOf(rows), step, newLine) : rows;
}
