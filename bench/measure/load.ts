/** What one contender did in one round. */
export interface Measured {
  readonly operations: number;
  readonly seconds: number;
  readonly cpuMilliseconds: number;
  /** Milliseconds of each operation, sorted. */
  readonly latencies: readonly number[];
}

interface Load {
  readonly concurrency: number;
  readonly milliseconds: number;
  /** One operation; throws when it did not reach its end. */
  readonly operation: () => Promise<void>;
  /** CPU so far, in milliseconds, of all that work for the operation. */
  readonly cpu: () => number;
}

/** Runs an operation again and again, so many at a time, for so long; an operation that fails ends the run. */
export async function underLoad({ concurrency, milliseconds, operation, cpu }: Load): Promise<Measured> {
  const latencies: number[] = [];
  const before = cpu();
  const begun = performance.now();
  const lane = async (): Promise<void> => {
    while (performance.now() - begun < milliseconds) {
      const start = performance.now();
      await operation();
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - begun) / 1000;
  return {
    operations: latencies.length,
    seconds,
    cpuMilliseconds: cpu() - before,
    latencies: latencies.toSorted((a, b) => a - b),
  };
}

/** Smallest, middle and largest of some figures. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The spread of at least one figure. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  return { min: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]!, max: sorted.at(-1)! };
}
