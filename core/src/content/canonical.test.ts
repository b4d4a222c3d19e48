import * as fc from 'fast-check';
import type { Json } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { canonical, contentHash } from './canonical.ts';

const values = fc.jsonValue() as fc.Arbitrary<Json>;

/** The same value with the keys of every object the other way round. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, child]) => [key, turned(child)]),
  );
}

describe('the canonical text', () => {
  it('has sorted keys and no spaces', () => {
    expect(canonical({ b: [1, { d: null, c: 'ä "x"' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"ä \\"x\\"","d":null}]}',
    );
  });

  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the sequence of keys', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(canonical(turned(value))).toBe(canonical(value));
      }),
    );
  });

  it('differs for values that differ', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other) || canonical(one) === canonical(other);
        expect(contentHash(one) === contentHash(other)).toBe(isSame);
      }),
    );
    expect(canonical(['a', 'b'])).not.toBe(canonical(['a,b']));
    expect(canonical({ a: '1' })).not.toBe(canonical({ a: 1 }));
  });

  it('has a known hash', () => {
    // echo -n '{"a":1}' | sha256sum
    expect(contentHash({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });
});
