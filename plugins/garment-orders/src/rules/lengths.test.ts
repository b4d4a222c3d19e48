import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthIn, lengthUnits, readLength } from './lengths.ts';

describe('a typed length', () => {
  it.each([
    ['3.5', 'in', 3.5],
    ['3,5', 'in', 3.5],
    ['.5', 'in', 0.5],
    ['٣٫٥', 'in', 3.5],
    ['3 1/2', 'in', 3.5],
    ['3-1/2"', 'in', 3.5],
    ['3½', 'in', 3.5],
    ['½ inch', 'in', 0.5],
    ['10.5”', 'mm', 10.5],
    ['10 in.', 'mm', 10],
    ['90', 'mm', 3.5433],
    ['90mm', 'in', 3.5433],
    ['9 cm', 'in', 3.5433],
    [25.4, 'mm', 1],
    ['0', 'in', 0],
  ] as const)('[G-17] %j in %s is %d inches', (typed, unit, value) => {
    expect(readLength(typed, unit)).toEqual({ value });
  });

  it.each([
    ['', 'empty'],
    ['-3', 'negative'],
    ['wide', 'not-a-number'],
    ['3 x 4', 'not-a-number'],
    ['1/0', 'not-a-number'],
    ['9999999', 'too-large'],
    [{}, 'not-a-number'],
  ])('[G-17] %j is refused as %s', (typed, fault) => {
    expect(readLength(typed, 'in')).toEqual({ fault });
  });

  it('[G-17] comes back from what is shown of it', () => {
    const tenths = fc.integer({ min: 1, max: 6000 }).map((n) => n / 10);
    fc.assert(
      fc.property(tenths, fc.constantFrom(...lengthUnits), (length, unit) => {
        expect(lengthIn(readLength(`${length} ${unit}`, unit).value!, unit)).toBe(length);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (typed) => Object.keys(readLength(typed, 'mm')).length === 1));
  });
});
