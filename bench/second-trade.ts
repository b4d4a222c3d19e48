import type { Contender } from './contender.ts';
import { spreadOf, type Spread } from './measure/load.ts';
import type { Options } from './options.ts';
import { cpuOfSubmit } from './plugin-layer.ts';

/** A carrier's submit beside a print shop's, both of six lines. */
export interface SecondTrade {
  /** CPU of a transport order to that of a garment order, in turns. */
  readonly cpuToGarment: Spread;
  /** Round trips of a transport order to the database. */
  readonly roundTrips: number;
}

/** Measures whether a second trade costs more than the first. */
export async function measureSecondTrade(
  printShop: Contender,
  carrier: Contender,
  options: Options,
): Promise<SecondTrade> {
  const ratios: number[] = [];
  for (let round = 0; round < Math.max(options.rounds, 3); round += 1) {
    const garment = await cpuOfSubmit(printShop, options);
    ratios.push((await cpuOfSubmit(carrier, options)) / garment);
  }
  const before = await carrier.roundTrips!();
  await carrier.operations.submit!();
  return { cpuToGarment: spreadOf(ratios), roundTrips: (await carrier.roundTrips!()) - before };
}
