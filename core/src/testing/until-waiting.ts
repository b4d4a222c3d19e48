import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../kernel/database.ts';

const waiting = {
  name: 'test.waiting',
  text: `select count(distinct l.pid)::int as count from pg_locks l
    join pg_stat_activity a on a.pid = l.pid and a.datname = current_database() where not l.granted`,
  values: [],
};

/** Milliseconds until nobody is expected any more. */
const PATIENCE = 5000;

/** Resolves once so many connections to a database of PostgreSQL wait for what others have locked. Throws where they never do. */
export async function untilWaiting(database: Database, count = 1): Promise<void> {
  const begun = performance.now();
  while ((await countWaiting(database)) < count) {
    if (performance.now() - begun > PATIENCE) throw new Error(`Fewer than ${count} wait.`);
    await pause(20);
  }
}

async function countWaiting(database: Database): Promise<number> {
  const [[row]] = await database.withPlatform('a test looks who waits').run(waiting);
  return (row as { count: number }).count;
}
