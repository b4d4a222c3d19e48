import type { Json } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonGroup } from '@docket/sdk/content';
import { paint, sampleContext } from '../samples.fixture.ts';
import { checkTransport } from './check.ts';

const checked = (draft: Json) => checkTransport(draft, sampleContext());
/** What is said of a draft, as path and code. */
const said = (draft: Json): readonly string[] =>
  checked(draft).issues.map(({ path, code }) => `${path} ${code.replace('transport.', '')}`);
const withStop = (stop: 'collection' | 'delivery', change: JsonGroup): JsonGroup => ({
  ...paint,
  [stop]: { ...paint[stop], ...change },
});
const withLine = (change: JsonGroup): JsonGroup => ({ ...paint, goods: [{ ...paint.goods[0], ...change }] });

describe('an order that is whole', () => {
  it('passes, with numbers read, its name and what its service is called', () => {
    const { content, issues } = checked(paint);
    expect(issues).toEqual([]);
    expect(content).toMatchObject({
      title: 'Antwerpen → Dublin',
      serviceName: 'Groupage',
      goods: [
        { quantity: 4, weightKg: 1240 },
        { quantity: 12, weightKg: 96.5 },
      ],
    });
  });

  it('passes again unchanged', () => {
    const { content } = checked(paint);
    expect(checked(content!)).toEqual({ content, issues: [] });
  });

  it('keeps the name of a service that the shop lists no more', () => {
    const { content } = checked(paint);
    const later = checkTransport(content!, sampleContext({ services: [] }));
    expect(later.content).toEqual(content);
  });

  it('counts by the shop’s clock where a stop names no zone, and takes times as people write them', () => {
    const { content } = checked(withStop('collection', { zone: '', from: '8.30', to: '' }));
    expect(content!.collection).toMatchObject({ zone: 'Europe/Brussels', from: '08:30', to: '' });
  });

  it('leaves out lines in which nothing was typed', () => {
    const blank = { id: 'g9', quantity: '', package: '', description: '', weightKg: '' };
    expect(checked({ ...paint, goods: [...paint.goods, blank] }).content!.goods).toHaveLength(2);
  });
});

describe('an order with a fault', () => {
  it.each<[string, JsonGroup]>([
    ['reference reference-missing', { ...paint, reference: ' ' }],
    ['service service-missing', { ...paint, service: '' }],
    ['reference text-long', { ...paint, reference: 'x'.repeat(61) }],
    ['collection.name name-missing', withStop('collection', { name: '' })],
    ['delivery.town town-missing', withStop('delivery', { town: '' })],
    ['delivery.country country-missing', withStop('delivery', { country: '' })],
    ['delivery.country country-unknown', withStop('delivery', { country: 'Eire' })],
    ['collection.zone zone-unknown', withStop('collection', { zone: 'Brussels' })],
    ['collection.date date-missing', withStop('collection', { date: '' })],
    ['collection.date date-invalid', withStop('collection', { date: '2026-02-30' })],
    ['delivery.date date-far', withStop('delivery', { date: '2027-06-18' })],
    ['collection.from time-invalid', withStop('collection', { from: '25:00' })],
    ['collection.to window-reversed', withStop('collection', { from: '11:00', to: '08:00' })],
    ['delivery.date delivery-first', withStop('delivery', { date: '2026-06-16' })],
    ['goods goods-missing', { ...paint, goods: [] }],
    ['goods goods-many', { ...paint, goods: Array.from({ length: 201 }, () => paint.goods[0]!) }],
    ['goods.0 line-unreadable', { ...paint, goods: ['4 pallets', ...paint.goods] }],
    ['goods.0.quantity quantity-missing', withLine({ quantity: '' })],
    ['goods.0.quantity quantity-missing', withLine({ quantity: '0' })],
    ['goods.0.quantity quantity-fraction', withLine({ quantity: '1,5' })],
    ['goods.0.quantity quantity-negative', withLine({ quantity: '-4' })],
    ['goods.0.quantity quantity-not-a-number', withLine({ quantity: 'four' })],
    ['goods.0.quantity quantity-ambiguous', withLine({ quantity: '1.200' })],
    ['goods.0.quantity quantity-many', withLine({ quantity: '10000' })],
    ['goods.0.package package-missing', withLine({ package: '' })],
    ['goods.0.package package-unknown', withLine({ package: 'box' })],
    ['goods.0.weightKg weight-missing', withLine({ weightKg: '' })],
    ['goods.0.weightKg weight-missing', withLine({ weightKg: '0' })],
    ['goods.0.weightKg weight-negative', withLine({ weightKg: '-1' })],
    ['goods.0.weightKg weight-not-a-number', withLine({ weightKg: 'heavy' })],
    ['goods.0.weightKg weight-ambiguous', withLine({ weightKg: '1.240' })],
    ['goods.0.weightKg weight-much', withLine({ weightKg: '100001' })],
    ['collection.to unknown-field', { ...paint, collection: { ...paint.collection, to: '11:00', gate: '7' } }],
  ])('is told at its field: %s', (fault, draft) => {
    const expected = fault.includes('unknown-field') ? 'collection.gate unknown-field' : fault;
    expect(said(draft)).toContain(expected);
    expect(checked(draft).content).toBeUndefined();
  });

  it('[T-01] is refused with what the form does not have, prices by name', () => {
    expect(said({ ...paint, price: '1', driver: 'Jo' })).toEqual(['price price-sent', 'driver unknown-field']);
  });

  it('is delivered on the day of its collection, unless the window is over before', () => {
    const sameDay = { date: '2026-06-17', zone: 'Europe/Brussels' };
    expect(said(withStop('delivery', { ...sameDay, from: '', to: '' }))).toEqual([]);
    expect(said(withStop('delivery', { ...sameDay, from: '', to: '07:00' }))).toEqual(['delivery.date delivery-first']);
  });

  it('is warned of a line that no trailer carries, and passes', () => {
    const heavy = withLine({ weightKg: '25 t' });
    expect(said(heavy)).toEqual(['goods.0.weightKg weight-odd']);
    expect(checked(heavy).content!.goods[0]!.weightKg).toBe(25_000);
  });

  it('is no order at all', () => {
    for (const typed of [null, [], 'an order', 4]) expect(said(typed)).toEqual([' not-an-order']);
  });
});

describe('checking anything', () => {
  it('never throws, and what passes passes again', () => {
    const keys = fc.constantFrom('reference', 'service', 'collection', 'delivery', 'goods', 'instructions', 'level');
    const odd = fc.dictionary(keys, fc.jsonValue({ maxDepth: 3 })) as fc.Arbitrary<JsonGroup>;
    fc.assert(
      fc.property(odd, (change) => {
        const { content } = checked({ ...paint, ...change });
        if (content) expect(checked(content).content).toEqual(content);
      }),
    );
  });
});
