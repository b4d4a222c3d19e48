import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonInput } from './json-input.ts';

const takes = (value: unknown): boolean => JsonInput.safeParse(value).success;
const nested = (depth: number): unknown => (depth === 0 ? 'x' : { a: nested(depth - 1) });
const keys = (count: number): unknown => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]));

describe('JSON from a caller', () => {
  it.each<[string, unknown]>([
    ['nothing', null],
    ['numbers', -1.5],
    ['text of 20,000 characters', 'x'.repeat(20_000)],
    ['a list of 1,000', Array.from({ length: 1000 }, () => 1)],
    ['1,000 keys', keys(1000)],
    ['twelve levels', nested(12)],
    ['letters of every script', '١٢٣ ｆｕｌｌ 😀 שלום'],
  ])('may be %s', (_, value) => {
    expect(takes(value)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing at all', undefined],
    ['a number that JSON does not have', Number.NaN],
    ['an endless number', Number.POSITIVE_INFINITY],
    ['a function', () => 1],
    ['a big integer', 1n],
    ['text of 20,001 characters', 'x'.repeat(20_001)],
    ['a list of 1,001', Array.from({ length: 1001 }, () => 1)],
    ['1,001 keys', keys(1001)],
    ['thirteen levels', nested(13)],
    ['text with a NUL, which no database keeps', 'a\0b'],
    ['half a character, which no database keeps', 'a\ud83d'],
    ['a key with a NUL', { 'a\0': 1 }],
    ['a key with half a character', { '\udc00': 1 }],
    ['a key of 20,001 characters', { ['x'.repeat(20_001)]: 1 }],
    ['a prototype', JSON.parse('{"__proto__":{"polluted":true}}')],
    ['a constructor, deep inside', [{ a: { constructor: 1 } }]],
    ['a key "prototype"', { prototype: 1 }],
  ])('[abuse 9] [abuse 10] [abuse 12] may not be %s', (_, value) => {
    expect(takes(value)).toBe(false);
  });

  it('comes out as it went in', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const value: unknown = JSON.parse(text);
        const read = JsonInput.safeParse(value);
        if (read.success) expect(read.data).toBe(value);
      }),
    );
  });
});
