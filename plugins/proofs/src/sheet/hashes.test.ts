import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfJson, uuidOf } from './hashes.ts';

describe('the id of a text', () => {
  it('is a uuid of version 8, the same for the same text and another for another', () => {
    expect(uuidOf('docket')).toBe(uuidOf('docket'));
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(uuidOf(one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(uuidOf(one) === uuidOf(other)).toBe(one === other);
      }),
    );
  });
});

describe('the hash of a value', () => {
  it('is the same whatever sequence keys are in, and another for another value', () => {
    expect(hashOfJson({ a: 1, b: { c: 2, d: [3, 4] } })).toBe(hashOfJson({ b: { d: [3, 4], c: 2 }, a: 1 }));
    expect(hashOfJson([3, 4])).not.toBe(hashOfJson([4, 3]));
    expect(hashOfJson({ a: '1' })).not.toBe(hashOfJson({ a: 1 }));
    expect(hashOfJson(null)).toMatch(/^[0-9a-f]{64}$/);
  });
});
