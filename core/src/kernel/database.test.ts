import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { openTestDatabase, stores } from '../testing/database.ts';
import type { Database } from './database.ts';
import { json, statement } from './statement.ts';

const a = '0190a000-0000-7000-8000-00000000000a';
const b = '0190a000-0000-7000-8000-00000000000b';

const put = statement<{ tenant: string; name: string; value: number }>(
  'test.put',
  (place) =>
    sql`insert into core.counter (tenant_id, name, value) values (${place('tenant')}, ${place('name')}, ${place('value')})`,
);
const read = statement<object, { name: string; value: number }>(
  'test.read',
  () => sql`select name, value from core.counter order by name`,
);
const values = statement<{ json: string }, Record<string, unknown>>(
  'test.values',
  (place) =>
    sql`select 5000000000::int8 as big, 9007199254740993::int8 as huge, date '2026-11-24' as day,
      timestamptz '2026-11-24T10:00:00Z' as at, ${place('json')}::jsonb as json, null::text as none,
      array['a', 'b'] as list, '\\x00ff'::bytea as bytes, true as yes, 1.50::numeric as exact`,
);

describe.each(stores)('a database on %s', (store) => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase(store)), 60_000);
  afterAll(() => database.close());

  it('is reached by a login that is no superuser and bypasses no policy, or drops to such a role', async () => {
    const who = statement<object, { rolsuper: boolean; rolbypassrls: boolean; name: string }>(
      'test.who',
      () => sql`select rolsuper, rolbypassrls, current_user::text as name from pg_roles where rolname = current_user`,
    );
    const login = statement<object, { rolsuper: boolean; rolbypassrls: boolean }>(
      'test.login',
      () => sql`select rolsuper, rolbypassrls from pg_roles where rolname = session_user`,
    );
    const [[role], [session]] = await database.withTenant(a).run(who({}), login({}));
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, name: 'docket_app' });
    if (store !== 'pglite') expect(session).toEqual({ rolsuper: false, rolbypassrls: false });
  });

  it('[abuse 53] [CVE-2026-129239] shows a tenant its own rows only, and refuses to write another tenant’s', async () => {
    await database.withTenant(a).run(put({ tenant: a, name: 'mine', value: 1 }));
    await database.withTenant(b).run(put({ tenant: b, name: 'theirs', value: 2 }));
    expect(await database.withTenant(a).run(read({}))).toEqual([[{ name: 'mine', value: 1 }]]);
    await expect(database.withTenant(a).run(put({ tenant: b, name: 'x', value: 3 }))).rejects.toMatchObject({
      code: '42501',
    });
    expect(() => database.withTenant('')).toThrow('needs the id of a tenant');
  });

  it('[abuse 54] undoes everything of a run when one statement fails, and keeps the connection clean for the next', async () => {
    const failing = database
      .withTenant(a)
      .run(put({ tenant: a, name: 'kept', value: 1 }), put({ tenant: a, name: 'kept', value: 1 }));
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    const [rows] = await database.withTenant(a).run(read({}));
    expect(rows.map(({ name }) => name)).not.toContain('kept');
    const [seen] = await database.withTenant(b).run(read({}));
    expect(seen).toEqual([{ name: 'theirs', value: 2 }]);
  });

  it('runs a whole transaction in one round trip', async () => {
    const before = database.roundTrips();
    await database.withTenant(a).run(read({}), read({}), read({}));
    expect(database.roundTrips() - before).toBe(1);
  });

  it('takes back a conversation that throws', async () => {
    const doomed = database.withTenant(a).converse(async (transaction) => {
      await transaction.run(put({ tenant: a, name: 'doomed', value: 1 }));
      throw new Error('changed my mind');
    });
    await expect(doomed).rejects.toThrow('changed my mind');
    const [rows] = await database.withTenant(a).run(read({}));
    expect(rows.map(({ name }) => name)).not.toContain('doomed');
  });

  it('keeps tenants apart in a thousand mixed calls', async () => {
    const seen = await Promise.all(
      Array.from({ length: 1000 }, (_, i) => database.withTenant(i % 2 ? a : b).run(read({}))),
    );
    expect(seen.every(([rows], i) => rows.every(({ name }) => (name === 'mine') === (i % 2 === 1)))).toBe(true);
  });

  it('answers values alike on every engine', async () => {
    const [[row]] = await database.withTenant(a).run(values({ json: json({ list: [1, 'two', null] }) }));
    expect(row).toEqual({
      big: 5_000_000_000,
      huge: 9007199254740993n,
      day: '2026-11-24',
      at: new Date('2026-11-24T10:00:00Z'),
      json: { list: [1, 'two', null] },
      none: null,
      list: ['a', 'b'],
      bytes: Buffer.from([0, 255]),
      yes: true,
      exact: '1.50',
    });
  });

  it('forces row-level security on every table that has a tenant', async () => {
    const open = statement<object, { name: string }>(
      'test.open',
      () =>
        sql`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'core' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)
            and exists (select from pg_attribute where attrelid = c.oid and attname = 'tenant_id')`,
    );
    const [rows] = await database.withTenant(a).run(open({}));
    expect(rows.map(({ name }) => name)).toEqual([]);
  });

  it('has the tenant first in every primary key, unique index and foreign key of a tenant’s table', async () => {
    const loose = statement<object, { name: string }>(
      'test.loose',
      () =>
        sql`select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
          join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
          where n.nspname = 'core' and c.relname <> 'tenant_host' and i.indisunique and i.indkey[0] <> t.attnum
        union all
          select k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
          where n.nspname = 'core' and c.relname <> 'tenant_host' and k.contype = 'f' and k.conkey[1] <> t.attnum`,
    );
    const [rows] = await database.withTenant(a).run(loose({}));
    expect(rows).toEqual([]);
  });
});

describe('a statement', () => {
  it('sends a value once that stands in several places, each place with the right one', () => {
    const call = statement<{ a: number; b: string }>(
      'test.places',
      (place) => sql`select ${place('b')}, ${place('a')}, ${place('b')}, ${place('a')}`,
    )({ a: 1, b: 'two' });
    expect(call).toMatchObject({ text: 'select $1, $2, $1, $2', values: ['two', 1] });
  });
});
