import { initTRPC, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { open } from './api.ts';
import type { Procedure } from './api.ts';
import { createClient, pluginCaller, refusalOf } from './client.ts';
import { PlatformError } from './errors.ts';

const gone = { code: 'code.gone', status: 410, sentence: 'The code is used up.', next: 'Ask for a new one.' };
const trpc = initTRPC.create({
  errorFormatter: ({ shape, error }) => {
    const { code, status, params, details } = error.cause as PlatformError;
    return { message: error.cause!.message, code: shape.code, data: { code, status, params, details } };
  },
});
const router = trpc.router({
  double: trpc.procedure.input(z.number()).query(({ input }) => input * 2),
  verify: trpc.procedure.mutation(() => {
    throw new TRPCError({ code: 'BAD_REQUEST', cause: new PlatformError(gone, { minutes: 5 }, { details: ['x'] }) });
  }),
  x: trpc.router({ sizes: trpc.router({ list: trpc.procedure.input(z.object({})).query(() => ['S', 'M']) }) }),
});

function served() {
  const asked: URL[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const req = new Request(new URL(input as string, 'http://shop.test'), init);
    asked.push(new URL(req.url));
    return fetchRequestHandler({ endpoint: '/s/ink/trpc/portal', req, router, createContext: () => ({}) });
  };
  return { asked, client: createClient<typeof router>({ door: 'portal', base: '/s/ink', fetch }) };
}

const thrownBy = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the typed client', () => {
  it('calls below the shop’s own addresses', async () => {
    const { asked, client } = served();
    expect(await client.double.query(21)).toBe(42);
    expect(asked[0]?.pathname).toBe('/s/ink/trpc/portal/double');
  });

  it('sends no more than ten calls in one request', async () => {
    const { asked, client } = served();
    await Promise.all(Array.from({ length: 23 }, (_, at) => client.double.query(at)));
    expect(asked.map(({ pathname }) => pathname.split('/').at(-1)!.split(',').length)).toEqual([10, 10, 3]);
  });
});

describe('a refusal', () => {
  const expected = {
    code: 'code.gone',
    status: 410,
    params: { minutes: 5 },
    details: ['x'],
    message: 'The code is used up.',
  };

  it('is read from an answer over HTTP', async () => {
    const { client } = served();
    expect(refusalOf(await thrownBy(client.verify.mutate()))).toEqual(expected);
  });

  it('is read from a call in process, and from the error itself', async () => {
    const caller = trpc.createCallerFactory(router)({});
    expect(refusalOf(await thrownBy(caller.verify()))).toEqual(expected);
    expect(refusalOf(new PlatformError(gone, { minutes: 5 }, { details: ['x'] }))).toEqual(expected);
  });

  it('says when nobody answered', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    const client = createClient<typeof router>({ door: 'portal', base: '', fetch });
    expect(refusalOf(await thrownBy(client.double.query(1)))).toMatchObject({ code: 'network.down', status: 0 });
  });

  it.each([[new Error('bug')], [undefined], ['text'], [{ code: 'ENOENT' }], [null]])('is internal for %s', (thrown) => {
    expect(refusalOf(thrown)).toMatchObject({ code: 'internal', status: 500 });
  });
});

describe('a plugin’s own API', () => {
  interface SizesApi {
    readonly list: Procedure<Record<string, never>, string[], 'query'>;
    readonly clear: Procedure<{ id: string }, void, 'mutation'>;
  }

  it('is called by the names of its interface', async () => {
    const { client } = served();
    const sizes = pluginCaller<SizesApi>(client, 'sizes');
    const answer = sizes.query('list', {});
    expectTypeOf(answer).toEqualTypeOf<Promise<string[]>>();
    expect(await answer).toEqual(['S', 'M']);
  });

  it('does not compile with a wrong name, input or way of calling', () => {
    const { client } = served();
    const sizes = pluginCaller<SizesApi>(client, 'sizes');
    const wrong = (): unknown => [
      // @ts-expect-error a mutation is no query
      sizes.query('clear', { id: 'x' }),
      // @ts-expect-error the input has another shape
      sizes.mutate('clear', { id: 1 }),
    ];
    expect(wrong).toBeInstanceOf(Function);
  });

  it('keeps the kind of a procedure in its type, so that interfaces can be taken from the code', () => {
    const api = { list: open.query(z.object({}), () => ['S']) };
    expectTypeOf(api.list).toEqualTypeOf<Procedure<Record<string, never>, string[], 'query'>>();
    expect(api.list.type).toBe('query');
  });
});
