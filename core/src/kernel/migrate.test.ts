import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  coreSchema,
  createDatabase,
  openTestDatabase,
  stores,
  type Store,
  type TestDatabase,
} from '../testing/database.ts';
import type { Database, Engine } from './database.ts';
import { openPostgres } from './database-postgres.ts';
import { migrate, MigrationChanged, pendingMigrations, type SchemaOwner } from './migrate.ts';
import { statement } from './statement.ts';

const a = '0190a000-0000-7000-8000-00000000000a';
const b = '0190a000-0000-7000-8000-00000000000b';

const table = `create table px_badges.badge (
  tenant_id uuid not null,
  id integer not null,
  name text not null,
  primary key (tenant_id, id)
);

alter table px_badges.badge enable row level security;

alter table px_badges.badge force row level security;

create policy tenant on px_badges.badge to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_badges.badge to docket_app;
`;

const card = table.replaceAll('px_badges.badge', 'px_cards.card');

const put = statement<{ tenant: string; name: string }>(
  'test.put-badge',
  (place) => sql`insert into px_badges.badge (tenant_id, id, name) values (${place('tenant')}, 1, ${place('name')})`,
);
const names = statement<object, { name: string }>('test.names', () => sql`select name from px_badges.badge`);

let folder: string;
let badges: SchemaOwner;
let cards: SchemaOwner;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-migrate-'));
  [badges, cards] = [
    { schema: 'px_badges', folder },
    { schema: 'px_cards', folder: join(folder, 'cards') },
  ];
  await mkdir(cards.folder);
  await write('cards/0001-card', card);
  await write('0001-badge', table);
  return () => rm(folder, { recursive: true });
});
const write = (name: string, text: string): Promise<void> => writeFile(join(folder, `${name}.sql`), text);

describe('migrating', () => {
  let made: TestDatabase;
  let engines: Engine[] = [];
  const open = (url = made.ownerUrl): Engine => {
    const engine = openPostgres({ url, connections: 2 });
    engines.push(engine);
    return engine;
  };
  beforeEach(async () => void (made = await createDatabase()));
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    engines = [];
    await made.drop();
  });

  it('runs each migration once, in the sequence of names, with a ledger for each schema', async () => {
    const engine = open();
    await write('0002-color', 'alter table px_badges.badge add color text;');
    expect(await pendingMigrations(engine, [cards, badges])).toEqual([
      'px_cards/0001-card',
      'px_badges/0001-badge',
      'px_badges/0002-color',
    ]);
    expect(await migrate(engine, [cards, badges])).toEqual([
      'px_cards/0001-card',
      'px_badges/0001-badge',
      'px_badges/0002-color',
    ]);
    expect(await migrate(engine, [cards, badges])).toEqual([]);
    await write('0003-size', 'alter table px_badges.badge add size text;');
    expect(await pendingMigrations(engine, [cards, badges])).toEqual(['px_badges/0003-size']);
    expect(await migrate(engine, [cards, badges])).toEqual(['px_badges/0003-size']);
  });

  it('refuses a migration that was changed after it had run, and leaves the database as it was', async () => {
    const engine = open();
    await migrate(engine, [cards, badges]);
    await write('0001-badge', `${table}\n\ndrop table px_badges.badge;`);
    await write('0002-color', 'alter table px_badges.badge add color text;');
    await expect(migrate(engine, [cards, badges])).rejects.toThrow(MigrationChanged);
    await expect(pendingMigrations(engine, [badges])).rejects.toThrow(
      'px_badges/0001-badge was changed after it had run',
    );
    await write('0001-badge', table.replaceAll('\n', '\r\n'));
    expect(await migrate(engine, [cards, badges])).toEqual(['px_badges/0002-color']);
  });

  it('keeps nothing of a schema’s migrations when one of them fails half way', async () => {
    const engine = open();
    await write('0002-broken', 'alter table px_badges.badge add color text;\n\nselect nonsense;\n');
    await expect(migrate(engine, [cards, badges])).rejects.toThrow(
      'Migration px_badges/0002-broken failed; nothing of it was kept.',
    );
    await write('0002-broken', 'alter table px_badges.badge add color text;');
    expect(await migrate(engine, [cards, badges])).toEqual(['px_badges/0001-badge', 'px_badges/0002-broken']);
  });

  it('lets two processes that start at once take turns', async () => {
    const ran = await Promise.all([open(), open(), open()].map((engine) => migrate(engine, [cards, badges])));
    expect(ran.map((list) => list.length).toSorted((x, y) => x - y)).toEqual([0, 0, 2]);
  });

  it('stops at a table that does not force row-level security', async () => {
    await write('0002-open', 'create table px_badges.open (tenant_id uuid primary key);');
    await expect(migrate(open(), [cards, badges])).rejects.toThrow(
      'Row-level security is not forced on px_badges.open.',
    );
  });
});

async function openWithRows(store: Store): Promise<Database> {
  const database = await openTestDatabase(store, [coreSchema, badges]);
  await database.withTenant(a).run(put({ tenant: a, name: 'round' }));
  await database.withTenant(b).run(put({ tenant: b, name: 'square' }));
  return database;
}

describe.each(stores)('a database with rows of two tenants on %s', (store) => {
  it('tells what is pending, whatever its login may do', async () => {
    const database = await openWithRows(store);
    expect(await pendingMigrations(database.engine, [coreSchema, badges])).toEqual([]);
    await write('0002-color', 'alter table px_badges.badge add color text;');
    expect(await pendingMigrations(database.engine, [coreSchema, badges])).toEqual(['px_badges/0002-color']);
    await database.close();
  }, 60_000);
});

describe.each(['pglite', 'postgres-owner'] as const)('the owner of rows of two tenants on %s', (store) => {
  it('changes the rows of both, though row-level security is forced on it', async () => {
    const database = await openWithRows(store);
    await write(
      '0002-shout',
      `alter table px_badges.badge no force row level security;

update px_badges.badge set name = upper(name);

alter table px_badges.badge force row level security;
`,
    );
    expect(await migrate(database.engine, [coreSchema, badges])).toEqual(['px_badges/0002-shout']);
    expect(await database.withTenant(a).run(names({}))).toEqual([[{ name: 'ROUND' }]]);
    expect(await database.withTenant(b).run(names({}))).toEqual([[{ name: 'SQUARE' }]]);
    await database.close();
  }, 60_000);
});
