import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { cpuOfFamily, parentOf } from './measure/cpu.ts';

/** A PostgreSQL server that hands out databases, each with a login that owns it and bypasses no policy. */
export interface Databases {
  /** The address of a new database. */
  readonly create: (name: string) => Promise<string>;
  /** CPU of the server and its backends so far, in milliseconds; 0 when it runs elsewhere. */
  readonly cpu: () => number;
  close(): Promise<void>;
}

/** Takes the address of a superuser; `npm run bench` starts a server and gives it. */
export async function createDatabases(address: string | undefined): Promise<Databases> {
  if (!address) throw new Error('DOCKET_BENCH_POSTGRES is not set. Run "npm run bench", which starts a server.');
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const made: string[] = [];
  const server = parentOf(await backendOf(client));
  return {
    create: async (name) => {
      const unique = `bench_${name}_${randomBytes(4).toString('hex')}`;
      await client.query(`create role ${unique} login nosuperuser nobypassrls createrole`);
      await client.query(`create database ${unique} owner ${unique}`);
      made.push(unique);
      return Object.assign(new URL(address), { username: unique, pathname: unique }).href;
    },
    cpu: () => (server > 0 ? cpuOfFamily(server) : 0),
    close: async () => {
      for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
      await client.end();
    },
  };
}

async function backendOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]!.pid;
}
