import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { Log } from '../kernel/log.ts';
import { minutesLeft, startOf, windowOf, type Limit } from './limits.ts';
import { addHits } from './store-hits.ts';

/** Counts what is frequent and cheap, without a statement of its own in anybody's way. */
export interface LooseCounts {
  /** Counts one; refuses it beyond the limit. */
  take(tenant: string, limit: Limit, now: Date): void;
}

interface Count {
  readonly start: number;
  /** Of this process, and how many of them the database has been told. */
  own: number;
  told: number;
  /** Of the other processes, as of when they were last asked for. */
  others: number;
  isTelling: boolean;
  isReached: boolean;
}

interface Dependencies {
  readonly database: Database;
  readonly log: Log;
}

/** Counts kept; those of passed windows go first. */
const kept = 20_000;
/** A twentieth of a limit may be unknown to the others: with n processes at most n − 1 twentieths too many pass. */
const share = 20;

/**
 * Each process counts by itself and tells the database every twentieth part of a limit, behind the answer; the sum that
 * it learns then is what it refuses by. While the database is away each process still holds the limit for itself. Decision 0013.
 */
export function createLooseCounts({ database, log }: Dependencies): LooseCounts {
  const counts = new Map<string, Count>();

  function countOf(key: string, start: number): Count {
    const known = counts.get(key);
    if (known?.start === start) return known;
    if (counts.size >= kept) forget(start);
    const fresh: Count = { start, own: 0, told: 0, others: 0, isTelling: false, isReached: false };
    counts.set(key, fresh);
    return fresh;
  }

  function forget(now: number): void {
    for (const [key, { start }] of counts) if (start < now) counts.delete(key);
    for (const key of counts.keys()) if (counts.size >= kept) counts.delete(key);
  }

  async function tell(tenant: string, limit: Limit, now: Date, count: Count): Promise<void> {
    const news = count.own - count.told;
    count.isTelling = true;
    count.told += news;
    try {
      const [[row]] = await database.withTenant(tenant).run(addHits({ tenant, ...windowOf(limit, now), count: news }));
      count.others = (row?.count ?? count.told) - count.told;
    } catch {
      count.told -= news;
    } finally {
      count.isTelling = false;
    }
  }

  /** Once for each window; whom it holds for stays out of the log. */
  function alarm(tenant: string, { key, most }: Limit, count: Count): void {
    if (!count.isReached)
      log({ level: 'warn', message: 'A limit was reached.', limit: key.split(':')[0], most, tenant });
    count.isReached = true;
  }

  return {
    take(tenant, limit, now) {
      const count = countOf(`${tenant} ${limit.key}/${limit.minutes}`, startOf(limit, now));
      if (count.own + count.others >= limit.most) {
        alarm(tenant, limit, count);
        throw new PlatformError(errors['limit.reached'], { minutes: minutesLeft(limit, now) });
      }
      count.own += 1;
      const isDue = count.own - count.told >= Math.max(1, Math.floor(limit.most / share));
      if (isDue && !count.isTelling) void tell(tenant, limit, now, count);
    },
  };
}
