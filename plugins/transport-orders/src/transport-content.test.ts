import { groupOf } from '@docket/sdk/content';
import { stores } from '@docket/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codes, draftOf, openCarrier, type Carrier } from './carrier.fixture.ts';
import { blankStop } from './rules/blank.ts';
import type { TransportContent } from './rules/content.ts';
import { parts } from './rules/fields.ts';
import { paint, paintAsDangerous, withLine, withStop } from './rules/samples.fixture.ts';

describe.each(stores)('the content of a transport on %s', (store) => {
  let carrier: Carrier;
  beforeAll(async () => {
    carrier = await openCarrier(store);
  }, 120_000);
  afterAll(() => carrier.close());
  beforeEach(async () => {
    await carrier.shop({
      services: [
        { id: 'groupage', title: 'Groupage', off: false },
        { id: 'adr', title: 'ADR', off: false },
      ],
      equipment: [{ id: 'tail-lift', title: 'Tail lift', off: false }],
    });
    await carrier.setService('adr', { dangerousGoods: true, kgPerLoadingMetre: 2000 });
  });

  it('is kept as it was entered, with instants and weights beside it', async () => {
    const { content } = await carrier.orderOf(draftOf({ equipment: ['tail-lift'] }));
    expect(content).toMatchObject({
      dueOn: '2026-06-18',
      equipmentNames: ['Tail lift'],
      stops: [{ from: '08:00', zone: 'Europe/Brussels', earliest: '2026-06-17T06:00:00.000Z' }, { to: '15:00' }],
      goods: [{ gross: 1240, grossKg: 1240, ldm: 1.6 }, {}],
      chargeableKg: 2960,
      chargeableBy: 'loading-metres',
    });
  });

  it('carries dangerous goods by a service that may, and is weighed by its tariff', async () => {
    const dangerous = withLine({ dangerous: [paintAsDangerous] });
    expect(await codes(carrier.send(dangerous))).toEqual(['transport.service-without-adr']);
    const { content } = await carrier.orderOf({ ...dangerous, service: 'adr' });
    expect(content).toMatchObject({ chargeableKg: 3200, goods: [{ dangerous: [{ unNumber: '1263' }] }] });
    const { rows } = await carrier.owner.staff.orders.list.query({ search: 'UN1263' });
    expect(rows).toHaveLength(1);
  });

  it('[T-01] takes no equipment but the shop’s, and no field but the form’s, when posted directly', async () => {
    expect(await codes(carrier.send(draftOf({ equipment: ['wings'] })))).toEqual(['transport.equipment-not-available']);
    const line = { ...paint.goods[0], driver: 'Jo' };
    expect(await codes(carrier.send(draftOf({ goods: [line], price: '1' })))).toEqual([
      'transport.price-sent',
      'transport.unknown-field',
    ]);
  });

  it.each<[string, object, readonly string[]]>([
    ['a past date', withStop(0, { date: '2026-06-15' }), ['transport.collection-past']],
    ['a reversed window', withStop(0, { to: '07:00' }), ['transport.latest-before-earliest']],
    ['a delivery before the collection', withStop(1, { date: '2026-06-16' }), ['transport.delivery-before-collection']],
    [
      'a time that the clock leaves out',
      withStop(1, { date: '2027-03-28', from: '01:30', to: '' }),
      ['transport.time-skipped'],
    ],
    [
      'a time that comes twice',
      withStop(1, { date: '2026-10-25', from: '01:30', to: '' }),
      ['transport.time-repeated'],
    ],
    ['no weight', withLine({ gross: '0' }), ['transport.weight-missing']],
    ['an absurd weight', withLine({ gross: '9000000' }), ['transport.weight-much']],
    [
      'an unknown UN number',
      { ...withLine({ dangerous: [{ ...paintAsDangerous, unNumber: '9999' }] }), service: 'adr' },
      ['transport.un-number-unknown'],
    ],
    [
      'five hundred stops',
      { ...paint, stops: Array.from({ length: 500 }, (_, at) => ({ ...paint.stops[at % 2], id: `s${at}` })) },
      ['transport.stops-many'],
    ],
  ])('refuses %s at its field, by value and next step, and keeps what was typed', async (_, typed, expected) => {
    const { portal } = carrier.sarah;
    const { id } = await portal.requests.begin.mutate({ kind: 'transport' });
    const form = groupOf(draftOf(typed));
    for (const { id: part } of parts) await portal.requests.save.mutate({ id, part, base: 0, form });
    const { content } = await portal.requests.open.query({ id });
    expect(content).toMatchObject({ stops: form['stops'], goods: form['goods'] });
    expect(await codes(portal.requests.submit.mutate({ id }))).toEqual(expected);
    expect((await portal.requests.open.query({ id })).content).toEqual(content);
  });

  it('takes the numbers of a form with decimal commas, over every part', async () => {
    const { portal } = carrier.sarah;
    const { id } = await portal.requests.begin.mutate({ kind: 'transport' });
    const content = draftOf(withLine({ gross: '1240,0', length: '120', width: '80', height: '110,5' }));
    const { number } = await portal.requests.submit.mutate({ id, content });
    const { order } = await carrier.owner.staff.orders.get.query({ number: number! });
    expect((order.content as unknown as TransportContent).goods[0]).toMatchObject({ gross: 1240, height: 110.5 });
  });

  it('lets staff change a stop, and its id stays', async () => {
    const order = await carrier.orderOf();
    const stops = [...paint.stops, { ...blankStop('s3', 'deliver'), ...paint.stops[1], id: 's3' }];
    await carrier.owner.staff.orders.edit.mutate({
      number: order.number,
      base: order.version,
      part: 'route',
      form: { stops },
      reason: 'A second delivery',
    });
    const after = (await carrier.owner.staff.orders.get.query({ number: order.number })).order;
    expect((after.content as unknown as TransportContent).stops.map(({ id }) => id)).toEqual(['s1', 's2', 's3']);
  });

  it('is sent in two round trips', async () => {
    const { database } = carrier.test.platform;
    const { portal } = carrier.sarah;
    const counts: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { id } = await portal.requests.begin.mutate({ kind: 'transport' });
      await carrier.test.platform.settle();
      const before = database.roundTrips();
      await portal.requests.submit.mutate({ id, content: draftOf({ equipment: ['tail-lift'] }) });
      counts.push(database.roundTrips() - before);
    }
    // What runs in the background now and then adds one.
    expect(Math.min(...counts)).toBe(2);
  });
});
