import { stores } from '@docket/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCarrier, refused, type Carrier } from '../testing/carrier.fixture.ts';

describe.each(stores)('what happened at the stops of a transport on %s', (store) => {
  let carrier: Carrier;
  let id: string;
  let number: number;
  beforeAll(async () => {
    carrier = await openCarrier(store);
    await carrier.shop({
      services: [{ id: 'groupage', title: 'Groupage', off: false }],
      initialStatus: 'to-plan',
    });
  }, 120_000);
  afterAll(() => carrier.close());
  beforeEach(async () => {
    ({ id, number } = await carrier.orderOf());
    await move('planned');
  });

  const move = (to: string) => carrier.owner.staff.orders.move.mutate({ id, to });
  const record = (part: string, type = 'done', done = true) =>
    carrier.owner.staff.orders.mark.mutate({ id, part, type, done, note: '' });
  const statusNow = async () => (await carrier.owner.staff.orders.get.query({ number })).order.status;

  it('moves the order on with its last collection and its last delivery', async () => {
    expect(await record('s1', 'arrived')).toMatchObject({ status: 'planned' });
    expect(await record('s1')).toMatchObject({ status: 'in-transit' });
    expect(await record('s2')).toMatchObject({ status: 'delivered' });
    expect(await statusNow()).toBe('delivered');
  });

  it('[T-49] keeps an order of which anything is collected from being cancelled, until that is taken back', async () => {
    await move('to-plan');
    await record('s1');
    expect(await refused(move('cancelled'))).toMatchObject({
      code: 'status.not-possible',
      details: { issues: [{ code: 'transport.collected-already' }] },
    });
    await record('s1', 'done', false);
    await move('cancelled');
    expect(await statusNow()).toBe('cancelled');
  });

  it('is asked before staff move it by hand', async () => {
    expect(await refused(move('in-transit'))).toMatchObject({
      details: { issues: [{ code: 'transport.not-collected' }] },
    });
    await record('s1');
    expect(await refused(move('delivered'))).toMatchObject({
      details: { issues: [{ code: 'transport.not-delivered' }] },
    });
  });

  it('is on the customer’s page without who recorded it, and on nobody else’s', async () => {
    await record('s1', 'arrived');
    const page = await carrier.sarah.portal.orders.get.query({ number });
    expect(page.happened).toMatchObject([
      { id: 's1', zone: 'Europe/Brussels', happened: [{ type: 'arrived', at: '2026-06-16T15:00:00.000Z' }] },
    ]);
    expect(JSON.stringify(page)).not.toContain('Robin');
    expect(await refused(carrier.tom.portal.orders.get.query({ number }))).toMatchObject({ code: 'not-found' });
  });

  it('is nothing that a stop does not have', async () => {
    for (const [part, type] of [
      ['s9', 'done'],
      ['s1', 'lost'],
      ['__proto__', 'done'],
    ] as const)
      expect(await refused(record(part, type))).toMatchObject({ code: 'order.mark-not-possible' });
  });
});
