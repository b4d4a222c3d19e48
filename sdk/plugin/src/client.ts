import { createTRPCClient, getUntypedClient, httpBatchLink } from '@trpc/client';
import type { TRPCClient } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import type { Procedure } from './api.ts';

/** How the browser reaches the typed API of one door. */
export interface ClientOptions {
  readonly door: 'portal' | 'staff' | 'api' | 'operator';
  /** Prefix of the shop's addresses: empty, or `/s/<shop>` (`AppScope.base`). */
  readonly base: string;
  /** Takes the place of the browser's own `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Calls of one moment travel together, at most this many in one request; the server takes no more. */
export const batchLimit = 10;

/** The typed client of a door: `createClient<PortalRouter>({ door: 'portal', base })`. */
export function createClient<Router extends AnyRouter>({ door, base, fetch }: ClientOptions): TRPCClient<Router> {
  const link = httpBatchLink<AnyRouter>({
    url: `${base}/trpc/${door}`,
    maxItems: batchLimit,
    maxURLLength: 4000,
    ...(fetch && { fetch: (input, init) => fetch(input, init as RequestInit) }),
  });
  // The link is the same for every router; what it carries is typed by the client around it.
  return createTRPCClient<Router>({ links: [link as never] });
}

/**
 * A refusal as its caller reads it. `code` names the messages `error.<code>` and `error.<code>.next`, `params` fills
 * them, `details` belongs to the code (fields of a form, issues of an order).
 */
export interface Refusal {
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly details: unknown;
  /** The English sentence, for logs and for codes without a message. */
  readonly message: string;
}

/**
 * Reads what a failed call threw, from the client (over HTTP) and from the server's own callers alike. Answers
 * `network.down` with status 0 when the request got no answer, and `internal` for anything else.
 */
export function refusalOf(error: unknown): Refusal {
  const thrown = asRecord(error);
  for (const source of [thrown['data'], thrown['cause'], thrown]) {
    const refusal = readRefusal(asRecord(source), messageOf(source) || messageOf(error));
    if (refusal) return refusal;
  }
  const code = isUnanswered(error) ? 'network.down' : 'internal';
  return { code, status: code === 'internal' ? 500 : 0, params: {}, details: null, message: messageOf(error) };
}

/** Refusals carry a numeric HTTP status beside a code of words; errors of the system and of tRPC do not. */
function readRefusal({ code, status, params, details }: Fields, message: string): Refusal | undefined {
  if (typeof code !== 'string' || typeof status !== 'number') return undefined;
  return { code, status, params: asRecord(params) as Refusal['params'], details: details ?? null, message };
}

type Fields = Readonly<Record<string, unknown>>;

const asRecord = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const messageOf = (value: unknown): string => {
  const { message } = asRecord(value);
  return typeof message === 'string' ? message : '';
};

/** `fetch` fails with a TypeError when nobody answers, everywhere; the client keeps it as the cause. */
function isUnanswered(error: unknown): boolean {
  const { name, cause, data } = asRecord(error);
  return name === 'TRPCClientError' && data === undefined && cause instanceof TypeError;
}

type NamesOf<Api, Type extends Procedure['type']> = {
  [Name in keyof Api]: Api[Name] extends { readonly type: Type } ? Name : never;
}[keyof Api] &
  string;
type InputOf<P> = P extends Procedure<infer Input, infer _Output> ? Input : never;
type OutputOf<P> = P extends Procedure<infer _Input, infer Output> ? Output : never;

/** Calls one plugin's procedures by name. `Api` is the plugin's named interface of its procedures. */
export interface PluginCaller<Api> {
  query<Name extends NamesOf<Api, 'query'>>(name: Name, input: InputOf<Api[Name]>): Promise<OutputOf<Api[Name]>>;
  mutate<Name extends NamesOf<Api, 'mutation'>>(name: Name, input: InputOf<Api[Name]>): Promise<OutputOf<Api[Name]>>;
}

/**
 * A plugin's own API over a door's client: `pluginCaller<SizesApi>(client, 'garment-orders').query('sizes', {})`.
 * While the plugin is off for the shop every call is refused like one that is not there.
 */
export function pluginCaller<Api>(client: TRPCClient<AnyRouter>, plugin: string): PluginCaller<Api> {
  const untyped = getUntypedClient(client);
  // The plugin parses its input and types its answer; the interface says the same on both sides.
  return {
    query: (name, input) => untyped.query(`x.${plugin}.${name}`, input) as never,
    mutate: (name, input) => untyped.mutation(`x.${plugin}.${name}`, input) as never,
  };
}
