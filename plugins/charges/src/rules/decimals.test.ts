import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, readDecimal } from './decimals.ts';

const limits = { decimals: 4, most: 1000 };

describe('a typed decimal number', () => {
  it.each([
    ['45', 450_000],
    ['45.5', 455_000],
    ['45,5', 455_000],
    [' 0.0001 ', 1],
    ['.5', 5000],
    ['5.', 50_000],
    ['1.2400', 12_400],
    ['0.125', 1250],
    ['1000', 10_000_000],
    ['1.10000000', 11_000],
    ['٤٥٫٥', 455_000],
    ['-0', 0],
  ])('%j is %d of its last place', (typed, value) => {
    expect(readDecimal(typed, limits)).toEqual({ value });
  });

  it.each([
    ['', 'not-a-number'],
    ['.', 'not-a-number'],
    ['-', 'not-a-number'],
    ['a', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['1 000', 'not-a-number'],
    ['1,000.5', 'not-a-number'],
    ['9'.repeat(41), 'not-a-number'],
    ['1.240', 'ambiguous'],
    ['1,240', 'ambiguous'],
    ['0.00001', 'too-fine'],
    ['1000.0001', 'too-large'],
    ['-1', 'negative'],
    ['− 1', 'negative'],
  ])('%j is refused as %s', (typed, fault) => {
    expect(readDecimal(typed, limits)).toEqual({ fault });
  });

  it('is below nothing where something may be given back', () => {
    expect(readDecimal('-12,5', { ...limits, signed: true })).toEqual({ value: -125_000 });
  });

  it('comes back from how a form shows it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
        fc.integer({ min: 0, max: 7 }),
        (value, decimals) => {
          const text = decimalText(value, decimals);
          expect(readDecimal(text, { decimals, most: 10 ** 13, signed: true })).toEqual({ value: value + 0 });
        },
      ),
    );
  });
});
