import type { Spread } from './measure/load.ts';
import type { Result } from './rounds.ts';
import type { SecondTrade } from './second-trade.ts';

/** Everything that a run found. */
export interface Report {
  readonly results: readonly Result[];
  /** CPU of a submit with twenty silent plugins to the same with none. */
  readonly pluginLayer: Spread;
  readonly secondTrade: SecondTrade;
  readonly start: StartFigures;
  readonly likeness: readonly Likeness[];
}

/** Times of one ask with addresses that somebody has and that nobody has, in milliseconds. */
export interface Likeness {
  readonly ask: 'code' | 'password' | 'forgotten';
  readonly pairs: number;
  readonly known: Spread;
  readonly unknown: Spread;
  /** Share of the pairs in which the known address took longer: 0.5 where the clock tells nothing. */
  readonly knownSlower: number;
}

/** The server as a newcomer starts it, on PostgreSQL with migrations current. */
export interface StartFigures {
  /** From the start of the process to the first page answered. */
  readonly milliseconds: Spread;
  /** What one more plugin adds to it. */
  readonly millisecondsPerPlugin: number;
  /** Four seconds after the start, nothing going on. */
  readonly idleMegabytes: number;
}

const shown = (number: number): string => (number >= 100 ? number.toFixed(0) : number.toFixed(2));
const spread = ({ min, median, max }: Spread): string => `${shown(min)} / ${shown(median)} / ${shown(max)}`;

/** The report for reading: min / median / max of the rounds. */
export function printed({ results, pluginLayer, secondTrade, start, likeness }: Report): string {
  const heads = [
    'job',
    'store',
    'c',
    'per second',
    'CPU ms',
    'trips',
    '÷ floor',
    '÷ limit',
    'CPU ÷ floor',
    'p99 ÷ p50',
  ];
  const rows = results.map(({ job, store, concurrency, roundTrips, spreads }) => [
    job,
    store,
    String(concurrency),
    spread(spreads.perSecond),
    spread(spreads.cpuMsPerOp),
    shown(roundTrips),
    spread(spreads.ratioToFloor),
    spread(spreads.ratioToLimit),
    spread(spreads.cpuToFloor),
    shown(spreads.p99ToP50.median),
  ]);
  return [
    ...aligned([heads, ...rows]),
    '',
    `Twenty silent plugins, CPU of a submit ÷ without: ${spread(pluginLayer)}`,
    `A transport order of six lines, CPU of a submit ÷ a garment order's: ${spread(secondTrade.cpuToGarment)}; round trips: ${shown(secondTrade.roundTrips)}`,
    `Start to first page: ${spread(start.milliseconds)} ms; one more plugin: ${shown(start.millisecondsPerPlugin)} ms; idle: ${shown(start.idleMegabytes)} MB`,
    ...likeness.map(
      ({ ask, pairs, known, unknown, knownSlower }) =>
        `Asking "${ask}" with a known address: ${spread(known)} ms, an unknown one: ${spread(unknown)} ms; the known one slower in ${shown(knownSlower)} of ${pairs} pairs`,
    ),
  ].join('\n');
}

function aligned(table: readonly (readonly string[])[]): readonly string[] {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
