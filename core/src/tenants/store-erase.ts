import { sql } from 'kysely';
import { statement, type Call } from '../kernel/statement.ts';

/** Those that others point at come last. */
const tables = [
  'export',
  'delivery',
  'outbox',
  'notice',
  'order_file',
  'file',
  'timeline',
  'approval_answer',
  'approval',
  'order_version',
  'order_number',
  'api_message',
  'api_key',
  'request',
  'orders',
  'session',
  'challenge',
  'passkey',
  'order_default',
  'address',
  'contact',
  'retired_slug',
  'customer_merge',
  'customer_import',
  'customer',
  'recovery_code',
  'staff',
  'role',
  'counter',
  'hit',
  'fault',
  'logo',
  'host_claim',
  'setting',
  'activation',
] as const;

/** The policies of `0002-erase.sql` open the rows of the named shop, for this transaction. */
const nameErased = statement<{ id: string }>(
  'tenants.name-erased',
  (place) => sql`select set_config('docket.erase', ${place('id')}, true)`,
);

const eraseFrom = (table: (typeof tables)[number] | 'audit'): ((args: { id: string }) => Call) =>
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

/** From here on the transaction is the shop's own: what plugins keep, they opened to nobody else. */
export const becomeShop = statement<{ id: string }>(
  'tenants.become-shop',
  (place) => sql`select set_config('docket.tenant', ${place('id')}, true), set_config('role', 'docket_app', true)`,
);

/** Empties a plugin's table of the shop; in the sequence in which the plugin names its tables, turned round. */
export const deleteFrom = (table: string, id: string): Call =>
  statement<{ id: string }>(
    `tenants.erase-${table}`,
    (place) => sql`delete from ${sql.table(table)} where tenant_id = ${place('id')}::uuid`,
  )({ id });

/** Whether there are background jobs at all, and this transaction may touch them. */
export const jobsThere = statement<object, { there: boolean }>(
  'tenants.jobs-there',
  () => sql`select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'jobs' and c.relname = 'job' and has_table_privilege(c.oid, 'delete')) as there`,
);

export const eraseJobs = statement<{ id: string }>(
  'tenants.erase-jobs',
  (place) => sql`delete from jobs.job where data ->> 'tenantId' = ${place('id')}::text`,
);

/**
 * Everything that is to run to erase a shop, in this sequence and in one transaction of the platform. The audit of a shop
 * that stands is closed to it, so that goes last.
 */
export const eraseAll = (id: string): readonly Call[] => [
  nameErased({ id }),
  ...tables.map((table) => eraseFrom(table)({ id })),
  eraseHosts({ id }),
  eraseTenant({ id }),
  eraseFrom('audit')({ id }),
];
