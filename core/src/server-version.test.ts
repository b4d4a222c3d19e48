import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Engine } from './kernel/database.ts';
import { openTestDatabase } from './testing/database.ts';
import { expectSafeServer, neededFor } from './server-version.ts';

/** An engine whose server says it is of that version. */
function engineOf(version: number, name: string): Engine {
  const rows = [{ version, name }];
  const driver = Object.assign(new DummyDriver(), {
    acquireConnection: async () => ({ executeQuery: async () => ({ rows }), streamQuery: () => undefined as never }),
  });
  const owner = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return { name: 'postgres', owner: () => owner } as Partial<Engine> as Engine;
}

describe('the version of the database server', () => {
  it.each([
    [90_624, '15.14'],
    [140_019, '15.14'],
    [150_000, '15.14'],
    [150_013, '15.14'],
    [160_009, '16.10'],
    [170_005, '17.6'],
  ])('[CVE-2025-8713] [CVE-2025-8714] [CVE-2025-8715] %i is too old: it needs %s', (version, needs) => {
    expect(neededFor(version)).toBe(needs);
  });

  it.each([150_014, 150_020, 160_010, 170_006, 180_000, 190_001])('%i keeps shops apart', (version) => {
    expect(neededFor(version)).toBeUndefined();
  });

  it('stops the start of one that is too old, and says which it is and which is needed', async () => {
    const start = expectSafeServer(engineOf(160_004, '16.4 (Debian 16.4-1)'));
    await expect(start).rejects.toMatchObject({
      name: 'ServerTooOld',
      message: expect.stringContaining('16.4 (Debian 16.4-1)'),
    });
    await expect(start).rejects.toThrow('from 16.10 on');
    await expectSafeServer(engineOf(160_010, '16.10'));
  });

  it('is good where tests run, and none of the embedded database’s business', { timeout: 60_000 }, async () => {
    const database = await openTestDatabase('postgres-app');
    await expectSafeServer(database.engine);
    await database.close();
    await expectSafeServer({ name: 'pglite' } as Partial<Engine> as Engine);
  });
});
