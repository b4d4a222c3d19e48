import { mostPackages } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTransport } from './check/check.ts';
import type { GoodsLine, TransportContent } from './content.ts';
import { labelledPackages } from './labelled-packages.ts';
import { paint, paintAsDangerous, sampleContext, withLine } from './samples.fixture.ts';

const checked = (draft: Parameters<typeof checkTransport>[0]): TransportContent =>
  checkTransport(draft, sampleContext({ dangerousGoods: true })).content!;
const content = checked(paint);

describe('the packages of a transport', () => {
  it('[T-64] are every unit of every line, from its collection to its delivery', () => {
    const packages = labelledPackages(content);
    expect(packages).toHaveLength(16);
    expect(packages[1]).toEqual({
      id: 'g1.2',
      description: 'Paint, 48 tins per pallet',
      at: 2,
      of: 4,
      from: ['Acme Coatings', 'Havenweg 7', '2030 Antwerpen', 'BELGIUM'],
      to: ['BuildMart', 'Quay Road 12', 'Dublin D01 X2Y3', 'IRELAND'],
      weight: 310_000,
    });
  });

  it('go to the stops that their line names, instead of the first and the last', () => {
    const [first, last] = [content.stops[0]!, content.stops[1]!];
    const stops = [first, { ...last, id: 's3', address: { ...last.address, company: 'Gand Decor' } }, last];
    const goods = [{ ...content.goods[0]!, to: 's3' }, content.goods[1]!];
    const towns = labelledPackages({ ...content, stops, goods }).map(({ to }) => to[0]);
    expect(towns.slice(3, 5)).toEqual(['Gand Decor', 'BuildMart']);
  });

  it.each([
    [{}, 'UN 1263 · 3'],
    [{ unNumber: '2789', hazardClass: '8', subsidiary: '3' }, 'UN 2789 · 8 (3)'],
    [{ limited: 'limited' }, 'LQ'],
    [{ limited: 'excepted' }, 'EQ'],
  ])('with dangerous goods %o are marked %s', (change, mark) => {
    const line = checked(withLine({ dangerous: [paintAsDangerous] })).goods[0]!;
    const dangerous = [{ ...line.dangerous[0]!, ...change }] as GoodsLine['dangerous'];
    const [first] = labelledPackages({ ...content, goods: [{ ...line, dangerous }] });
    expect(first?.marks).toEqual([mark]);
  });

  const lines = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,4}$/),
      quantity: fc.integer({ min: 1, max: 9999 }),
      grossKg: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  );
  const withGoods = (rows: readonly Partial<GoodsLine>[]): TransportContent => ({
    ...content,
    goods: rows.map((row) => ({ ...content.goods[0]!, ...row })),
  });

  it('are told of once each, as many as there are, or one more than labels are made for', () => {
    fc.assert(
      fc.property(lines, (rows) => {
        const packages = labelledPackages(withGoods(rows));
        const all = rows.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(packages).toHaveLength(Math.min(all, mostPackages + 1));
        expect(new Set(packages.map(({ id }) => id)).size).toBe(packages.length);
      }),
    );
  });

  it('weigh together what their line weighs, to half a gram each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: mostPackages }),
        fc.double({ min: 0.01, max: 1e5, noNaN: true }),
        (quantity, grossKg) => {
          const packages = labelledPackages(withGoods([{ quantity, grossKg }]));
          const sum = packages.reduce((total, { weight = 0 }) => total + weight, 0);
          expect(Math.abs(sum - grossKg * 1000)).toBeLessThanOrEqual(quantity / 2 + 1e-6);
        },
      ),
    );
  });

  it('keep their ids when another line comes, goes or moves, and when their own grows or shrinks', () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.integer({ min: 1, max: 40 }), (rows, which, quantity) => {
        const few = rows.map((row) => ({ ...row, quantity: 1 + (row.quantity % 40) }));
        const before = new Set(labelledPackages(withGoods(few)).map(({ id }) => id));
        const changed = few.toReversed().map((row, at) => (at === which % few.length ? { ...row, quantity } : row));
        const after = new Set(labelledPackages(withGoods(changed)).map(({ id }) => id));
        for (const row of changed) {
          const kept = Math.min(row.quantity, few.find(({ id }) => id === row.id)!.quantity);
          for (let at = 1; at <= kept; at += 1)
            expect([before, after].every((set) => set.has(`${row.id}.${at}`))).toBe(true);
        }
      }),
    );
  });

  it('name the town as its country writes it', () => {
    const at = (country: string, change: object = {}) => {
      const last = content.stops[1]!;
      const address = { ...last.address, city: 'Springfield', region: 'IL', postcode: '62701', country, ...change };
      return labelledPackages({ ...content, stops: [content.stops[0]!, { ...last, address }] })[0]!.to.slice(-2);
    };
    expect(at('US')).toEqual(['Springfield IL 62701', 'UNITED STATES']);
    expect(at('DE', { region: '' })).toEqual(['62701 Springfield', 'GERMANY']);
  });

  it('are none of nothing, whatever an order lacks', () => {
    expect(labelledPackages({ ...content, goods: [] })).toEqual([]);
    expect(labelledPackages({ ...content, stops: [] })[0]).toMatchObject({ from: [], to: [] });
  });
});
