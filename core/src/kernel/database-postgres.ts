import type { Writable } from 'node:stream';
import { Kysely, PostgresDialect } from 'kysely';
import { PlatformError } from '@docket/sdk';
import pg from 'pg';
import type { Conversation, Engine, Identity } from './database.ts';
import { kernelErrors } from './errors.ts';
import type { Call } from './statement.ts';

/** How to reach a PostgreSQL server (15 or newer). */
export interface PostgresOptions {
  readonly url: string;
  /** Connections of this process; 10 unless told. */
  readonly connections?: number;
}

/** Values both engines answer alike: big whole numbers as numbers, dates and intervals as text. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: wholeNumber,
  1082: (text) => text,
  1114: (text) => text,
  1186: (text) => text,
};

const types: pg.CustomTypesConfig = {
  getTypeParser: ((...[oid, format = 'text']: Parameters<typeof pg.types.getTypeParser>) =>
    (format === 'text' && parsers[oid]) ||
    pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/** A whole number of the database: exact as a number, or a bigint past 2^53. */
export function wholeNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** Opens a pool whose connections are pipelined: a whole transaction is one round trip. */
export function openPostgres({ url, connections = 10 }: PostgresOptions): Engine {
  const options = { connectionString: url, types, connectionTimeoutMillis: 5000, application_name: 'docket' };
  const pool = poolOf({ ...options, max: connections, pipeline: true });
  let owner: Kysely<unknown> | undefined;
  return {
    name: 'postgres',
    run: (identity, calls) => onConnection(pool, (client) => runPipelined(client, identity, calls)),
    converse: (identity, work) => onConnection(pool, (client) => conversation(client, identity, work)),
    owner: () => (owner ??= new Kysely({ dialect: new PostgresDialect({ pool: poolOf({ ...options, max: 1 }) }) })),
    close: async () => {
      await owner?.destroy();
      await pool.end();
    },
  };
}

/** Without a listener a connection that dies while idle would end the process; the next use reports it. */
function poolOf(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  pool.on('error', () => undefined);
  return pool;
}

async function onConnection<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw new PlatformError(kernelErrors['dependency.down'], {}, { cause });
  });
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    // A refusal of the server leaves the connection usable; anything else does not.
    client.release(error instanceof pg.DatabaseError ? undefined : true);
    throw error;
  }
}

const query = (client: pg.PoolClient, { name, text, values }: Call): Promise<pg.QueryResult> =>
  client.query({ name, text, values: [...values] });

/**
 * One text for what every transaction begins with. Its values are not typed in by anybody: the tenant was checked to be
 * a uuid, the role is one of two.
 */
const begin = ({ role, tenantId }: Identity): string =>
  `begin; set local role ${role}; set local docket.tenant = '${tenantId}'`;

/** Queues BEGIN, the calls and COMMIT without waiting. After an error the server answers COMMIT with a rollback. */
async function runPipelined(client: pg.PoolClient, identity: Identity, calls: readonly Call[]): Promise<unknown[][]> {
  const settled = await Promise.allSettled(
    inOneWrite(client, () => [
      client.query(begin(identity)),
      ...calls.map((call) => query(client, call)),
      client.query('commit'),
    ]),
  );
  const failed = settled.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return settled
    .slice(1, -1)
    .map((outcome) => (outcome as PromiseFulfilledResult<pg.QueryResult>).value.rows as unknown[]);
}

/** Hands all that is queued to the socket at once: one system call instead of one per statement. */
function inOneWrite<T>(client: pg.PoolClient, queue: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return queue();
  } finally {
    stream.uncork();
  }
}

async function conversation<T>(
  client: pg.PoolClient,
  identity: Identity,
  work: (transaction: Conversation) => Promise<T>,
): Promise<T> {
  await client.query(begin(identity));
  try {
    const result = await work({
      run: async (...calls) => {
        const settled = await Promise.allSettled(calls.map((call) => query(client, call)));
        const failed = settled.find((outcome) => outcome.status === 'rejected');
        if (failed) throw failed.reason;
        return settled.map((outcome) => (outcome as PromiseFulfilledResult<pg.QueryResult>).value.rows) as never;
      },
    });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
