import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { schema, type Query } from './jobs.ts';

/** A database of the floor: one statement at a time, nothing around it. */
export interface FloorStore {
  readonly query: Query;
  readonly close: () => Promise<void>;
}

/** Opens the floor's tables, made anew, on a server. */
export async function onPostgres(url: string): Promise<FloorStore> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  await pool.query(`drop schema if exists floor cascade; ${schema}`);
  return {
    query: async ({ name, text }, values) => (await pool.query({ name, text, values: [...values] })).rows,
    close: () => pool.end(),
  };
}

/** Opens the floor's tables in the embedded database, in a folder. */
export async function onPglite(folder: string): Promise<FloorStore> {
  const pglite = await PGlite.create(folder);
  await pglite.exec(schema);
  return {
    query: async ({ text }, values) => (await pglite.query<Record<string, unknown>>(text, [...values])).rows,
    close: () => pglite.close(),
  };
}
