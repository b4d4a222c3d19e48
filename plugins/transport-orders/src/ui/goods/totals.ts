import { readCount, readMeasure } from '@docket/sdk/content';
import type { GoodsRow } from './goods-rows.ts';

/** Packages and kilograms typed so far. What is no number yet counts as none; the check names it. */
export const totalsOf = (rows: readonly Pick<GoodsRow, 'quantity' | 'weightKg'>[]) => ({
  packages: rows.reduce((sum, { quantity }) => sum + (readCount(quantity).value ?? 0), 0),
  kilograms: Math.round(rows.reduce((sum, { weightKg }) => sum + (readMeasure(weightKg).value ?? 0), 0) * 100) / 100,
});
