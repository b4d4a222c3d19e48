import { jobs, type Contender, type Job } from './contender.ts';
import { spreadOf, underLoad, type Measured, type Spread } from './measure/load.ts';
import type { Options } from './options.ts';

/** One line of the result: medians of the rounds, with their spreads. Ratios compare runs of the same round. */
export interface Result {
  readonly job: Job;
  readonly store: Contender['store'];
  readonly concurrency: number;
  readonly perSecond: number;
  readonly cpuMsPerOp: number;
  readonly roundTrips: number;
  readonly ratioToFloor: number;
  readonly ratioToLimit: number;
  readonly spreads: Readonly<Record<Figure, Spread>>;
}

/** `cpuToFloor`: CPU of Docket to CPU of the floor, per operation. */
type Figure = 'perSecond' | 'cpuMsPerOp' | 'ratioToFloor' | 'ratioToLimit' | 'cpuToFloor' | 'p99ToP50';

/** Those who take part on one store. */
export type Contenders = Readonly<Record<Contender['name'], Contender>>;

interface Round {
  readonly docket: Measured;
  readonly floor: Measured;
  readonly limit: Measured;
  readonly roundTrips: number;
}

/** Runs every job on one store, the contenders taking turns, so that a slow minute hits all of them. */
export async function measureStore(
  store: Contender['store'],
  contenders: Contenders,
  options: Options,
  say: (line: string) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const job of jobs) {
    for (const concurrency of options.concurrencies) {
      say(`${job} on ${store}, ${concurrency} at a time`);
      const rounds: Round[] = [];
      for (let at = 0; at < options.rounds; at += 1) {
        rounds.push(await oneRound(job, contenders, concurrency, options.milliseconds));
      }
      results.push(summary(job, store, concurrency, rounds));
    }
  }
  return results;
}

async function oneRound(
  job: Job,
  { docket, floor, limit }: Contenders,
  concurrency: number,
  milliseconds: number,
): Promise<Round> {
  const run = async (contender: Contender): Promise<Measured> => {
    const operation = contender.operations[job]!;
    await operation();
    return underLoad({ concurrency, milliseconds, operation, cpu: () => contender.cpu() });
  };
  const measured = { limit: await run(limit), floor: await run(floor) };
  const before = await docket.roundTrips!();
  const own = await run(docket);
  const after = await docket.roundTrips!();
  return { ...measured, docket: own, roundTrips: (after - before) / (own.operations + 1) };
}

const perSecond = ({ operations, seconds }: Measured): number => operations / seconds;
const cpuPerOperation = ({ cpuMilliseconds, operations }: Measured): number => cpuMilliseconds / operations;
const at = ({ latencies }: Measured, share: number): number => latencies[Math.floor((latencies.length - 1) * share)]!;

const figures: Readonly<Record<Figure, (round: Round) => number>> = {
  perSecond: ({ docket }) => perSecond(docket),
  cpuMsPerOp: ({ docket }) => cpuPerOperation(docket),
  ratioToFloor: ({ docket, floor }) => perSecond(docket) / perSecond(floor),
  ratioToLimit: ({ docket, limit }) => perSecond(docket) / perSecond(limit),
  cpuToFloor: ({ docket, floor }) => cpuPerOperation(docket) / cpuPerOperation(floor),
  p99ToP50: ({ docket }) => at(docket, 0.99) / at(docket, 0.5),
};

function summary(job: Job, store: Contender['store'], concurrency: number, rounds: readonly Round[]): Result {
  const entries = Object.entries(figures).map(([name, figure]) => [name, spreadOf(rounds.map(figure))] as const);
  const spreads = Object.fromEntries(entries) as Record<Figure, Spread>;
  return {
    job,
    store,
    concurrency,
    perSecond: spreads.perSecond.median,
    cpuMsPerOp: spreads.cpuMsPerOp.median,
    roundTrips: spreadOf(rounds.map(({ roundTrips }) => roundTrips)).median,
    ratioToFloor: spreads.ratioToFloor.median,
    ratioToLimit: spreads.ratioToLimit.median,
    spreads,
  };
}
