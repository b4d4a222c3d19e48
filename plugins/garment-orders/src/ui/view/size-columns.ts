import { bySize, sizeRuns } from '#rules/sizes.ts';
import type { SizeRun } from '#rules/sizes.ts';
import type { GarmentRow } from '../garments/garment-rows.ts';
import { filledSizes } from '../garments/size-sections.ts';

/** Columns of the table of sizes that stand under one heading. */
export interface SizeColumns {
  readonly run: SizeRun | 'other';
  readonly sizes: readonly string[];
}

const runs = Object.entries(sizeRuns) as unknown as readonly (readonly [SizeRun, readonly string[]])[];

const runOf = (size: string): SizeRun | 'other' => runs.find(([, sizes]) => sizes.includes(size))?.[0] ?? 'other';

/** The sizes that are ordered in any garment, in the sequence in which they are worn, under the heading of their run. */
export function sizeColumns(rows: readonly Pick<GarmentRow, 'sizes'>[]): readonly SizeColumns[] {
  const sizes = [...new Set(rows.flatMap((row) => filledSizes(row.sizes)))].toSorted(bySize);
  return [...Map.groupBy(sizes, runOf)].map(([run, found]) => ({ run, sizes: found }));
}
