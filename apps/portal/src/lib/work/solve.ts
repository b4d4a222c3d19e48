import { hashesOf } from './sha256.ts';

/**
 * The puzzle `<until>.<bits>.<signature>` of a draft with the first number behind it that solves it: SHA-256 of
 * `<draft>.<puzzle>.<number>` begins with so many zero bits. At most 32 are ever asked for.
 */
export function solve(draft: string, puzzle: string): string {
  const bits = Number(puzzle.split('.')[1]);
  const hash = hashesOf(`${draft}.${puzzle}.`);
  for (let number = 0; ; number += 1) if (Math.clz32(hash(String(number))[0]!) >= bits) return `${puzzle}.${number}`;
}
