import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSolved, makePuzzle, puzzleKeyOf } from './puzzle.ts';

const key = puzzleKeyOf('a secret of thirty-two characters');
const place = { tenant: 'shop', draft: 'draft', now: new Date('2026-11-24T10:00:00Z') };

/** The first number that begins the hash with 17 zero bits: two bytes, and half of the third. */
function solve(puzzle: string, draft = place.draft): string {
  for (let number = 0; ; number += 1) {
    const hash = createHash('sha256').update(`${draft}.${puzzle}.${number}`).digest();
    if (hash[0] === 0 && hash[1] === 0 && hash[2]! < 128) return `${puzzle}.${number}`;
  }
}

describe('a puzzle', () => {
  const puzzle = makePuzzle(key, place);
  const work = solve(puzzle);

  it('is solved by a number that took work to find', () => {
    expect(isSolved(key, place, work)).toBe(true);
    expect(isSolved(key, place, `${puzzle}.1`)).toBe(false);
    expect(isSolved(key, place, undefined)).toBe(false);
  });

  it('is good for its draft and shop alone, for two hours, and while the secret is the same', () => {
    const at = (minutes: number) => ({ ...place, now: new Date(place.now.getTime() + minutes * 60_000) });
    expect(isSolved(key, at(119), work)).toBe(true);
    expect(isSolved(key, at(120), work)).toBe(false);
    expect(isSolved(key, { ...place, draft: 'other' }, solve(puzzle, 'other'))).toBe(false);
    expect(isSolved(key, { ...place, tenant: 'other' }, work)).toBe(false);
    expect(isSolved(puzzleKeyOf('another secret of such a length..'), place, work)).toBe(false);
  });

  it('is not made easier or longer by whoever solves it', () => {
    const [until = '', bits = '', signature = ''] = puzzle.split('.');
    for (const forged of [
      `${until}.0.${signature}`,
      `${Number(until) + 1}.${bits}.${signature}`,
      `${until}.${bits}.${'A'.repeat(43)}`,
    ])
      expect(isSolved(key, place, `${forged}.1`)).toBe(false);
  });

  it('takes no text of another form, whatever it is', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => !isSolved(key, place, text)));
  });
});
