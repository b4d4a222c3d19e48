import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostNamed, placeOf } from './sequence.ts';

describe('the number of a change', () => {
  it.each([
    [1, 0, [], { is: 'next' }],
    [3, 2, [], { is: 'next' }],
    [2, 2, [], { is: 'duplicate' }],
    [1, 2, [], { is: 'duplicate' }],
    [3, 0, [], { is: 'early', missing: [1, 2] }],
    [5, 1, [3], { is: 'early', missing: [2, 4] }],
    [4, 1, [2, 3], { is: 'early', missing: [] }],
  ])('[4d] %i after %i, while %j wait, is %j', (sequence, last, held, place) => {
    expect(placeOf(sequence, last, held)).toEqual(place);
  });

  it('names no more missing numbers than a person reads', () => {
    expect(placeOf(2_000_000_000, 0)).toMatchObject({ missing: { length: mostNamed } });
  });

  it('is taken once, in whatever sequence messages arrive and however often', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 40 }), (arriving) => {
        const [taken, held]: [number[], Set<number>] = [[], new Set()];
        for (const sequence of arriving) {
          held.add(sequence);
          for (const one of [...held].toSorted((a, b) => a - b)) {
            const { is } = placeOf(one, taken.length, [...held]);
            if (is === 'next') taken.push(one);
            if (is !== 'early') held.delete(one);
          }
        }
        expect(taken).toEqual(taken.map((_, at) => at + 1));
        const missing = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((one) => !arriving.includes(one))!;
        expect(taken).toHaveLength(missing - 1);
      }),
    );
  });
});
