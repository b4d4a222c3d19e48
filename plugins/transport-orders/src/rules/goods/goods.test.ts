import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargeableWeight } from './chargeable-weight.ts';
import { goodsFaults } from './goods-faults.ts';
import { loadingMetresOf, loadOf, volumeOf, type GoodsSize } from './load.ts';
import { loadingLength, side, volume, weight } from './measures.ts';

/** Packages of so many centimetres that nothing may stand on. */
const packages = (quantity: number, sides: readonly number[], changes: Partial<GoodsSize> = {}): GoodsSize => {
  const [length, width, height] = sides.map((centimetres) => side(centimetres, 'cm'));
  return { quantity, length, width, height, stacking: 'no', ...changes };
};
const euroPallets = (quantity: number, changes: Partial<GoodsSize> = {}): GoodsSize =>
  packages(quantity, [120, 80, 120], { gross: weight(1240, 'kg'), ...changes });

describe('a measure', () => {
  it.each([
    ['a ton', weight(1.24, 't'), 1240],
    ['a pound', weight(2734, 'lb'), 1240.12154],
    ['a centimetre', side(120, 'cm'), 1200],
    ['an inch', side(48, 'in'), 1219.2],
    ['a foot', side(4, 'ft'), 1219.2],
    ['a litre', volume(480, 'l'), 0.48],
    ['a cubic foot', volume(100, 'ft3'), 2.831685],
    ['a foot of floor', loadingLength(10, 'ft'), 3.048],
    ['what binary fractions cannot hold', weight(0.1 + 0.2, 'kg'), 0.3],
  ])('of %s is computed in one unit', (_name, measure, canonical) => {
    expect(measure.canonical).toBe(canonical);
  });

  it('keeps what was entered', () => {
    expect(weight(2734, 'lb')).toMatchObject({ entered: 2734, unit: 'lb' });
  });
});

describe('the size of goods', () => {
  it.each([
    ['a Euro pallet', packages(1, [120, 80]), 0.4],
    ['a pallet of 120 × 100', packages(1, [120, 100]), 0.5],
    ['four Euro pallets', packages(4, [120, 80]), 1.6],
    ['four that the same may stand on', packages(4, [120, 80], { stacking: 'yes' }), 0.8],
    ['four that stand on others', packages(4, [120, 80], { stacking: 'top-only' }), 1.6],
    ['a full trailer', packages(34, [120, 80]), 13.6],
    ['a pallet without a width', packages(1, [120]), undefined],
    ['goods with loading metres of their own', packages(4, [120, 80], { loadingMetres: loadingLength(2, 'm') }), 2],
  ])('is, for %s, in loading metres', (_name, line, metres) => {
    expect(loadingMetresOf(line)).toBe(metres);
  });

  it('is length × width × height in cubic metres, unless they are entered', () => {
    expect(volumeOf(euroPallets(4))).toBe(4.608);
    expect(volumeOf(euroPallets(4, { volume: volume(4500, 'l') }))).toBe(4.5);
    expect(volumeOf(packages(4, [120, 80]))).toBeUndefined();
  });

  it('is summed over lines, counting those that do not say', () => {
    const unmeasured: GoodsSize = { quantity: 12, stacking: 'no', gross: weight(96.5, 'kg') };
    expect(loadOf([euroPallets(4), unmeasured])).toEqual({
      packages: 16,
      grossKg: { sum: 1336.5, unknown: 0 },
      cubicMetres: { sum: 4.608, unknown: 1 },
      loadingMetres: { sum: 1.6, unknown: 1 },
    });
    expect(loadOf([])).toMatchObject({ packages: 0, grossKg: { sum: 0, unknown: 0 } });
  });
});

describe('the chargeable weight', () => {
  const tariff = { kgPerCubicMetre: 333, kgPerLoadingMetre: 1850 };

  it.each([
    ['the gross weight', euroPallets(1, { gross: weight(2000, 'kg') }), { kg: 2000, by: 'gross' }],
    ['the loading metres', euroPallets(4), { kg: 2960, by: 'loading-metres' }],
    ['the volume', packages(1, [120, 80, 240], { stacking: 'yes' }), { kg: 767.232, by: 'volume' }],
  ])('is by %s where that is the most', (_name, line, charged) => {
    expect(chargeableWeight(loadOf([line]), tariff)).toEqual(charged);
  });

  it('is the tariff’s: the Nordics charge 2,000 kg a loading metre', () => {
    expect(chargeableWeight(loadOf([euroPallets(4)]), { ...tariff, kgPerLoadingMetre: 2000 }).kg).toBe(3200);
  });

  it('is never less than any of the three, and is one of them', () => {
    const amounts = fc.double({ min: 0, max: 1e5, noNaN: true });
    const lines = fc.array(
      fc.record({ kg: amounts, m3: amounts, metres: amounts }).map(({ kg, m3, metres }): GoodsSize => ({
        quantity: 1,
        stacking: 'no',
        gross: weight(kg, 'kg'),
        volume: volume(m3, 'm3'),
        loadingMetres: loadingLength(metres, 'm'),
      })),
    );
    fc.assert(
      fc.property(lines, (some) => {
        const load = loadOf(some);
        const { kg } = chargeableWeight(load, tariff);
        const three = [load.grossKg.sum, load.cubicMetres.sum * 333, load.loadingMetres.sum * 1850];
        expect(kg).toBeCloseTo(Math.max(...three), 5);
      }),
    );
  });

  it('grows with every line', () => {
    const counts = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(fc.array(counts), counts, (some, more) => {
        const charged = (quantities: readonly number[]) =>
          chargeableWeight(loadOf(quantities.map((quantity) => euroPallets(quantity))), tariff).kg;
        return charged([...some, more]) > charged(some);
      }),
    );
  });
});

describe('the figures of a goods line', () => {
  const tolerance = { kgPerPackage: 1000, percent: 10 };
  const faults = (line: GoodsSize) =>
    goodsFaults(line, tolerance).map(({ field, code, severity }) => [field, code, severity]);

  it.each([0, -1, 1.5, Number.NaN])('[H16] are refused with %d pieces', (quantity) => {
    expect(faults(euroPallets(quantity))).toEqual([['quantity', 'quantity-none', 'refuse']]);
  });

  it.each([
    ['gross', { gross: weight(0, 'kg') }],
    ['length', { length: side(-1, 'cm') }],
    ['volume', { volume: volume(Number.NaN, 'm3') }],
    ['loadingMetres', { loadingMetres: loadingLength(0, 'm') }],
  ])('[H16] are refused where the %s is nothing', (field, changes) => {
    expect(faults(euroPallets(4, changes))).toContainEqual([field, 'measure-none', 'refuse']);
  });

  it('[H16] are warned of where one package is very heavy', () => {
    expect(goodsFaults(euroPallets(1), tolerance)).toEqual([
      { field: 'gross', code: 'package-heavy', severity: 'warn', params: { each: 1240, most: 1000, quantity: 1 } },
    ]);
    expect(faults(euroPallets(4))).toEqual([]);
  });

  it('[H16] are warned of where loading metres do not match the sides, beyond the tolerance', () => {
    const line = (metres: number) => euroPallets(4, { loadingMetres: loadingLength(metres, 'm') });
    expect([1.44, 1.6, 1.76].flatMap((metres) => faults(line(metres)))).toEqual([]);
    expect(faults(line(1.77))).toEqual([['loadingMetres', 'loading-metres-differ', 'warn']]);
    expect(goodsFaults(line(1.43), tolerance)[0]?.params).toEqual({ entered: 1.43, computed: 1.6 });
  });

  it('[H16] are warned of where the volume does not match the sides', () => {
    expect(faults(euroPallets(4, { volume: volume(6, 'm3') }))).toEqual([['volume', 'volume-differs', 'warn']]);
  });
});
