import type { Contender } from './contender.ts';
import { spreadOf, underLoad, type Spread } from './measure/load.ts';
import type { Options } from './options.ts';

/**
 * The price of the plugin layer: CPU of a submit with twenty plugins on every hook that say nothing, to the same
 * without them, in turns.
 */
export async function measurePluginLayer(bare: Contender, loaded: Contender, options: Options): Promise<Spread> {
  const ratios: number[] = [];
  for (let round = 0; round < Math.max(options.rounds, 3); round += 1) {
    const without = await cpuOfSubmit(bare, options);
    ratios.push((await cpuOfSubmit(loaded, options)) / without);
  }
  return spreadOf(ratios);
}

/** CPU of one submit in milliseconds, eight at a time. */
export async function cpuOfSubmit(contender: Contender, { milliseconds }: Options): Promise<number> {
  const operation = contender.operations.submit!;
  await operation();
  const { cpuMilliseconds, operations } = await underLoad({
    concurrency: 8,
    milliseconds,
    operation,
    cpu: () => contender.cpu(),
  });
  return cpuMilliseconds / operations;
}
