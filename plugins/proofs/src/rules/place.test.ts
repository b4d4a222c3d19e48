import { isPlace } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';

const id = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 1000 }),
  fc.string({ minLength: 300, maxLength: 1000 }),
);

describe('the place of a work', () => {
  it('says what it is of, where that fits into addresses', () => {
    expect(placeOf('g1.i1')).toBe('proof-g1.i1');
    expect([placeOf('a b'), placeOf('a-b')]).toEqual(['proof-a-20-b', 'proof-a-2d-b']);
  });

  it('is one that mails can lead to, and another one for another work', () => {
    fc.assert(
      fc.property(id, id, (one, other) => {
        expect(isPlace(placeOf(one))).toBe(true);
        expect(placeOf(one) === placeOf(other)).toBe(one === other);
      }),
    );
    for (let letters = 150; letters <= 250; letters += 1) expect(isPlace(placeOf('x'.repeat(letters)))).toBe(true);
    const long = 'x'.repeat(500);
    expect(placeOf(`${long}1`)).not.toBe(placeOf(`${long}2`));
    expect(placeOf(long).length).toBeLessThanOrEqual(200);
  });
});
