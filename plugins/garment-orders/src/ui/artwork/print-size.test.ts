import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertLength, sizeAdvice, spokenSize } from './print-size.ts';

describe('a change of the unit', () => {
  it.each([
    ['3.5', 'in', 'mm', '88.9'],
    ['88.9', 'mm', 'in', '3.5'],
    ['3 1/2', 'in', 'mm', '88.9'],
    ['9 cm', 'in', 'mm', '90'],
    ['', 'in', 'mm', ''],
    ['big', 'in', 'mm', 'big'],
  ] as const)('[G-17] makes %s %s in %s %s', (typed, from, to, expected) => {
    expect(convertLength(typed, from, to)).toBe(expected);
  });

  it('comes back to the same inches after millimetres', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 240 }), (tenths) => {
        const typed = String(tenths / 10);
        return convertLength(convertLength(typed, 'in', 'mm'), 'mm', 'in') === typed;
      }),
    );
  });
});

describe('the advice on a print size', () => {
  const adult = { id: 'g1', fit: 'adult', sizes: { M: '12' } };
  const youth = { id: 'g2', fit: 'youth', sizes: { YM: '6', YS: '' } };
  const all = { applies: [] };

  it('is what shops usually print there, and the shop’s limit', () => {
    expect(sizeAdvice('left-chest', all, [adult], {})).toEqual({
      usual: { width: 3.5, height: 3.5 },
      limit: { wearer: 'adult', width: 4, height: 4 },
    });
  });

  it('follows the smallest garment that gets the print', () => {
    const { usual, limit } = sizeAdvice('full-front', all, [adult, youth], {});
    expect(limit).toMatchObject({ wearer: 'youth', width: 9, height: 12 });
    expect(usual!.width).toBeCloseTo(9);
  });

  it('leaves garments out that the print does not go on', () => {
    expect(sizeAdvice('full-front', { applies: ['g1'] }, [adult, youth], {}).limit).toMatchObject({ wearer: 'adult' });
  });

  it('takes the limits that the shop set', () => {
    const settings = { limits: [{ location: 'left-chest', wearer: 'adult', width: 3, height: 3 }] };
    expect(sizeAdvice('left-chest', all, [adult], settings)).toEqual({
      usual: { width: 3, height: 3 },
      limit: { wearer: 'adult', width: 3, height: 3 },
    });
  });

  it('is nothing at a place that nobody knows', () => {
    expect(sizeAdvice('other', all, [adult], {})).toEqual({ usual: undefined, limit: undefined });
  });

  it('is spoken in the unit of the order', () => {
    expect(spokenSize({ width: 3.5, height: 4 }, 'in')).toEqual({ width: '3.5', height: '4' });
    expect(spokenSize({ width: 3.5, height: 4 }, 'mm')).toEqual({ width: '88.9', height: '101.6' });
  });
});
