import { rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../kernel/database.ts';
import { statement, type Call } from '../kernel/statement.ts';

/** Those that others point at come last. */
const tables = [
  'delivery',
  'outbox',
  'notice',
  'order_file',
  'file',
  'timeline',
  'order_version',
  'orders',
  'request',
  'session',
  'challenge',
  'address',
  'contact',
  'customer',
  'staff',
  'counter',
  'hit',
  'fault',
  'audit',
  'setting',
  'activation',
] as const;

/** The policies of `0002-erase.sql` open the rows of the named shop, for this transaction. */
const name = statement<{ id: string }>(
  'tenants.name-erased',
  (place) => sql`select set_config('docket.erase', ${place('id')}, true)`,
);

const eraseFrom = (table: (typeof tables)[number]): ((args: { id: string }) => Call) =>
  statement<{ id: string }>(
    `tenants.erase-${table}`,
    (place) => sql`delete from ${sql.table(`core.${table}`)} where tenant_id = ${place('id')}::uuid`,
  );

const eraseHosts = statement<{ id: string }>(
  'tenants.erase-hosts',
  (place) => sql`delete from core.tenant_host where tenant_id = ${place('id')}::uuid`,
);
const eraseTenant = statement<{ id: string }>(
  'tenants.erase',
  (place) => sql`delete from core.tenant where id = ${place('id')}::uuid`,
);

/** Erases a shop with all its data and files, all or nothing of the data. There is no way back. */
export async function eraseShop(database: Database, filesFolder: string, id: string): Promise<void> {
  const deletions = [...tables.map((table) => eraseFrom(table)({ id })), eraseHosts({ id }), eraseTenant({ id })];
  await database.withPlatform('erases one shop').run(name({ id }), ...deletions);
  await rm(path.join(filesFolder, id), { recursive: true, force: true });
}
