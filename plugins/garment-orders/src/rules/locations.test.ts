import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { garmentTypes } from './garment-types.ts';
import { limitAt, locationOf, locations, standardLimits } from './locations.ts';
import { inkTypes, methodOf, methods } from './methods.ts';
import { fits, isFit } from './sizes.ts';

const english = JSON.parse(readFileSync(new URL('../../messages/en.json', import.meta.url), 'utf8')) as object;

describe('the print locations', () => {
  it('[G-16] name front, back and left chest, and leave room for other places', () => {
    expect(['full-front', 'full-back', 'left-chest', 'other'].map((id) => locationOf(id)?.id)).not.toContain(undefined);
    expect(locationOf('moon')).toBeUndefined();
  });

  it('have one id each, a spot on their silhouette, and a usual size within their limit', () => {
    expect(new Set(locations.map(({ id }) => id)).size).toBe(locations.length);
    for (const { spot, standard, limit } of locations) {
      expect([spot.x, spot.y].every((at) => at >= 0 && at <= 1)).toBe(true);
      expect((standard?.width ?? 0) <= (limit?.width ?? 0) && (standard?.height ?? 0) <= (limit?.height ?? 0)).toBe(
        true,
      );
    }
  });

  it('show the wearer’s left on the onlooker’s right', () => {
    expect(locationOf('left-chest')!.spot.x).toBeGreaterThan(0.5);
    expect(locationOf('right-chest')!.spot.x).toBeLessThan(0.5);
  });

  it('[G-17] are limited by who wears it; children’s limit where stated, else the adult’s', () => {
    expect(limitAt(standardLimits, 'full-front', 'adult')).toMatchObject({ width: 14, height: 17 });
    expect(limitAt(standardLimits, 'full-front', 'toddler')).toMatchObject({ width: 6, height: 6 });
    expect(limitAt(standardLimits, 'left-chest', 'toddler')).toMatchObject({ width: 4, height: 4 });
    expect(limitAt(standardLimits, 'other', 'adult')).toBeUndefined();
  });
});

describe('the lists of the form', () => {
  it.each([
    ...locations.map(({ label }) => label),
    ...methods.flatMap(({ id }) => [`garment.method.${id}`, `garment.method.${id}.hint`]),
    ...garmentTypes.map(({ id }) => `garment.type.${id}`),
    ...fits.map((id) => `garment.fit.${id}`),
    ...inkTypes.map((id) => `garment.ink-type.${id}`),
  ])('[G-12] [G-16] have words for %s', (key) => {
    expect(english).toHaveProperty([key]);
  });

  it('[G-12] start every type of garment with a fit that exists', () => {
    expect(garmentTypes.every(({ fit }) => isFit(fit))).toBe(true);
  });

  it('[G-17] ask for colors and inks where a method prints flat colors', () => {
    for (const { asks, flatColors } of methods) if (flatColors) expect(asks.colors && asks.inks !== 'none').toBe(true);
    expect(methodOf('dtf')!.asks.colors).toBe(false);
    expect(methodOf('magic')).toBeUndefined();
  });
});
