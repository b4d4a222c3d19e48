import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { World } from './world.ts';

/** Counters of the limits count what is refused, too: that is what they are for. */
const counting = new Set(['core.hit']);

/** Everything both shops hold, as one line for each table: equal snapshots, nothing changed. */
export async function snapshot(world: Pick<World, 'run'>, folder?: string): Promise<Readonly<Record<string, string>>> {
  const tables = await tablesOf(world);
  const hashes: Record<string, string> = {};
  for (const shop of ['alpha', 'bravo'] as const)
    for (const table of tables.filter((name) => !counting.has(name))) {
      const text = `select count(*)::int as rows, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${table} t`;
      const [row] = await world.run(shop, text);
      hashes[`${shop} ${table}`] = `${String(row!['rows'])} ${String(row!['hash'])}`;
    }
  if (folder !== undefined) hashes['files'] = await hashOfFolder(path.join(folder, 'files'));
  return hashes;
}

/** Tables in which a shop sees a row of another one. */
export async function strangeRows({ run, alpha }: Pick<World, 'run' | 'alpha'>): Promise<readonly string[]> {
  const strange: string[] = [];
  for (const table of await tenantTables({ run })) {
    const [row] = await run('alpha', `select count(*)::int as rows from ${table} where tenant_id <> $1`, alpha);
    if (row!['rows'] !== 0) strange.push(table);
  }
  return strange;
}

/** Tables of tenants' rows. Hosts lead to shops and are read before any shop is known. */
export async function tenantTables({ run }: Pick<World, 'run'>): Promise<readonly string[]> {
  const rows = await run(
    'alpha',
    `select table_schema || '.' || table_name as name from information_schema.columns where column_name = 'tenant_id'`,
  );
  const withTenant = new Set(rows.map(({ name }) => String(name)));
  return (await tablesOf({ run })).filter((name) => withTenant.has(name) && name !== 'core.tenant_host');
}

/** The tables that a shop's gate reads. */
async function tablesOf({ run }: Pick<World, 'run'>): Promise<readonly string[]> {
  const rows = await run(
    'alpha',
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and (table_schema = 'core' or table_schema like 'px\\_%')
       and has_table_privilege(table_schema || '.' || table_name, 'select') order by 1`,
  );
  return rows.map(({ name }) => String(name));
}

async function hashOfFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
  const hash = createHash('sha256');
  for (const file of files.toSorted()) hash.update(file).update(await readFile(file));
  return `${files.length} ${hash.digest('hex')}`;
}
