import { readCount } from '@docket/sdk/content';

/** What a run of sizes adds up to. `unsure` when a cell holds something that is no count: the sum is then without it. */
export interface Total {
  readonly pieces: number;
  readonly unsure: boolean;
}

/** Adds up the cells of a run as typed; empty cells count as none. */
export function totalOf(sizes: Readonly<Record<string, string>>): Total {
  const counts = Object.values(sizes).map((text) => readCount(text));
  return {
    pieces: counts.reduce((sum, { value }) => sum + (value ?? 0), 0),
    unsure: counts.some(({ fault }) => fault !== undefined && fault !== 'empty'),
  };
}

/** Adds up totals. */
export const sumOf = (totals: readonly Total[]): Total => ({
  pieces: totals.reduce((sum, { pieces }) => sum + pieces, 0),
  unsure: totals.some(({ unsure }) => unsure),
});

/** Each size's share of the largest one, 0 to 1, for the bars that make a slip like 240 for 24 stand out. */
export function sharesOf(sizes: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  const counts = Object.entries(sizes).map(([size, text]) => [size, readCount(text).value ?? 0] as const);
  const largest = Math.max(0, ...counts.map(([, count]) => count));
  return Object.fromEntries(counts.map(([size, count]) => [size, largest === 0 ? 0 : count / largest]));
}
