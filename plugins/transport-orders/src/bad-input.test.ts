import type { Json } from '@docket/sdk';
import { stores } from '@docket/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import messages from '#messages/en.json' with { type: 'json' };
import { blankDangerous } from './rules/blank.ts';
import { paint } from './rules/samples.fixture.ts';
import { chicago, draftOf, openCarrier, refused, type Carrier } from './testing/carrier.fixture.ts';

interface Told {
  readonly code: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const [collect, deliver] = paint.stops as [object, object];
const [line] = paint.goods as [object];
const stops = (first: object, second: object = {}): object => ({
  stops: [
    { ...collect, ...first },
    { ...deliver, ...second },
  ],
});
const goods = (change: object): object => ({ goods: [{ ...line, ...change }] });

describe.each(stores)('what a carrier cannot take, on %s', (store) => {
  let carrier: Carrier;
  beforeAll(async () => void (carrier = await openCarrier(store)), 120_000);
  afterAll(() => carrier.close());
  beforeEach(async () => {
    carrier.test.setNow(chicago('10:00:00'));
    await carrier.shop({
      services: [
        { id: 'groupage', title: 'Groupage', off: false },
        { id: 'express', title: 'Express', off: false },
      ],
    });
    await carrier.setService('express', { visibleTo: 'named', customers: [] });
  });

  const toldOf = async (content: Json): Promise<readonly Told[]> => {
    const { code, status, details } = await refused(carrier.send(content));
    expect([code, status]).toEqual(['request.refused', 422]);
    return (details as { readonly issues: readonly Told[] }).issues;
  };
  const wordsOf = ({ code, params }: Told): string =>
    Object.entries(params).reduce(
      (text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
      (messages as Readonly<Record<string, string>>)[`issue.${code}`]!,
    );

  it.each<[string, object, string, string]>([
    ['a past date', stops({ date: '2026-06-15' }, { date: '2026-06-18' }), 'stops', 'June 15'],
    ['[H15] a window the wrong way round', stops({ from: '11:00', to: '08:00' }), 'stops.0', '08:00'],
    ['[H15] a delivery before the collection', stops({ date: '2026-06-22' }), 'stops.1', '2026'],
    ['[H7] a date that is none', stops({ date: '2026-02-30' }), 'stops.0.date', '2026-02-30'],
    ['[H9] a time that the clock leaves out', stops({ date: '2027-03-28', from: '02:30' }), 'stops.0', '02:30'],
    ['[H16] no quantity', goods({ quantity: '0' }), 'goods.0.quantity', '0'],
    ['[H16] a weight of nothing', goods({ gross: '0' }), 'goods.0.gross', '0'],
    ['[H16] an absurd weight', goods({ gross: '999999999999' }), 'goods.0.gross', '999999999999'],
    ['[H16] a weight below nothing', goods({ gross: '-1' }), 'goods.0.gross', '-1'],
    ['[H17] a number of dangerous goods that is none', dangerous({ unNumber: '99999' }), 'goods.0', '99999'],
    ['[H6] an unknown service', { service: 'xpres' }, 'service', 'xpres'],
    ['[H6] a service for others', { service: 'express' }, 'service', 'express'],
  ])('%s is refused at its field, with the value and what to do', async (_, change, at, value) => {
    const told = await toldOf(draftOf(change));
    const found = told.find(({ path }) => path.startsWith(at));
    expect(found, JSON.stringify(told)).toBeDefined();
    const words = wordsOf(found!);
    expect(words).toContain(value);
    expect(words).not.toMatch(/\{\w+\}/);
    // What is wrong, and the next step.
    expect(words).toMatch(/[.:] [A-Z].*\.$/);
  });

  it('[H6] [T-16] an unknown and a forbidden service answer in the same words', async () => {
    const [unknown] = await toldOf(draftOf({ service: 'xpres' }));
    const [forbidden] = await toldOf(draftOf({ service: 'express' }));
    expect(wordsOf(forbidden!).replace('express', 'xpres')).toBe(wordsOf(unknown!));
  });

  it('[H11] five hundred stops are too many, and the limit is named', async () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ ...collect, id: `s${at}` }));
    const told = await toldOf(draftOf({ stops: many }));
    expect(told).toContainEqual(
      expect.objectContaining({ code: 'transport.stops-many', path: 'stops', params: { most: 50, count: 500 } }),
    );
  });

  it('keeps what was typed, right or wrong, until it is corrected', async () => {
    const { portal } = carrier.sarah;
    const { id } = await portal.requests.begin.mutate({ kind: 'transport' });
    const { versions } = await portal.requests.open.query({ id });
    const form = { goods: [{ ...line, quantity: 'four' }] };
    await portal.requests.save.mutate({ id, part: 'goods', base: versions['goods'] ?? 0, form });
    expect(await refused(portal.requests.submit.mutate({ id }))).toMatchObject({ code: 'request.refused' });
    expect((await portal.requests.open.query({ id })).content).toMatchObject(form);
  });
});

function dangerous(change: object): object {
  return goods({ dangerous: [{ ...blankDangerous('d1'), quantity: '10 L', ...change }] });
}
