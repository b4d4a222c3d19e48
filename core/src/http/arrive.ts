import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { cookieJar, previewJar } from '../cookies.ts';
import type { Edge, Visitor } from '../edge.ts';
import type { Shop } from '../tenants/tenants.ts';
import { hostOf } from './address.ts';

/** What the server under the platform knows of a request beyond the request itself. */
export interface Bindings {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

interface Arrival {
  readonly request: Request;
  readonly bindings: Partial<Bindings> | undefined;
  readonly secure: boolean;
  readonly trustProxy: boolean;
  readonly now: Date;
}

/** Everything that is known of a request to a shop before anyone is known. */
export function edgeOf({
  shop,
  preview,
  ...arrival
}: Arrival & { readonly shop: Shop; readonly preview: boolean }): Edge {
  const visitor = visitorOf(arrival, shop.tenant.slug);
  return { ...visitor, shop, cookies: preview ? previewJar(visitor.cookies) : visitor.cookies, preview };
}

/** The same of a request that is about no shop. */
export const visitorOf = ({ request, bindings, secure, trustProxy, now }: Arrival, shop?: string): Visitor => ({
  requestId: randomUUID(),
  address: addressOf(request, bindings, trustProxy),
  host: hostOf(request),
  device: request.headers.get('user-agent')?.slice(0, 300) ?? '',
  now,
  refused: {},
  cookies: cookieJar({ header: request.headers.get('cookie'), secure, shop }),
  key: /^bearer +([\w-]{20,100})$/i.exec(request.headers.get('authorization') ?? '')?.[1],
});

/** Each proxy appends whom it saw; only the last entry is written by ours. */
function addressOf(request: Request, bindings: Partial<Bindings> | undefined, trustProxy: boolean): string {
  const seen = trustProxy ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return seen || (bindings?.incoming?.socket.remoteAddress ?? 'unknown');
}
