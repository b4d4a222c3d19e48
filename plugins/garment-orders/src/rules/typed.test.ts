import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTicked, lengthIn, lengthUnits, readCount, readLength } from './typed.ts';

describe('a typed count', () => {
  it.each([
    ['0', 0],
    ['12', 12],
    ['007', 7],
    ['1,200', 1200],
    ['1 200', 1200],
    ['1\u202f200', 1200],
    ["1'200", 1200],
    ['١٬٢٠٠', 1200],
    ['١٢٠٠', 1200],
    ['۱۲۰۰', 1200],
    ['१२', 12],
    ['\u200f١٢\u200f', 12],
    [12, 12],
    [-0, 0],
  ])('[G-14] %j is %d', (typed, value) => {
    expect(readCount(typed)).toEqual({ value });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    [undefined, 'empty'],
    [null, 'empty'],
    ['-1', 'negative'],
    ['– 1', 'negative'],
    ['-1.5', 'negative'],
    ['1.5', 'fraction'],
    ['1,5', 'fraction'],
    ['١٫٥', 'fraction'],
    ['1/2', 'fraction'],
    ['1½', 'fraction'],
    ['3.0', 'fraction'],
    ['1.200', 'ambiguous'],
    ['1,20', 'fraction'],
    ['1,2,3', 'not-a-number'],
    ['12 pcs', 'not-a-number'],
    ['--1', 'not-a-number'],
    ['1e9', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['100000', 'too-large'],
    ['9'.repeat(40), 'too-large'],
    ['9'.repeat(41), 'not-a-number'],
    [Number.NaN, 'not-a-number'],
    [Infinity, 'too-large'],
    [{}, 'not-a-number'],
    [[], 'not-a-number'],
    [true, 'not-a-number'],
  ])('[G-14] %j is refused as %s', (typed, fault) => {
    expect(readCount(typed)).toEqual({ fault });
  });

  it('[G-14] comes back from every way to write it', () => {
    const locales = ['en-US', 'fr-FR', 'de-CH', 'ar-EG', 'fa-IR'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom(...locales), (count, locale) => {
        expect(readCount(String(count))).toEqual({ value: count });
        expect(readCount(count.toLocaleString(locale))).toEqual({ value: count });
      }),
    );
  });

  it('is never a number that was not typed', () => {
    fc.assert(fc.property(fc.anything(), (typed) => Object.keys(readCount(typed)).length === 1));
  });
});

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

describe('a box', () => {
  it('is ticked by what forms and programs send', () => {
    expect(['on', 'yes', 'true', '1', true].map(isTicked)).toEqual([true, true, true, true, true]);
    expect(['', 'no', 'off', '0', false, null, 1, {}].map(isTicked)).not.toContain(true);
  });
});
