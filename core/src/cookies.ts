import type { CookieJar, CookieName } from './edge.ts';

interface JarOptions {
  readonly header: string | null;
  /** False only for plain http outside production; then names lack the `__Host-` that browsers tie to https. */
  readonly secure: boolean;
  /** Tells shops on one host apart; absent for what belongs to none. */
  readonly shop?: string | undefined;
}

/** A cookie's name on the wire. Only a secure one may have the prefix that ties it to https and this host. */
export const cookieName = (name: CookieName, { secure, shop }: Pick<JarOptions, 'secure' | 'shop'>): string =>
  `${secure ? '__Host-' : ''}${['docket', name, shop].filter(Boolean).join('-')}`;

/** Reads the request's cookies and collects changes. Every cookie is HttpOnly, SameSite=Lax and for this host only. */
export const cookieJar = ({ header, ...kept }: JarOptions): CookieJar => jarOf(parse(header ?? ''), new Map(), kept);

/** The cookies of one shop, or of none, among those that the browser sent and those that its answer sets. */
function jarOf(
  received: Map<string, string>,
  changed: Map<string, string>,
  { secure, shop }: Pick<JarOptions, 'secure' | 'shop'>,
): CookieJar {
  const wire = (name: CookieName): string => cookieName(name, { secure, shop });
  const write = (name: CookieName, value: string, age: string): void => {
    changed.set(wire(name), `${wire(name)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`);
    received.set(wire(name), value);
  };
  return {
    get: (name) => received.get(wire(name)) || undefined,
    set: (name, value, seconds) => write(name, value, seconds === undefined ? '' : `; Max-Age=${seconds}`),
    clear: (name) => write(name, '', '; Max-Age=0'),
    of: (other) => jarOf(received, changed, { secure, shop: other }),
    changes: () => [...changed.values()],
  };
}

/** The jar below `/preview`: the preview stands for the contact's session, no other cookie is there, and none is set. */
export const previewJar = (jar: CookieJar): CookieJar => ({
  get: (name) => (name === 'portal' ? jar.get('preview') : undefined),
  set: () => undefined,
  clear: () => undefined,
  of: (shop) => previewJar(jar.of(shop)),
  changes: () => [],
});

/** A name that stands twice with different values is none: nobody can tell which of them this site has set. */
function parse(header: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of header.split(';')) {
    const [name = '', ...rest] = pair.trim().split('=');
    const value = rest.join('=');
    found.set(name, found.has(name) && found.get(name) !== value ? '' : value);
  }
  return found;
}
