/** Where a request goes: the shop its path names, the prefix of that shop's addresses, and the rest of the path. */
export interface Place {
  readonly slug: string | undefined;
  /** `/s/<slug>`, or empty. */
  readonly base: string;
  readonly path: string;
}

const shopPrefix = /^\/s\/([a-z0-9]+(?:-[a-z0-9]+)*)(?=\/|$)/;

/** Reads a path. `/s/<slug>` alone is the entrance of that shop. */
export function placeOf(pathname: string): Place {
  const named = shopPrefix.exec(pathname);
  if (!named) return { slug: undefined, base: '', path: pathname };
  return { slug: named[1]!, base: named[0], path: pathname.slice(named[0].length) || '/' };
}

/** The host a request asked for, without its port, lower case; IPv6 addresses keep their brackets. */
export const hostOf = (request: Request): string => new URL(request.url).hostname.toLowerCase();
