const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True for a request that changes something and that a browser sent from another site. Browsers say where they come
 * from (`Sec-Fetch-Site`, else `Origin`); who says neither is no browser, and has no cookies that another site could use.
 */
export function isForeign(request: Request): boolean {
  if (safe.has(request.method)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  return origin !== null && hostOf(origin) !== request.headers.get('host')?.toLowerCase();
}

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : '');
