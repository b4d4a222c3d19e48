import type { GoodsKey } from './goods-rows.ts';

/** The columns of the grid, in the sequence in which a block of cells fills them. */
export const goodsColumns = [
  'quantity',
  'package',
  'description',
  'length',
  'width',
  'height',
  'gross',
  'stacking',
] as const satisfies readonly GoodsKey[];
export type GoodsColumn = (typeof goodsColumns)[number];

/** What heads of columns are called beside the grid's own labels. */
const heads: Readonly<Record<string, GoodsColumn>> = {
  qty: 'quantity',
  pcs: 'quantity',
  packages: 'quantity',
  number: 'quantity',
  packing: 'package',
  package: 'package',
  type: 'package',
  goods: 'description',
  contents: 'description',
  item: 'description',
  l: 'length',
  w: 'width',
  h: 'height',
  kg: 'gross',
  weight: 'gross',
  'gross weight': 'gross',
  stackable: 'stacking',
};

/** The column that a head means, e.g. `Weight (kg)`; nothing for what is no head. `labels` are the grid's own. */
export function columnOfHead(text: string, labels: Readonly<Record<GoodsColumn, string>>): GoodsColumn | undefined {
  const name = plainWords(text);
  const own = goodsColumns.find((column) => column === name || plainWords(labels[column]) === name);
  return own ?? (Object.hasOwn(heads, name) ? heads[name] : undefined);
}

/** A word without case, points and what stands in brackets. */
export const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\([^)]*\)|[.:#]/g, '')
    .trim();
