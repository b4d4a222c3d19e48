import type { Json } from '@docket/sdk';
import type { JsonGroup } from '@docket/sdk/content';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankGoods } from '../blank.ts';
import { paint, paintAsDangerous, sampleContext, withLine, withStop } from '../samples.fixture.ts';
import { checkTransport } from './check.ts';
import { checked, said } from './checked.fixture.ts';

describe('an order that is whole', () => {
  it('passes, with numbers read, instants found, weights computed and its names', () => {
    const { content, issues } = checked(paint);
    expect(issues).toEqual([]);
    expect(content).toMatchObject({
      title: 'Antwerpen → Dublin',
      dueOn: '2026-06-18',
      serviceName: 'Groupage',
      stops: [
        { precision: 'time', earliest: '2026-06-17T06:00:00.000Z', latest: '2026-06-17T09:00:00.000Z' },
        { precision: 'time', earliest: '2026-06-18T06:00:00.000Z', latest: '2026-06-18T14:00:00.000Z' },
      ],
      goods: [
        { quantity: 4, gross: 1240, grossKg: 1240, ldm: 1.6, volumeM3: null },
        { quantity: 12, gross: 96.5, grossKg: 96.5, ldm: null },
      ],
      // 1.6 loading metres at 1,850 kg each.
      chargeableKg: 2960,
      chargeableBy: 'loading-metres',
    });
  });

  it('passes again unchanged, also with everything in it', () => {
    const full = {
      ...withLine({
        length: '1,2',
        width: '80 cm',
        height: '1.255',
        sizeUnit: 'm',
        gross: '1.125',
        net: '900 kg',
        weightUnit: 't',
        sscc: '003400000000000007',
        temperatureMin: '-18',
        temperatureSet: '-10,5',
        value: '1250,50',
        hsCode: '3208.10',
        from: 's1',
        to: 's2',
        dangerous: [paintAsDangerous],
      }),
      references: [{ id: 'r1', type: 'order', value: ' PO  7 ' }],
      incoterm: { code: 'dap', place: 'Dublin' },
      payer: 'prepaid',
      equipment: ['tail-lift'],
    };
    const settings = { dangerousGoods: true, equipment: [{ id: 'tail-lift', title: 'Tail lift', off: false }] };
    const { content, issues } = checked(full, settings);
    expect(issues.filter(({ severity }) => severity === 'refuse')).toEqual([]);
    expect(content).toMatchObject({
      references: [{ id: 'r1', type: 'order', value: 'PO 7' }],
      incoterm: { code: 'DAP', place: 'Dublin' },
      equipmentNames: ['Tail lift'],
      goods: [
        {
          length: 1.2,
          width: 0.8,
          height: 1.255,
          gross: 1.125,
          net: 0.9,
          grossKg: 1125,
          value: 125_050,
          currency: 'EUR',
          hsCode: '320810',
          temperatureMin: -18,
          temperatureSet: -10.5,
          dangerous: [{ unNumber: '1263', packingGroup: 'III', quantity: '480 L' }],
        },
      ],
    });
    expect(checked(content!, settings).content).toEqual(content);
  });

  it('keeps the names of a service and of equipment that the shop lists no more', () => {
    const { content } = checked({ ...paint, equipment: ['lift'] }, { equipment: [{ id: 'lift', title: 'Lift', off: false }] });
    expect(content).toMatchObject({ serviceName: 'Groupage', equipmentNames: ['Lift'] });
    expect(checked(content!, { services: [] }).content).toEqual(content);
  });

  it('leaves out lines, references and dangerous goods in which nothing was typed', () => {
    const blank = { ...blankGoods('g9'), currency: 'EUR', dangerous: [] };
    const draft = { ...paint, references: [{ id: 'r1', type: 'order', value: '' }], goods: [...paint.goods, blank] };
    expect(checked(draft).content).toMatchObject({ references: [], goods: [{ id: 'g1' }, { id: 'g2' }] });
  });

  it('weighs by the largest of gross weight, volume and loading metres', () => {
    const by = (change: JsonGroup) => {
      const { chargeableKg, chargeableBy } = checked(withLine(change)).content!;
      return [chargeableKg, chargeableBy];
    };
    expect(by({ gross: '5000' })).toEqual([5000, 'gross']);
    expect(by({ volume: '20' })).toEqual([6660, 'volume']);
    expect(by({ loadingMetres: '4' })).toEqual([7400, 'loading-metres']);
    expect(checked(paint, { kgPerLoadingMetre: 2000 }).content!.chargeableKg).toBe(3200);
  });
});

describe('an order with a fault in its terms', () => {
  const references = (rows: readonly Json[]) => ({ ...paint, references: rows });
  it.each<[string, JsonGroup]>([
    ['reference reference-missing', { ...paint, reference: ' ' }],
    ['reference text-long', { ...paint, reference: 'x'.repeat(61) }],
    ['service service-missing', { ...paint, service: '' }],
    ['instructions not-text', { ...paint, instructions: ['x'] }],
    ['references.0.type reference-type-unknown', references([{ id: 'r1', type: 'fax', value: '7' }])],
    ['references.0 line-unreadable', references(['PO 7'])],
    ['references.0.value reference-long', references([{ id: 'r1', type: 'order', value: 'x'.repeat(71) }])],
    [
      'references.2.value reference-twice',
      references([{ type: 'order', value: 'po7' }, { type: 'order', value: '' }, { type: 'order', value: 'PO7' }]),
    ],
    ['references.0.value container-number', references([{ type: 'container', value: 'MSCU1234567' }])],
    ['references references-many', references(Array.from({ length: 21 }, () => ({ type: 'order', value: '' })))],
    ['incoterm.code incoterm-unknown', { ...paint, incoterm: { code: 'XYZ', place: 'Dublin' } }],
    ['incoterm.code incoterm-replaced', { ...paint, incoterm: { code: 'DAT', place: 'Dublin' } }],
    ['incoterm.place incoterm-place-missing', { ...paint, incoterm: { code: 'DAP', place: '' } }],
    ['incoterm.code incoterm-for-sea', { ...paint, incoterm: { code: 'FOB', place: 'Antwerpen' } }],
    ['incoterm.year unknown-field', { ...paint, incoterm: { code: '', place: '', year: '2020' } }],
    ['payer payer-unknown', { ...paint, payer: 'me' }],
    ['equipment equipment-many', { ...paint, equipment: Array.from({ length: 21 }, (_, at) => `e${at}`) }],
  ])('is told at its field: %s', (fault, draft) => {
    expect(said(draft)).toContain(fault);
    const warns = /container-number|for-sea/.test(fault);
    expect(checked(draft).content === undefined).toBe(!warns);
  });

  it('[T-01] is refused with what the form does not have, prices by name', () => {
    expect(said({ ...paint, price: '1', driver: 'Jo' })).toEqual(['price price-sent', 'driver unknown-field']);
    expect(said(withLine({ rate: '1' }))).toEqual(['goods.0.rate price-sent']);
    expect(said(withStop(0, { gate: '7' }))).toEqual(['stops.0.gate unknown-field']);
  });

  it('is no order at all', () => {
    for (const typed of [null, [], 'an order', 4]) expect(said(typed)).toEqual([' not-an-order']);
  });
});

describe('checking anything', () => {
  const keys = fc.constantFrom('reference', 'references', 'service', 'stops', 'goods', 'incoterm', 'equipment', 'payer');
  const odd = fc.dictionary(keys, fc.jsonValue({ maxDepth: 4 })) as fc.Arbitrary<JsonGroup>;
  const texts = (row: JsonGroup): fc.Arbitrary<JsonGroup> =>
    fc
      .dictionary(
        fc.constantFrom(...Object.keys(row)),
        fc.oneof(fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>, fc.constantFrom('1', '2,5', '0.5', 't', 'm', '-4')),
        { maxKeys: 6 },
      )
      .map((change) => ({ ...row, ...change }));

  it('never throws, and what passes passes again unchanged', () => {
    fc.assert(
      fc.property(odd, texts(paint.stops[0]!), texts(paint.goods[0]!), fc.boolean(), (change, stop, line, isOdd) => {
        const draft = isOdd
          ? { ...paint, ...change }
          : { ...paint, stops: [stop, paint.stops[1]!], goods: [line] };
        const { content } = checked(draft);
        if (content) expect(checked(content).content).toEqual(content);
      }),
      { numRuns: 300 },
    );
  });

  it('is quick with what is far too much, and names the limit', () => {
    const much = {
      ...paint,
      stops: Array.from({ length: 500 }, (_, at) => ({ ...paint.stops[0], id: `s${at}` })),
      goods: Array.from({ length: 10_000 }, () => paint.goods[0]!),
    };
    const started = performance.now();
    const { issues, content } = checkTransport(much, sampleContext());
    expect(performance.now() - started).toBeLessThan(2000);
    expect(content).toBeUndefined();
    expect(issues).toMatchObject([
      { code: 'transport.stops-many', params: { most: 50, count: 500 } },
      { code: 'transport.delivery-missing' },
      { code: 'transport.goods-many', params: { most: 200, count: 10_000 } },
    ]);
  });
});
