import type { Json } from '@docket/sdk';
import { groupOf, listOf, textOf } from '@docket/sdk/content';
import { garmentTypes } from '#rules/garment-types.ts';
import { canonicalSize } from '#rules/sizes.ts';
import type { PastedRun } from './pasted-runs.ts';

/** A garment as it is being typed. */
export interface GarmentRow {
  readonly id: string;
  source: string;
  type: string;
  brand: string;
  style: string;
  colorway: string;
  fit: string;
  note: string;
  /** As typed, by size label. */
  sizes: Record<string, string>;
}

/** A garment nobody has typed yet. Most shops are asked to supply the goods, most goods are adult's. */
export const blankRow = (id: string): GarmentRow => ({
  id,
  source: 'shop',
  type: '',
  brand: '',
  style: '',
  colorway: '',
  fit: 'adult',
  note: '',
  sizes: {},
});

/** The garments of a draft; a form always shows at least one. */
export function readRows(content: Json): GarmentRow[] {
  const rows = listOf(groupOf(content)['garments']).map((row, index) => readRow(row, `g${index + 1}`));
  return rows.length > 0 ? rows : [blankRow('g1')];
}

function readRow(value: Json, fallbackId: string): GarmentRow {
  const row = groupOf(value);
  return {
    id: textOf(row['id']) || fallbackId,
    source: textOf(row['source']),
    type: textOf(row['type']),
    brand: textOf(row['brand']),
    style: textOf(row['style']),
    colorway: textOf(row['colorway']),
    fit: textOf(row['fit']),
    note: textOf(row['note']),
    sizes: textsIn(row['sizes']),
  };
}

/** The same garment once more, to be changed in colour or sizes. */
export const copyOf = (row: GarmentRow, id: string): GarmentRow => ({ ...row, id, sizes: { ...row.sizes } });

/**
 * Puts pasted runs into the garments from `index` on. Where the paste is longer than the list, garments are added that
 * differ from the last one only in what was pasted: lines of a spreadsheet are the colours of one style.
 */
export function withPasted(
  rows: readonly GarmentRow[],
  index: number,
  runs: readonly PastedRun[],
  newId: () => string,
): GarmentRow[] {
  const filled = [...rows];
  for (const [offset, run] of runs.entries()) {
    const row = filled[index + offset] ?? { ...copyOf(filled.at(-1)!, newId()), colorway: '', sizes: {} };
    filled[index + offset] = { ...row, ...run.words, sizes: sizesForFit({ ...row.sizes, ...run.sizes }, row.fit) };
  }
  return filled;
}

const textsIn = (value: Json | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(groupOf(value)).map(([key, typed]) => [key, textOf(typed)]));

/**
 * The fit after the type was chosen anew: that of the new type where the old fit was only the old type's, so that a cap
 * comes in one size; a fit that somebody chose stays.
 */
export function fitAfterType(fit: string, before: string, after: string): string {
  const usual = (type: string): string | undefined => garmentTypes.find(({ id }) => id === type)?.fit;
  const isChosen = fit !== '' && fit !== 'adult' && fit !== usual(before);
  return isChosen ? fit : (usual(after) ?? fit);
}

/** The quantities under the labels of another fit: S of an adult row is YS of a youth row. No quantity is lost. */
export function sizesForFit(sizes: Readonly<Record<string, string>>, fit: string): Record<string, string> {
  const filled = Object.entries(sizes).filter(([, typed]) => typed !== '');
  const taken = new Set(filled.map(([size]) => size));
  const renamed = new Map<string, string>();
  for (const [size, typed] of filled) {
    const label = canonicalSize(size, fit);
    const isFree = !taken.has(label) && !renamed.has(label);
    renamed.set(isFree ? label : size, typed);
  }
  return Object.fromEntries(renamed);
}
