import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySize, canonicalSize, fits, isYouth, sizeRuns, sizesOf, wearerOf } from './sizes.ts';

const labels: readonly string[] = Object.values(sizeRuns).flat();

describe('the label of a size', () => {
  it.each([
    ['XXL', '2XL'],
    ['2X', '2XL'],
    ['2 xl', '2XL'],
    ['2-XL', '2XL'],
    ['xxxl', '3XL'],
    ['3x', '3XL'],
    ['6X', '6XL'],
    ['small', 'S'],
    ['sm', 'S'],
    ['Med.', 'M'],
    ['LRG', 'L'],
    ['X-Large', 'XL'],
    ['extra small', 'XS'],
    ['Y-M', 'YM'],
    ['yth m', 'YM'],
    ['Youth Large', 'YL'],
    ['YXL', 'YXL'],
    ['y small', 'YS'],
    ['OS', 'OSFA'],
    ['OSFM', 'OSFA'],
    ['one size', 'OSFA'],
    ['S/M', 'S/M'],
    ['L / XL', 'L/XL'],
    ['SM/MD', 'SM/MD'],
    ['2t', '2T'],
    ['6 months', '6M'],
    ['12mo', '12M'],
    ['XLT', 'XLT'],
    ['XXLT', '2XLT'],
    ['32', 'W32'],
    ['w 32', 'W32'],
    ['٢XL', '2XL'],
  ] as const)('[G-12] of "%s" is %s', (typed, label) => {
    expect(canonicalSize(typed)).toBe(label);
  });

  it.each([
    ['S', 'YS'],
    ['medium', 'YM'],
    ['XL', 'YXL'],
    ['YL', 'YL'],
    ['2XL', '2XL'],
  ])('[G-12] of "%s" in a youth row is %s', (typed, label) => {
    expect(['youth', 'girls', 'boys'].map((fit) => canonicalSize(typed, fit))).toEqual([label, label, label]);
  });

  it('keeps a label that no list knows, as a form can name it', () => {
    expect(canonicalSize('  king  size ')).toBe('KING SIZE');
    expect(canonicalSize('10.5')).toBe('10,5');
    expect(canonicalSize('10 5')).toBe('10 5');
    expect(canonicalSize('a[]')).toBe('A');
  });

  it('stays when it is read again, whatever was typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[yY]?[\s-]?[sSmMlLxX2-6\d]{0,4}[tTxX]?$/),
      fc.constantFrom(...labels),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom(...fits), (size, fit) => {
        const label = canonicalSize(size, fit);
        expect(canonicalSize(label, fit)).toBe(label);
        expect(label).not.toMatch(/^\d+$|[.[\]]/);
      }),
    );
  });

  it('is itself for every size of the lists', () => {
    expect(labels.map((label) => canonicalSize(label))).toEqual(labels);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('the sizes of a fit', () => {
  it('are there for every fit, adult ones for a fit that is not known', () => {
    for (const fit of fits) expect(sizesOf(fit).length).toBeGreaterThan(0);
    expect(sizesOf('')).toEqual(sizeRuns.adult);
    expect(sizesOf('constructor')).toEqual(sizeRuns.adult);
  });

  it('sort as they are worn, unknown ones last by name', () => {
    expect(['XL', 'KING', 'S', 'YM', '2XL', 'BIG', 'M'].toSorted(bySize)).toEqual([
      'YM',
      'S',
      'M',
      'XL',
      '2XL',
      'BIG',
      'KING',
    ]);
  });

  it('sort consistently', () => {
    const size = fc.oneof(fc.constantFrom(...labels), fc.string());
    fc.assert(
      fc.property(size, size, (one, other) => {
        expect(Math.sign(bySize(one, other)) + Math.sign(bySize(other, one))).toBe(0);
      }),
    );
  });
});

describe('who wears a size', () => {
  it('[G-12] tells children’s sizes from adults’', () => {
    expect(['YM', '2T', '6M', 'NB'].every(isYouth)).toBe(true);
    expect(['S', 'OSFA', 'W32', 'KING'].some(isYouth)).toBe(false);
  });

  it('counts youth large and above as adult for prints', () => {
    expect(['YXS', 'YM', 'YL', 'YXL', '3T', '12M', 'M'].map(wearerOf)).toEqual([
      'youth',
      'youth',
      'adult',
      'adult',
      'toddler',
      'infant',
      'adult',
    ]);
  });
});
