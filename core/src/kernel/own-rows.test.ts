import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { coreSchema, openTestDatabase, stores } from '../testing/database.ts';
import type { Database } from './database.ts';
import { ownRows, pluginSchema } from './own-rows.ts';
import { statement } from './statement.ts';

const a = '0190a000-0000-7000-8000-00000000000a';
const b = '0190a000-0000-7000-8000-00000000000b';

const migration = `create table px_name_badges.badge (
  tenant_id uuid not null,
  id integer not null,
  name text,
  size integer,
  primary key (tenant_id, id)
);

alter table px_name_badges.badge enable row level security;

alter table px_name_badges.badge force row level security;

create policy tenant on px_name_badges.badge to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_name_badges.badge to docket_app;
`;

const badges = statement<object, { id: number; name: string | null; size: number | null }>(
  'test.badges',
  () => sql`select id, name, size from px_name_badges.badge order by id`,
);
const always = { condition: '$2 = $2', value: 'x' };

describe('rows of a plugin', () => {
  it('belong to a schema of the plugin’s name', () => {
    expect(pluginSchema('name-badges')).toBe('px_name_badges');
  });

  it('become one statement for each table, whose text depends on no value', () => {
    const callsOf = (name: string) =>
      ownRows(
        {
          plugin: 'p',
          rows: [
            { table: 'x', row: { a: name } },
            { table: 'y', row: { a: 1 } },
            { table: 'x', row: { b: 2 } },
          ],
        },
        always,
      );
    const [one, other] = [callsOf('one'), callsOf("'); drop table x; --")];
    expect(one).toHaveLength(2);
    expect(one.map(({ text, name }) => [text, name])).toEqual(other.map(({ text, name }) => [text, name]));
  });

  it.each(['core.orders', 'x; drop table y', 'X', '', 'a"b', 'ä', `a${'b'.repeat(60)}`])(
    'name no table or column such as %j',
    (name) => {
      expect(() => ownRows({ plugin: 'p', rows: [{ table: name, row: { a: 1 } }] }, always)).toThrow(TypeError);
      expect(() => ownRows({ plugin: 'p', rows: [{ table: 'x', row: { [name]: 1 } }] }, always)).toThrow(TypeError);
    },
  );
});

describe.each(stores)('rows of a plugin on %s', (store) => {
  let database: Database;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'docket-rows-'));
    await writeFile(join(folder, '0001-badge.sql'), migration);
    database = await openTestDatabase(store, [coreSchema, { schema: 'px_name_badges', folder }]);
    return async () => {
      await database.close();
      await rm(folder, { recursive: true });
    };
  }, 60_000);

  it('are written for the tenant of the transaction, whatever they say', async () => {
    const rows = [
      { table: 'badge', row: { id: 1, name: 'round' } },
      { table: 'badge', row: { id: 2, size: 3 } },
    ];
    await database.withTenant(a).run(...ownRows({ plugin: 'name-badges', rows }, always));
    expect(await database.withTenant(a).run(badges({}))).toEqual([
      [
        { id: 1, name: 'round', size: null },
        { id: 2, name: null, size: 3 },
      ],
    ]);
    expect(await database.withTenant(b).run(badges({}))).toEqual([[]]);
    const foreign = [{ table: 'badge', row: { id: 3, tenant_id: b } }];
    await expect(
      database.withTenant(a).run(...ownRows({ plugin: 'name-badges', rows: foreign }, always)),
    ).rejects.toThrow('"tenant_id" specified more than once');
  });

  it('are not written when the condition on the core’s own rows does not hold', async () => {
    const when = { condition: 'exists (select from core.request where id = $2::uuid)', value: b };
    const rows = [{ table: 'badge', row: { id: 9 } }];
    await database.withTenant(a).run(...ownRows({ plugin: 'name-badges', rows }, when));
    const [seen] = await database.withTenant(a).run(badges({}));
    expect(seen.map(({ id }) => id)).not.toContain(9);
  });
});
