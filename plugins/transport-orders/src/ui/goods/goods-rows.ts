import type { Json } from '@docket/sdk';
import { groupOf, listOf, textOf, typedText } from '@docket/sdk/content';
import { blankDangerous, blankGoods, textKeys, type GoodsUnits } from '#rules/blank.ts';
import { valueText } from '#rules/goods/money.ts';
import { readRows, readTexts, type Texts } from '../form/typed-rows.ts';

export type GoodsKey = (typeof textKeys.goods)[number];

/** Dangerous goods of a line as they are being typed. */
export type DangerousRow = Texts<(typeof textKeys.dangerous)[number]> & { readonly id: string };

/** A line of goods as it is being typed. */
export type GoodsRow = Texts<GoodsKey> & {
  readonly id: string;
  /** One code a line. */
  sscc: string;
  dangerous: DangerousRow[];
};

/** The lines of a draft; a form always shows at least one. */
export function readGoods(content: Json): GoodsRow[] {
  const rows = readRows(groupOf(content)['goods'], 'g', lineOf);
  return rows.length > 0 ? rows : [newLine('g1')];
}

/** A line nobody has typed in. */
export const newLine = (id: string, units?: GoodsUnits): GoodsRow => lineOf(blankGoods(id, units), id);

/** Dangerous goods nobody has typed in. */
export const newDangerous = (id: string): DangerousRow => dangerousOf(blankDangerous(id), id);

/** The same goods again; codes of single packages are not the same again. */
export const copyOf = (row: GoodsRow, newId: () => string): GoodsRow => ({
  ...row,
  id: newId(),
  sscc: '',
  dangerous: row.dangerous.map((goods) => ({ ...goods, id: newId() })),
});

function lineOf(value: Json, id: string): GoodsRow {
  const { sscc, dangerous, value: worth, currency } = groupOf(value);
  return {
    ...readTexts(value, textKeys.goods),
    value: valueText(worth, textOf(currency)),
    id,
    sscc: Array.isArray(sscc) ? listOf(sscc).map(typedText).join('\n') : typedText(sscc),
    dangerous: readRows(dangerous, 'd', dangerousOf),
  };
}

const dangerousOf = (value: Json, id: string): DangerousRow => ({ ...readTexts(value, textKeys.dangerous), id });
