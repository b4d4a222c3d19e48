import { initTRPC, TRPCError } from '@trpc/server';
import { PlatformError } from '@docket/sdk';
import type * as z from 'zod';
import type { Gate } from '@docket/sdk';
import type { Access, Entered, ShopGate } from './access/access.ts';
import type { Edge, Visitor } from './edge.ts';
import { errors } from './errors.ts';
import { secondsToWait } from './seconds-to-wait.ts';
import { unstorablePath } from './json-input.ts';
import type { Call } from './kernel/statement.ts';

/** What every procedure starts from. */
export interface Context {
  readonly edge: Edge;
  readonly access: Access;
}

/** Who may call a procedure; the matrix of actors and procedures is generated from it. */
export interface Meta {
  readonly gate: ShopGate;
}

/** What an answer says of a refusal; never a stack, a path or SQL. */
export interface RefusalShape {
  readonly code: string;
  readonly status: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly details: unknown;
}

/** What a refusal looks like on the wire. Input is refused by shape and field; what was sent is never repeated. */
export const errorFormatter = <Shape extends { readonly code: number }>({
  shape,
  error,
}: {
  readonly shape: Shape;
  readonly error: TRPCError;
}) => ({
  message: error.cause instanceof PlatformError ? error.cause.message : sentenceOf(error),
  code: shape.code as Shape['code'],
  data: refusalOf(error),
});

const trpc = initTRPC.context<Context>().meta<Meta>().create({ errorFormatter });

export const router = trpc.router;
export const mergeRouters = trpc.mergeRouters;
export const callerFactory = trpc.createCallerFactory;

function refusalOf(error: TRPCError): RefusalShape {
  const { cause } = error;
  if (cause instanceof PlatformError) {
    return { code: cause.code, status: cause.status, params: cause.params, details: cause.details ?? null };
  }
  const fields = error.code === 'BAD_REQUEST' ? fieldsOf(cause) : null;
  const status = statuses[error.code] ?? 500;
  return {
    code: status === 500 ? 'internal' : status === 404 ? 'not-found' : 'input.malformed',
    status,
    params: {},
    details: fields,
  };
}

const statuses: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  PARSE_ERROR: 400,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
};

const sentenceOf = (error: TRPCError): string =>
  error.code in statuses ? 'The request is not in the right form.' : 'Something went wrong on our side.';

function fieldsOf(cause: unknown): { path: string; rule: string }[] {
  const issues = cause instanceof Error && 'issues' in cause ? (cause.issues as z.core.$ZodIssue[]) : [];
  return issues.slice(0, 20).map(({ path, code, message }) => ({ path: path.join('.'), rule: `${code}: ${message}` }));
}

const refusals = trpc.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (!result.ok) passOn(result.error, ctx.edge);
  return result;
});

/**
 * Turns the domain's refusals into the transport's, once, here, and notes how long the visitor has to wait. What is none
 * stays what it is.
 */
export function passOn({ code, cause }: TRPCError, { refused }: Pick<Visitor, 'refused'>): void {
  if (cause instanceof PlatformError) {
    const seconds = secondsToWait(cause.status, cause.params);
    if (seconds !== undefined) refused.retryAfter = seconds;
    throw new TRPCError({ code: transportCode(cause.status), cause });
  }
  // Pages call without the transport that words it: an address with a malformed id is refused, too, and is no bug.
  if (code === 'BAD_REQUEST') {
    const refusal = new PlatformError(errors['input.malformed'], {}, { cause, details: fieldsOf(cause) });
    throw new TRPCError({ code, cause: refusal });
  }
}

/** Refuses text that a database cannot hold. */
export function refuseUnstorable(input: unknown): void {
  const unstorable = unstorablePath(input);
  if (unstorable) throw new PlatformError(errors['input.malformed'], {}, { details: [fieldOf(unstorable)] });
}

function transportCode(status: number): TRPCError['code'] {
  const codes: Readonly<Record<number, TRPCError['code']>> = {
    400: 'BAD_REQUEST',
    401: 'UNAUTHORIZED',
    403: 'FORBIDDEN',
    404: 'NOT_FOUND',
    409: 'CONFLICT',
    410: 'PRECONDITION_FAILED',
    413: 'PAYLOAD_TOO_LARGE',
    415: 'UNSUPPORTED_MEDIA_TYPE',
    422: 'UNPROCESSABLE_CONTENT',
    429: 'TOO_MANY_REQUESTS',
    503: 'SERVICE_UNAVAILABLE',
  };
  return codes[status] ?? 'INTERNAL_SERVER_ERROR';
}

/** Whoever looks as somebody else changes nothing, whatever the input and whoever may. */
const readOnlyInPreview = trpc.middleware(({ ctx, type, next }) => {
  if (ctx.edge.preview && type === 'mutation') throw new PlatformError(errors['preview.read-only']);
  return next();
});

const fieldOf = (path: readonly string[]) => ({ path: path.join('.'), rule: 'text: holds what cannot be stored' });

/** Reads that run together with the look-up of the session, in its round trip. */
export type Preload<Input> = (input: Input, edge: Edge) => readonly Call[];

/**
 * A procedure for whoever passes the gate. There is no other way to build one, so that every procedure says who
 * may call it. `preload` statements run as the tenant before the gate has decided; their rows reach the procedure
 * only when it opens.
 */
export const procedure = <Schema extends z.ZodType>(
  gate: ShopGate,
  schema: Schema,
  preload?: Preload<z.output<Schema>>,
) =>
  trpc.procedure
    .meta({ gate })
    .use(refusals)
    .use(readOnlyInPreview)
    .input(schema)
    .use(async ({ ctx, input, next, type }) => {
      refuseUnstorable(input);
      const entered: Entered = await ctx.access.enter(
        ctx.edge,
        gate,
        preload?.(input as z.output<Schema>, ctx.edge) ?? [],
        type === 'mutation',
      );
      if (type === 'query') ctx.access.noteRead(ctx.edge, entered.call);
      const result = await next({ ctx: { ...ctx, call: entered.call, rows: entered.rows } });
      if (type === 'mutation' && result.ok) ctx.access.noteWrite(entered.call);
      return result;
    });

/**
 * A procedure of a plugin. While the plugin is off for the shop it answers like one that is not there, whoever asks
 * and whatever is asked.
 */
export const pluginProcedure = <Schema extends z.ZodType>(plugin: string, gate: Gate, schema: Schema) =>
  trpc.procedure
    .use(async ({ ctx, next }) => {
      const result = await next();
      if (!result.ok && !ctx.edge.shop.active.includes(plugin)) throw new TRPCError({ code: 'NOT_FOUND' });
      return result;
    })
    .concat(procedure(gate, schema))
    .use(({ ctx, next }) => {
      if (!ctx.call.shop.active.includes(plugin)) throw new TRPCError({ code: 'NOT_FOUND' });
      return next();
    });
