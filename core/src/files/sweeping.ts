import type { Database } from '../kernel/database.ts';
import type { Log } from '../kernel/log.ts';
import type { Disk, FilesOf } from './disk.ts';
import { removeUnkept } from './store-given.ts';
import { databaseMark, knownFiles } from './store.ts';

interface Dependencies {
  readonly database: Database;
  readonly disk: Disk;
  readonly clock: () => Date;
  readonly log: Log;
}

/**
 * Sweeps files without a row: their draft was thrown away, or the process ended between file and row. They lie aside for a week, since
 * a database that was restored from yesterday's dump knows none of today's. Nothing is swept from a folder of another database.
 */
export interface Sweeping {
  /** Sweeps now and every hour. Resolves when what was swept and has a row again is back in its place. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function createSweeping({ database, disk, clock, log }: Dependencies): Sweeping {
  const state = { stopped: false, wholeAt: -Infinity };
  let hourly: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  async function sweep(): Promise<void> {
    await disk.tidy();
    if (!(await isOurs())) return;
    const now = clock().getTime();
    const isWhole = now - state.wholeAt >= DAY;
    // What was sent long ago loses its row seldom: that is looked for once a day.
    const madeSince = isWhole ? undefined : new Date(now - 2 * DAY);
    await ofEachShop(disk.find({ olderThanMs: HOUR, madeSince }), async ({ tenant, ids }) => {
      const before = new Date(now - DAY);
      const [, rows] = await database.withTenant(tenant).run(removeUnkept({ before }), knownFiles({ ids }));
      const known = new Set(rows.map(({ id }) => id));
      await Promise.all(ids.filter((id) => !known.has(id)).map((id) => disk.sweep(tenant, id)));
    });
    if (isWhole) state.wholeAt = now;
  }

  /** Whether the folder is of this database. One that nobody has written an owner into becomes it, if it looks like it. */
  async function isOurs(): Promise<boolean> {
    const [[mark]] = await database.withPlatform('which database this is').run(databaseMark({}));
    const [ours, owner] = [mark!.mark, await disk.owner()];
    if (owner === ours) return true;
    if (owner === undefined && (await isFamiliar())) {
      await disk.writeOwner(ours);
      return true;
    }
    log({
      level: 'error',
      message: 'The folder of files belongs to another database, so nothing is swept from it.',
      next: `Correct DATABASE_URL or DOCKET_DATA. If it is the right database after all, write ${ours} into files/.database of the data folder.`,
      owner: owner ?? 'unknown',
      database: ours,
    });
    return false;
  }

  /**
   * Whether the database knows files of most shops that have some in the folder. An empty one that was just made by mistake knows none,
   * and one that somebody has founded a shop in since knows that shop alone.
   */
  async function isFamiliar(): Promise<boolean> {
    let [shops, known] = [0, 0];
    for await (const { tenant, ids } of disk.find({ olderThanMs: -Infinity })) {
      const [rows] = await database.withTenant(tenant).run(knownFiles({ ids }));
      shops += 1;
      if (rows.length > 0) known += 1;
    }
    return shops === 0 || known > shops / 2;
  }

  /** Puts back what has a row again: the database was restored, and then once more. */
  const bringBack = (): Promise<void> =>
    ofEachShop(disk.swept(), async ({ tenant, ids }) => {
      const [rows] = await database.withTenant(tenant).run(knownFiles({ ids }));
      await Promise.all(rows.map(({ id }) => disk.bringBack(tenant, id)));
    });

  /** What fails at one shop keeps nobody from the next. */
  async function ofEachShop(shops: AsyncIterable<FilesOf>, work: (files: FilesOf) => Promise<void>): Promise<void> {
    for await (const files of shops) {
      if (state.stopped) return;
      await work(files).catch((error: unknown) => say(error, { tenant: files.tenant }));
    }
  }

  const say = (error: unknown, facts = {}): void =>
    log({ level: 'error', message: 'Old files were not removed.', ...facts, error });

  const sweepNow = (): void => void (running = running.then(sweep).catch((error: unknown) => say(error)));

  return {
    start() {
      state.stopped = false;
      const back = bringBack().catch((error: unknown) => say(error));
      running = back;
      sweepNow();
      hourly = setInterval(sweepNow, HOUR).unref();
      return back;
    },
    async stop() {
      state.stopped = true;
      clearInterval(hourly);
      await running;
    },
  };
}
