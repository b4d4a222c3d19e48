const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True for a request that, by its method, changes nothing. */
export const isReading = ({ method }: Request): boolean => safe.has(method);

/** Names of our cookies, of any shop, with and without the prefix of secure ones. */
const ownCookie = /(?:^|;)\s*(?:__Host-)?docket-/;

/**
 * True for a request that changes something and may come from another site, whatever the type of its body. Browsers say
 * where they come from, by `Sec-Fetch-Site` and by `Origin`: each that is there must say that it is this site. Who says
 * neither is no browser of today, and is let in only without cookies of ours: those are what another site could use.
 * `secure`: browsers reach the platform by https alone, so that a page of plain http is another site, too.
 */
export function isForeign({ method, headers }: Request, secure = false): boolean {
  if (safe.has(method)) return false;
  const [site, origin] = [headers.get('sec-fetch-site'), headers.get('origin')];
  if (site === null && origin === null) return ownCookie.test(headers.get('cookie') ?? '');
  const isOther = site !== null && site !== 'same-origin' && site !== 'none';
  return isOther || (origin !== null && !isHere(origin, headers.get('host'), secure));
}

function isHere(origin: string, host: string | null, secure: boolean): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host?.toLowerCase() && (!secure || from.protocol === 'https:');
}
