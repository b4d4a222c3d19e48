import { sql } from 'kysely';
import type { Engine } from './kernel/database.ts';

/**
 * The first minor release of each major one without the holes through which statistics tell rows that policies hide, and
 * a restored dump runs code (CVE-2025-8713, CVE-2025-8714, CVE-2025-8715). Newer majors never had them.
 */
const safeMinor: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6 };
const oldest = 15;

/** The database server is older than what keeps shops apart. */
export class ServerTooOld extends Error {
  constructor(has: string, needs: string) {
    super(`The database server is PostgreSQL ${has}; shops are kept apart safely from ${needs} on.`);
    this.name = 'ServerTooOld';
  }
}

/** The release that a server needs at least, as people write it; undefined when it has it. `version`: 150014 is 15.14. */
export function neededFor(version: number): string | undefined {
  const [major, minor] = [Math.floor(version / 10_000), version % 10_000];
  if (major < oldest) return `${oldest}.${safeMinor[oldest]}`;
  const least = safeMinor[major] ?? 0;
  return minor < least ? `${major}.${least}` : undefined;
}

/** Throws `ServerTooOld` for a server below the floor. The embedded database comes along and is none. */
export async function expectSafeServer(engine: Engine): Promise<void> {
  if (engine.name !== 'postgres') return;
  const asked = sql<{ version: number; name: string }>`select current_setting('server_version_num')::int as version,
    current_setting('server_version') as name`;
  const [server] = (await asked.execute(engine.owner())).rows;
  const needs = neededFor(server!.version);
  if (needs !== undefined) throw new ServerTooOld(server!.name, needs);
}
