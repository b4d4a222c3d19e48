import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Engine } from './database.ts';

/** A schema with the folder of its migrations: the core's, or one plugin's. Each keeps its own ledger. */
export interface SchemaOwner {
  /** `core` or `px_<plugin>`. */
  readonly schema: string;
  readonly folder: string;
}

/** The database login may not do what the start needs; `statements` is what an administrator runs once. */
export class RoleMissing extends Error {
  readonly statements: readonly string[];
  constructor(statements: readonly string[]) {
    super(`The database login may not create roles. Let an administrator run:\n${statements.join('\n')}`);
    this.name = 'RoleMissing';
    this.statements = statements;
  }
}

const roles = ['docket_app', 'docket_platform'] as const;

/** A migration that has run is in the ledger by its name and a sum of its text: what ran is never edited. */
export class MigrationChanged extends Error {
  constructor(name: string) {
    super(`Migration ${name} was changed after it had run. Put it back as it was, and add a new one for the change.`);
    this.name = 'MigrationChanged';
  }
}

/**
 * Brings every schema to its newest migration, in the given sequence; says which ran. Roles come first, and every
 * table is checked afterwards: one without forced row-level security stops the start. Two processes that start at once
 * take turns.
 */
export async function migrate(engine: Engine, owners: readonly SchemaOwner[]): Promise<readonly string[]> {
  const kysely = engine.owner();
  // The owner has one connection, so the lock is held by it until it is given back.
  await sql`select pg_advisory_lock(${lockKey})`.execute(kysely);
  try {
    await ensureRoles(kysely);
    const ran: string[] = [];
    for (const owner of owners) ran.push(...(await migrateSchema(kysely, owner)));
    await grantToRoles(kysely, owners);
    await expectRowLevelSecurity(kysely, owners);
    return ran;
  } finally {
    await sql`select pg_advisory_unlock(${lockKey})`.execute(kysely);
  }
}

const lockKey = 20_261_124;

/** Names of migrations that have not run yet; empty when the schemas are current. Needs no right to change them. */
export async function pendingMigrations(engine: Engine, owners: readonly SchemaOwner[]): Promise<readonly string[]> {
  const kysely = engine.owner();
  const pending: string[] = [];
  for (const owner of owners) {
    const { names, done } = await compare(kysely, owner);
    pending.push(...names.filter((name) => !done.has(name)).map((name) => `${owner.schema}/${plainName(name)}`));
  }
  return pending;
}

/** Names in the folder and in the ledger, sums included. */
async function compare(
  kysely: Kysely<unknown>,
  { schema, folder }: SchemaOwner,
): Promise<{ names: readonly string[]; done: ReadonlySet<string> }> {
  const done = await recordedMigrations(kysely, schema);
  const names = Object.keys(await readMigrations(folder));
  const plain = new Set([...done].map(plainName));
  const changed = names.find((name) => !done.has(name) && plain.has(plainName(name)));
  if (changed !== undefined) throw new MigrationChanged(`${schema}/${plainName(changed)}`);
  return { names, done };
}

/** The name without its sum. */
const plainName = (name: string): string => name.slice(0, name.lastIndexOf('.'));

async function recordedMigrations(kysely: Kysely<unknown>, schema: string): Promise<ReadonlySet<string>> {
  const found = await sql<{
    ledger: string | null;
  }>`select to_regclass(${`${schema}.migration`})::text as ledger`.execute(kysely);
  if (!found.rows[0]?.ledger) return new Set();
  const ledger = await sql<{ name: string }>`select name from ${sql.table(`${schema}.migration`)}`.execute(kysely);
  return new Set(ledger.rows.map(({ name }) => name));
}

async function migrateSchema(kysely: Kysely<unknown>, { schema, folder }: SchemaOwner): Promise<string[]> {
  await compare(kysely, { schema, folder });
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => readMigrations(folder) },
    migrationTableSchema: schema,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  const failed = results.find(({ status }) => status === 'Error');
  if (error)
    throw new Error(`Migration ${schema}/${plainName(failed?.migrationName ?? '?.')} failed; nothing of it was kept.`, {
      cause: error,
    });
  return results.map(({ migrationName }) => `${schema}/${plainName(migrationName)}`);
}

/**
 * One migration per `.sql` file, by name and sum. Statements end with a semicolon and a blank line. Row-level security
 * is forced for the owner too: an `update` of rows stands between `no force row level security` and `force …`.
 */
async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  const migrations = files.map(async (file) => {
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
    const sum = createHash('sha256').update(text).digest('hex').slice(0, 12);
    const statements = text.split(/;\s*\n\s*\n/).filter((statement) => statement.trim() !== '');
    return [
      `${file.slice(0, -'.sql'.length)}.${sum}`,
      { up: (db: Kysely<unknown>) => inTurn(db, statements) },
    ] as const;
  });
  return Object.fromEntries(await Promise.all(migrations));
}

async function inTurn(kysely: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const text of statements) await sql.raw(text).execute(kysely);
}

async function ensureRoles(kysely: Kysely<unknown>): Promise<void> {
  const present = await sql<{ rolname: string; member: boolean }>`
    select rolname, pg_has_role(current_user, oid, 'member') as member from pg_roles where rolname in ('docket_app', 'docket_platform')
  `.execute(kysely);
  const member = new Map(present.rows.map(({ rolname, member: isMember }) => [rolname, isMember]));
  const login = (await sql<{ name: string }>`select quote_ident(current_user) as name`.execute(kysely)).rows[0]!.name;
  const statements = roles.flatMap((role) => [
    ...(member.has(role) ? [] : [`create role ${role} nologin;`]),
    ...(member.get(role) ? [] : [`grant ${role} to ${login};`]),
  ]);
  try {
    await inTurn(kysely, statements);
  } catch (cause) {
    throw Object.assign(new RoleMissing(statements), { cause });
  }
}

/** Roles may use every schema and read its ledger; what they may do with a table, its migration says. */
async function grantToRoles(kysely: Kysely<unknown>, owners: readonly SchemaOwner[]): Promise<void> {
  await inTurn(
    kysely,
    owners.flatMap(({ schema }) => [
      `grant usage on schema ${schema} to docket_app, docket_platform;`,
      `grant select on ${schema}.migration to docket_app, docket_platform;`,
    ]),
  );
}

/** Tables without a tenant are named here, all in one place; every other table forces row-level security. */
const tablesWithoutTenant =
  /^core\.(tenant|tenant_host|operator|operator_(link|session|hit|recovery_code)|platform_audit)$/;

async function expectRowLevelSecurity(kysely: Kysely<unknown>, owners: readonly SchemaOwner[]): Promise<void> {
  const open = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
      and n.nspname = any(${owners.map(({ schema }) => schema)}) and c.relname not in ('migration', 'migration_lock')
  `.execute(kysely);
  const unguarded = open.rows.map(({ name }) => name).filter((name) => !tablesWithoutTenant.test(name));
  if (unguarded.length > 0) throw new Error(`Row-level security is not forced on ${unguarded.join(', ')}.`);
}
