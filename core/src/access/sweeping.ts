import type { Database } from '../kernel/database.ts';
import type { Log } from '../kernel/log.ts';
import { sweepHits } from './store-hits.ts';

const hour = 3_600_000;
/** Past the longest window, which is a day. */
const age = 48 * hour;

interface Dependencies {
  readonly database: Database;
  readonly clock: () => Date;
  readonly log: Log;
}

/** Takes away the counters of limits whose windows are long over, of all shops: now and every hour. */
export type Sweeping = ReturnType<typeof createSweeping>;

export function createSweeping({ database, clock, log }: Dependencies) {
  let hourly: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  /** Answers how many counters went. */
  async function sweep(): Promise<number> {
    const before = new Date(clock().getTime() - age);
    const [[row]] = await database.withPlatform('sweeps old counters of limits').run(sweepHits({ before }));
    return row!.swept;
  }

  const now = (): void => {
    running = sweep().then(
      () => undefined,
      (error: unknown) => log({ level: 'error', message: 'Old counters of limits were not removed.', error }),
    );
  };

  return {
    sweep,
    start() {
      now();
      hourly = setInterval(now, hour).unref();
    },
    async stop() {
      clearInterval(hourly);
      await running;
    },
  };
}
