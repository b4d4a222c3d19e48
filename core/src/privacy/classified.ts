import { sql } from 'kysely';
import type { PluginDescriptor, TablePrivacy } from '@docket/sdk';
import type { Engine } from '../kernel/database.ts';
import { pluginSchema } from '../kernel/own-rows.ts';
import { coreTables } from './columns.ts';

/** A table with its schema: `core.customer`, `px_invoices.invoice`. */
export interface ClassifiedTable extends TablePrivacy {
  readonly name: string;
}

type Plugin = Pick<PluginDescriptor, 'id' | 'privacy'>;

/** Every classified table: the core's, then those of plugins, on or off. */
export const classifiedTables = (plugins: readonly Plugin[]): readonly ClassifiedTable[] => [
  ...tablesOf('core', coreTables),
  ...plugins.flatMap(({ id, privacy = {} }) => tablesOf(pluginSchema(id), privacy)),
];

const tablesOf = (schema: string, tables: Readonly<Record<string, TablePrivacy>>): readonly ClassifiedTable[] =>
  Object.entries(tables).map(([table, privacy]) => ({ ...privacy, name: `${schema}.${table}` }));

/** Columns of the platform's schemas as the database has them, without the ledgers of migrations. */
async function columnsIn(engine: Engine, schemas: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname || '.' || a.attname as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and n.nspname = any(${schemas}) and c.relname not in ('migration', 'migration_lock')
  `.execute(engine.owner());
  return new Set(found.rows.map(({ name }) => name));
}

/** What is wrong with the classification, held against the database: a sentence for each column, empty when it is whole. */
export async function faultsOfPrivacy(engine: Engine, plugins: readonly Plugin[]): Promise<readonly string[]> {
  const tables = classifiedTables(plugins);
  const present = await columnsIn(engine, ['core', ...plugins.map(({ id }) => pluginSchema(id))]);
  const classified = new Set(
    tables.flatMap(({ name, columns }) => Object.keys(columns).map((key) => `${name}.${key}`)),
  );
  return [
    ...[...present]
      .filter((name) => !classified.has(name))
      .map((name) => `${name} is not classified: ${whereOf(name)}`),
    ...[...classified].filter((name) => !present.has(name)).map((name) => `${name} is classified and not there.`),
  ];
}

const whereOf = (column: string): string =>
  column.startsWith('core.')
    ? 'say in core/src/privacy/columns.ts what it holds of people.'
    : 'say in the privacy of the plugin’s descriptor what it holds of people.';
