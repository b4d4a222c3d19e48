/** Chance that repeats: the same seed gives the same demo everywhere. */
export interface Chance {
  /** 0 up to, not including, 1. */
  share(): number;
  /** True this often, 0 to 1. */
  is(share: number): boolean;
  /** True the first time that it is asked this, and then at every `of`th: for what must not be missing by chance. */
  inTurn(what: string, of: number): boolean;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of them, all alike. */
  of<T>(choices: readonly T[]): T;
  /** One of them by weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
}

/** A generator by its seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed;
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const turns = new Map<string, number>();
  const between = (low: number, high: number): number => low + Math.floor(share() * (high - low + 1));
  return {
    share,
    is: (limit) => share() < limit,
    inTurn: (what, of) => {
      const turn = turns.get(what) ?? 0;
      turns.set(what, turn + 1);
      return turn % of === 0;
    },
    between,
    of: (choices) => choices[between(0, choices.length - 1)]!,
    weighted: (choices) => {
      let left = share() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      return (choices.find(([, weight]) => (left -= weight) < 0) ?? choices.at(-1)!)[0];
    },
  };
}
