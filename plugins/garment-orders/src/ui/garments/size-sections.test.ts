import { describe, expect, it } from 'vitest';
import { fits, sizesOf } from '#rules/sizes.ts';
import { filledSizes, sectionsOf, sizeOfHead, sizesIn } from './size-sections.ts';

describe('the size grid of a garment', () => {
  it.each(fits)('[G-12] shows the sizes of the fit %s', (fit) => {
    expect(sizesIn(sectionsOf(fit, []).shown)).toEqual(sizesOf(fit));
  });

  it('[G-13] shows a second run, youth before adult, when something stands in it', () => {
    expect(sectionsOf('adult', ['YM']).shown.map(({ run }) => run)).toEqual(['youth', 'adult']);
  });

  it('folds every other run away, and loses none', () => {
    const { shown, folded } = sectionsOf('adult', []);
    expect(shown.map(({ run }) => run)).toEqual(['adult']);
    expect(folded.map(({ run }) => run)).toEqual(['infant', 'toddler', 'youth', 'tall', 'cap', 'waist']);
  });

  it('does not offer adult letters in a youth row, where they mean youth sizes', () => {
    const { shown, folded } = sectionsOf('youth', []);
    expect([...shown, ...folded].map(({ run }) => run)).not.toContain('adult');
  });

  it('shows every filled size somewhere, also one that no list has', () => {
    expect(sectionsOf('youth', ['S', '3T', 'SPECIAL']).shown).toEqual([
      expect.objectContaining({ run: 'toddler' }),
      expect.objectContaining({ run: 'youth' }),
      { run: 'other', sizes: ['S', 'SPECIAL'] },
    ]);
  });

  it('counts a size as filled when anything was typed, right or wrong', () => {
    expect(filledSizes({ S: '', M: '0', L: 'x' })).toEqual(['M', 'L']);
  });
});

describe('the head of a pasted column', () => {
  it.each([
    ['XXL', '', 'adult', '2XL'],
    ['Youth M', '', 'adult', 'YM'],
    ['S', '', 'youth', 'YS'],
    ['S', 'youth', 'adult', 'YS'],
    ['S', 'adult', 'youth', 'S'],
    ['OS', '', 'adult', 'OSFA'],
    ['Front', '', 'adult', undefined],
    ['32', '', 'waist', undefined],
    ['', '', 'adult', undefined],
  ])('%s under "%s" in a row of fit %s means %s', (text, group, fit, size) => {
    expect(sizeOfHead(text, group, fit)).toBe(size);
  });
});
