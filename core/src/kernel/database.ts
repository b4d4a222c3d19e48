import type { Kysely } from 'kysely';
import type { Call } from './statement.ts';

/** The rows of each call, in the same sequence. */
export type Results<Calls extends readonly Call[]> = {
  -readonly [K in keyof Calls]: Calls[K] extends Call<infer Row> ? Row[] : never;
};

/** A transaction that asks as it goes: each `run` is a round trip. Only where one statement cannot do. */
export interface Conversation {
  run<const Calls extends readonly Call[]>(...calls: Calls): Promise<Results<Calls>>;
}

/** The only way to the tables: a role, and for a tenant its id, are set inside the transaction. */
export interface Gate extends Conversation {
  /** Runs all calls in one transaction and one round trip; an error in any undoes all. */
  run<const Calls extends readonly Call[]>(...calls: Calls): Promise<Results<Calls>>;
  /** Runs `work` in one transaction; it commits when `work` resolves. Never use another gate inside it. */
  converse<T>(work: (transaction: Conversation) => Promise<T>): Promise<T>;
}

/** Who a transaction is: the role it drops to, and the tenant whose rows it sees. */
export interface Identity {
  readonly role: 'docket_app' | 'docket_platform';
  /** Empty for the platform. */
  readonly tenantId: string;
}

/** What an engine brings; `openPostgres` and `openPglite` are the two. */
export interface Engine {
  readonly name: 'postgres' | 'pglite';
  run(identity: Identity, calls: readonly Call[]): Promise<unknown[][]>;
  converse<T>(identity: Identity, work: (transaction: Conversation) => Promise<T>): Promise<T>;
  /** Kysely as the login itself, for migrations only. */
  owner(): Kysely<unknown>;
  /** Waits for running work, then lets go of every connection. */
  close(): Promise<void>;
}

/** A database with its two gates. */
export interface Database {
  readonly engine: Engine;
  /** Sees and writes the rows of one tenant only. */
  withTenant(tenantId: string): Gate;
  /** Sees what policies open to the platform (host look-up, deliveries, schedules). `reason` is for the reader. */
  withPlatform(reason: string): Gate;
  /** Round trips so far; tests count them. */
  roundTrips(): number;
  close(): Promise<void>;
}

/** Puts the gates before an engine. */
export function databaseOn(engine: Engine): Database {
  let trips = 0;
  const counted = (identity: Identity): Gate => ({
    run: async <const Calls extends readonly Call[]>(...calls: Calls) => {
      trips += 1;
      // The engine answers one list of rows per call; their types are the calls' own.
      return (await engine.run(identity, calls)) as Results<Calls>;
    },
    converse: (work) => {
      trips += 2;
      return engine.converse(identity, (transaction) => work(countedConversation(transaction)));
    },
  });
  const countedConversation = (transaction: Conversation): Conversation => ({
    run: (...calls) => {
      trips += 1;
      return transaction.run(...calls);
    },
  });
  const platform = counted({ role: 'docket_platform', tenantId: '' });
  return {
    engine,
    withTenant: (tenantId) => counted({ role: 'docket_app', tenantId: tenantIdOf(tenantId) }),
    withPlatform: () => platform,
    roundTrips: () => trips,
    close: () => engine.close(),
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Fails loudly instead of running with no tenant, which row-level security would answer with nothing. */
function tenantIdOf(value: string): string {
  if (!uuid.test(value)) throw new TypeError('withTenant needs the id of a tenant.');
  return value;
}

/** First statement of every transaction. An empty setting would break the policies' cast, hence their NULLIF. */
export const enter = (identity: Identity): Call => ({
  name: 'enter',
  text: `select set_config('docket.tenant', $1, true), set_config('role', $2, true)`,
  values: [identity.tenantId, identity.role],
});
