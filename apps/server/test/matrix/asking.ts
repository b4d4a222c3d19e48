import type { Platform } from '@docket/core';
import type { Actor } from './actors.ts';

/** What came back, to the byte. */
export interface Answer {
  readonly status: number;
  /** The refusal's code; empty for what is none. */
  readonly code: string;
  readonly headers: string;
  readonly body: string;
}

/** A request to the shop, as everything in the matrix becomes one. */
export interface Asked {
  readonly path: string;
  /** True for an address that is below no shop. */
  readonly shopless?: boolean;
  readonly init?: RequestInit;
}

/** A call of the typed API over HTTP. */
export function callOf(
  { door, path, type }: { readonly door: string; readonly path: string; readonly type: 'query' | 'mutation' },
  input: unknown,
): Asked {
  const [address, shopless] = [`/trpc/${door}/${path}`, door === 'operator'];
  if (type === 'query') return { path: `${address}?input=${encodeURIComponent(JSON.stringify(input))}`, shopless };
  const headers = { 'content-type': 'application/json' };
  return { path: address, shopless, init: { method: 'POST', headers, body: JSON.stringify(input) } };
}

/** Who asks, as far as the request tells. */
export type Asker = Pick<Actor, 'cookie' | 'address' | 'below'>;

export type Ask = (actor: Asker, asked: Asked) => Promise<Answer>;

/** Asks the platform without a server. It must trust the proxy that names the actor's address. */
export const askPlatform =
  (platform: Platform, base = '/s/alpha', origin = 'http://matrix.test'): Ask =>
  async ({ cookie, address, below = '' }, { path, shopless, init = {} }) => {
    const headers = new Headers(init.headers);
    headers.set('host', new URL(origin).host);
    headers.set('x-forwarded-for', address);
    headers.set('sec-fetch-site', 'same-origin');
    if (cookie !== '') headers.set('cookie', cookie);
    return read(
      await platform.fetch(
        new Request(`${origin}${shopless ? '' : base}${below}${path}`, { redirect: 'manual', ...init, headers }),
      ),
    );
  };

/** Headers that differ between two equal answers. */
const moving = new Set(['date', 'keep-alive', 'connection', 'etag', 'content-length']);

async function read(response: Response): Promise<Answer> {
  const headers = [...response.headers].filter(([name]) => !moving.has(name)).map((pair) => pair.join(': '));
  const text = await response.text();
  const settled = settledIn(response);
  const body = settled(text);
  return { status: response.status, code: codeIn(body), headers: settled(headers.toSorted(byText).join('\n')), body };
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** Numbers of requests: random uuids, while ids of things begin with their time. */
const requestId = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** A token in a cookie that is set. */
const token = /(docket-[a-z]+(?:-[a-z]+)?)=[\w.-]+/g;

/** Takes out what is another one at each answer: the request's number, tokens, and the nonce of a page's own scripts. */
function settledIn({ headers }: Response): (text: string) => string {
  const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1];
  return (text) =>
    (nonce === undefined ? text : text.replaceAll(nonce, '…')).replaceAll(requestId, '…').replaceAll(token, '$1=…');
}

/** What a call answers may hold codes of its own, such as why a request was set aside. */
const codeIn = (body: string): string =>
  body.startsWith('{"result":') ? '' : (/"code":"([a-z.-]+)"/.exec(body)?.[1] ?? '');

/** Asks a running server, as pages are drawn only there. */
export const askServer =
  (origin: string, base = '/s/alpha'): Ask =>
  async ({ cookie, address, below = '' }, { path, shopless, init = {} }) => {
    const headers = new Headers(init.headers);
    headers.set('x-forwarded-for', address);
    headers.set('sec-fetch-site', 'same-origin');
    headers.set('origin', origin);
    headers.set('accept', 'text/html');
    if (cookie !== '') headers.set('cookie', cookie);
    return read(
      await fetch(`${origin}${shopless ? '' : base}${below}${path}`, { redirect: 'manual', ...init, headers }),
    );
  };
