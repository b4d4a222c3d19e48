import { vi } from 'vitest';
import type { Database } from '../kernel/database.ts';

const waiting = {
  name: 'test.waiting',
  text: `select count(distinct l.pid)::int as count from pg_locks l
    join pg_stat_activity a on a.pid = l.pid and a.datname = current_database() where not l.granted`,
  values: [],
};

/** Resolves once so many connections to a database of PostgreSQL wait for what others have locked. */
export async function untilWaiting(database: Database, count = 1): Promise<void> {
  await vi.waitFor(
    async () => {
      const [[row]] = await database.withPlatform('a test looks who waits').run(waiting);
      if ((row as { count: number }).count < count) throw new Error(`Fewer than ${count} wait.`);
    },
    { timeout: 5000, interval: 20 },
  );
}
