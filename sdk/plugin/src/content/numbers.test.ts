import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTicked, readCount, readMeasure } from './numbers.ts';

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

describe('a typed measure', () => {
  it.each([
    ['1240', 1240],
    ['1240,5', 1240.5],
    ['0.125', 0.125],
    ['12 1/2', 12.5],
  ])('%j is %d where thousands could be meant', (typed, value) => {
    expect(readMeasure(typed, { strict: true })).toEqual({ value });
  });

  it.each(['1.240', '1,240', '12.000'])('%j is refused there: it is two numbers', (typed) => {
    expect(readMeasure(typed, { strict: true })).toEqual({ fault: 'ambiguous' });
  });

  it('is no more than anyone means', () => {
    expect(readMeasure('101', { most: 100 })).toEqual({ fault: 'too-large' });
    expect(readMeasure('2', { factor: 60, most: 100 })).toEqual({ fault: 'too-large' });
  });
});

describe('a box', () => {
  it('is ticked by what forms and programs send', () => {
    expect(['on', 'yes', 'true', '1', true].map(isTicked)).toEqual([true, true, true, true, true]);
    expect(['', 'no', 'off', '0', false, null, 1, {}].map(isTicked)).not.toContain(true);
  });
});
