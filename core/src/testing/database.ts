import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { databaseOn, type Database } from '../kernel/database.ts';
import { openPglite } from '../kernel/database-pglite.ts';
import { openPostgres } from '../kernel/database-postgres.ts';
import { migrate, type SchemaOwner } from '../kernel/migrate.ts';

/**
 * The ways Docket meets a database: embedded; on a server as a login that owns nothing and bypasses nothing; on a
 * server as the plain owner of its database.
 */
export const stores = ['pglite', 'postgres-app', 'postgres-owner'] as const;
export type Store = (typeof stores)[number];

/** The core's own schema. */
export const coreSchema: SchemaOwner = {
  schema: 'core',
  folder: fileURLToPath(new URL('../../src/migrations', import.meta.url)),
};

/** A migrated, empty database of its own for one test file. Close it in `afterAll`. */
export async function openTestDatabase(store: Store, owners: readonly SchemaOwner[] = [coreSchema]): Promise<Database> {
  return store === 'pglite' ? openEmbedded(owners) : openOnServer(store, owners);
}

let dump: Promise<Blob> | undefined;

/** Migrated once per process and cloned, since a first start takes seconds. */
async function openEmbedded(owners: readonly SchemaOwner[]): Promise<Database> {
  const key = owners.length === 1 && owners[0] === coreSchema;
  if (!key) return databaseOn(await migrated(await openPglite({}), owners));
  dump ??= (async () => {
    const engine = await migrated(await openPglite({}), owners);
    const made = await engine.pglite.dumpDataDir('none');
    await engine.close();
    return made;
  })();
  return databaseOn(await openPglite({ dump: await dump }));
}

async function migrated<E extends Awaited<ReturnType<typeof openPglite>>>(
  engine: E,
  owners: readonly SchemaOwner[],
): Promise<E> {
  await migrate(engine, owners);
  return engine;
}

async function openOnServer(
  store: 'postgres-app' | 'postgres-owner',
  owners: readonly SchemaOwner[],
): Promise<Database> {
  const made = await createDatabase();
  const asOwner = openPostgres({ url: made.ownerUrl, connections: 4 });
  await migrate(asOwner, owners);
  if (store === 'postgres-owner') return databaseOn({ ...asOwner, close: () => asOwner.close().then(made.drop) });
  await asOwner.close();
  const asApp = openPostgres({ url: made.appUrl, connections: 4 });
  return databaseOn({ ...asApp, close: () => asApp.close().then(made.drop) });
}

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly drop: () => Promise<void>;
}

/** A database with two logins: its owner, and one that owns nothing; neither is a superuser nor bypasses policies. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `docket_${randomBytes(6).toString('hex')}`;
  await asAdministrator(async (client) => {
    await client.query(rolesOnce);
    for (const login of [`${name}_owner`, `${name}_app`]) {
      await client.query(`create role ${login} login nosuperuser nobypassrls nocreaterole`);
      await client.query(`grant docket_app, docket_platform to ${login}`);
    }
    await client.query(`create database ${name} owner ${name}_owner`);
  });
  const url = (login: string): string =>
    Object.assign(new URL(serverUrl()), { username: login, password: '', pathname: name }).href;
  return { ownerUrl: url(`${name}_owner`), appUrl: url(`${name}_app`), drop: () => dropDatabase(name) };
}

/** Test files start at once; two that create the roles together must not meet. */
const rolesOnce = `
  do $$ begin
    perform pg_advisory_xact_lock(20261);
    if not exists (select from pg_roles where rolname = 'docket_app') then create role docket_app nologin; end if;
    if not exists (select from pg_roles where rolname = 'docket_platform') then create role docket_platform nologin; end if;
  end $$`;

async function dropDatabase(name: string): Promise<void> {
  await asAdministrator(async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    for (const login of [`${name}_owner`, `${name}_app`]) await client.query(`drop role if exists ${login}`);
  });
}

async function asAdministrator(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env['DOCKET_TEST_POSTGRES'];
  if (!url) throw new Error('DOCKET_TEST_POSTGRES is not set. Run the tests with "npm test", which starts a server.');
  return url;
}
