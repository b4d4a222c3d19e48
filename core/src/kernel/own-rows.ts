import { createHash } from 'node:crypto';
import type { OwnRow } from '@docket/sdk';
import { json, type Call } from './statement.ts';

/** The rows of one plugin at a `within` hook. */
export interface PluginRows {
  readonly plugin: string;
  readonly rows: readonly OwnRow[];
}

const plainName = /^[a-z][a-z0-9_]{0,50}$/;

/** The schema of a plugin's own tables. */
export const pluginSchema = (plugin: string): string => `px_${plugin.replaceAll('-', '_')}`;

/** A condition on the core's own rows, with `$2` for its value: the plugin's rows are written only when it holds. */
export interface RowsWhen {
  readonly condition: string;
  readonly value: string;
}

/**
 * Writes a plugin's rows into its own schema, in the same round trip as the core's statement before it. One insert
 * per table, all rows as one JSON value. Refuses names that are not plain: a plugin's data never names a table.
 */
export function ownRows({ plugin, rows }: PluginRows, when: RowsWhen): readonly Call[] {
  const tables = Map.groupBy(rows, ({ table }) => table);
  return [...tables].map(([table, group]) =>
    insertInto(
      `${pluginSchema(plugin)}.${checked(table)}`,
      group.map(({ row }) => row),
      when,
    ),
  );
}

function insertInto(table: string, rows: readonly OwnRow['row'][], { condition, value }: RowsWhen): Call {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].toSorted().map(checked).join(', ');
  const text = `insert into ${table} (tenant_id, ${columns})
    select nullif(current_setting('docket.tenant', true), '')::uuid, ${columns}
    from jsonb_populate_recordset(null::${table}, $1::jsonb) where ${condition}`;
  return {
    name: `own.${createHash('sha256').update(text).digest('hex').slice(0, 40)}`,
    text,
    values: [json(rows), value],
  };
}

function checked(name: string): string {
  if (!plainName.test(name))
    throw new TypeError(`"${name}" is not a name of a table or column that a plugin may write to.`);
  return name;
}
