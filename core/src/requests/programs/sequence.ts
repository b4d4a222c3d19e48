/** What a number of an order means to whoever has taken those before it. */
export type Place =
  | { readonly is: 'next' }
  /** As old as what was taken, or older. */
  | { readonly is: 'duplicate' }
  /** What it follows is not here yet: every number from the first missing one to the one before it. */
  | { readonly is: 'early'; readonly missing: readonly number[] };

/** Numbers begin with one and go up by one. `last` is the highest that was taken, 0 for none; `held` are those that wait. */
export function placeOf(sequence: number, last: number, held: readonly number[] = []): Place {
  if (sequence <= last) return { is: 'duplicate' };
  if (sequence === last + 1) return { is: 'next' };
  const here = new Set(held);
  const between = Array.from({ length: Math.min(sequence - last - 1, mostNamed) }, (_, at) => last + 1 + at);
  return { is: 'early', missing: between.filter((number) => !here.has(number)) };
}

/** As many missing numbers are named at most. */
export const mostNamed = 100;
