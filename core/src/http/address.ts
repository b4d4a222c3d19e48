/** Where a request goes: the shop its path names, the prefix of that shop's addresses, and the rest of the path. */
export interface Place {
  readonly slug: string | undefined;
  /** `/s/<slug>`, or empty; with `/preview` after it where staff look as a contact. */
  readonly base: string;
  readonly preview: boolean;
  readonly path: string;
}

const shopPrefix = /^\/s\/([a-z0-9]+(?:-[a-z0-9]+)*)(?=\/|$)/;
const previewPrefix = /^\/preview(?=\/|$)/;

/** Reads a path. `/s/<slug>` alone is the entrance of that shop, `/preview` after it the one of its preview. */
export function placeOf(pathname: string): Place {
  const [shop = '', slug] = shopPrefix.exec(pathname) ?? [];
  const [preview = ''] = previewPrefix.exec(pathname.slice(shop.length)) ?? [];
  const base = shop + preview;
  return { slug, base, preview: preview !== '', path: pathname.slice(base.length) || '/' };
}

/** The shop's own prefix, of the place of a preview. */
export const outsideOf = (base: string): string => base.replace(/\/preview$/, '');

/** The host a request asked for, without its port, lower case; IPv6 addresses keep their brackets. */
export const hostOf = (request: Request): string => new URL(request.url).hostname.toLowerCase();
