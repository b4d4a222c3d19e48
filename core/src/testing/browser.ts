import { createClient } from '@docket/sdk/client';
import type { OperatorRouter, PortalRouter, ProgramRouter, StaffRouter } from '../api.ts';
import type { Platform } from '../platform.ts';

/** A browser without pages: keeps cookies and calls the typed API over HTTP, as the apps do. */
export interface TestBrowser {
  readonly portal: ReturnType<typeof createClient<PortalRouter>>;
  readonly staff: ReturnType<typeof createClient<StaffRouter>>;
  /** Operators belong to no shop: `base` is none of theirs. */
  readonly operator: ReturnType<typeof createClient<OperatorRouter>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Puts cookies in, as `Cookie` writes them. */
  take(cookie: string): void;
  /** The cookies it holds, as `Cookie` writes them. */
  cookie(): string;
}

/**
 * Opens a browser that reaches the platform under `origin`, whose shop may be named by `base`. `address` is where it is seen
 * from, for a platform that trusts its proxy.
 */
export function openBrowser(
  platform: Platform,
  { origin = 'http://shop.test', base = '', address = '' } = {},
): TestBrowser {
  const jar = new Map<string, string>();
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const take = (text: string): void => {
    const [name, ...rest] = text.split(';')[0]!.split('=');
    if (/max-age=0/i.test(text)) jar.delete(name!);
    else jar.set(name!, rest.join('='));
  };
  const fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('host', new URL(origin).host);
    if (address !== '') headers.set('x-forwarded-for', address);
    if (jar.size > 0) headers.set('cookie', cookie());
    if (!headers.has('sec-fetch-site')) headers.set('sec-fetch-site', 'same-origin');
    const url = path.startsWith('http') ? path : `${origin}${base}${path}`;
    const response = await platform.fetch(new Request(url, { redirect: 'manual', ...init, headers }));
    response.headers.getSetCookie().forEach(take);
    return response;
  };
  const overHttp = ((url: string, init: RequestInit) => fetch(url, init)) as typeof globalThis.fetch;
  const site = `${origin}${base}`;
  return {
    portal: createClient<PortalRouter>({ door: 'portal', base: site, fetch: overHttp }),
    staff: createClient<StaffRouter>({ door: 'staff', base: site, fetch: overHttp }),
    operator: createClient<OperatorRouter>({ door: 'operator', base: origin, fetch: overHttp }),
    fetch,
    take: (text) => text.split('; ').forEach(take),
    cookie,
  };
}

/** A customer's program, which calls with a key and knows nothing of browsers. */
export function openProgram(platform: Platform, key: string, { origin = 'http://shop.test', base = '' } = {}) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const overHttp = ((url: string, init: RequestInit) =>
    platform.fetch(new Request(url, { ...init, headers }))) as typeof globalThis.fetch;
  return createClient<ProgramRouter>({ door: 'api', base: `${origin}${base}`, fetch: overHttp });
}
