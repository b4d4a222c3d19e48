import { groupOf, listOf, readCount } from '@docket/sdk/content';

/** Pieces typed in a row. Cells that are no whole number of pieces count as none; the check names them. */
export const typedRowTotal = (row: unknown): number =>
  Object.values(groupOf(groupOf(row)['sizes'])).reduce<number>((sum, typed) => sum + (readCount(typed).value ?? 0), 0);

/** Pieces typed in all rows. */
export const typedTotal = (garments: unknown): number =>
  listOf(garments).reduce<number>((sum, row) => sum + typedRowTotal(row), 0);
