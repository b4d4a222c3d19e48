import type { Told } from '#lib/page/refusal-words.ts';

/** What became of a part's form that was posted without script and led back to its page. */
export interface Posted {
  /** One file was not taken; the rest is saved. */
  readonly refused: (Told & { readonly file: string }) | null;
  /** Name of the kept form when the part was changed elsewhere: nothing is saved until one version is chosen. */
  readonly conflict: string | null;
}

/** Reads it from the query of the page's address. */
export function postedOf(query: URLSearchParams): Posted {
  const { refused, file = '', conflict, check: _check, ...params } = Object.fromEntries(query);
  return { refused: refused ? { code: refused, file, params } : null, conflict: conflict ?? null };
}
