import type { Json } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { stores, type TestBrowser, type TestPlatform } from '@docket/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chicago, codes, draftOf, openCarrier, refused, type Carrier } from './testing/carrier.fixture.ts';
import plugin from './index.ts';
import { paint } from './rules/samples.fixture.ts';
import type { simulate } from './simulator/simulate.ts';

const id = plugin.id;

describe.each(stores)('a carrier on %s', (store) => {
  let carrier: Carrier;
  let test: TestPlatform;
  let owner: TestBrowser;
  let sarah: TestBrowser;
  let tom: TestBrowser;
  let smith: string;
  let shop: Carrier['shop'];
  let setService: Carrier['setService'];
  let setCustomer: Carrier['setCustomer'];
  let send: Carrier['send'];
  let orderOf: Carrier['orderOf'];

  beforeAll(async () => {
    carrier = await openCarrier(store);
    ({ test, owner, sarah, tom, smith, shop, setService, setCustomer, send, orderOf } = carrier);
  }, 120_000);
  afterAll(() => carrier.close());

  const everything = ['initialStatus', 'late', 'cutoffMode', 'cutoffTime', 'cutoffZone', 'holidays', 'workdays'];
  const ofService = [
    ...everything.slice(0, 1),
    'visibleTo',
    'customers',
    'cutoffMode',
    'cutoffTime',
    'cutoffDays',
    'levels',
  ];
  const unset = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, null]));
  beforeEach(async () => {
    test.setNow(chicago('10:00:00'));
    await shop({
      ...unset(everything),
      services: [
        { id: 'groupage', title: 'Groupage', off: false },
        { id: 'express', title: 'Express', off: false },
      ],
    });
    for (const service of ['groupage', 'express']) await setService(service, unset(ofService));
    await setCustomer({ initialStatus: null, standardService: null });
  });

  const on = (date: string, change: object = {}): Json =>
    draftOf({
      stops: [
        { ...paint.stops[0], date },
        { ...paint.stops[1], date: '2026-07-01' },
      ],
      ...change,
    });
  it('[T-01] takes nothing but what its form has', async () => {
    expect(await codes(send(draftOf({ price: 1, status: 'to-plan' })))).toEqual([
      'transport.price-sent',
      'transport.unknown-field',
    ]);
  });

  it('[T-03] [T-04] [T-05] [T-06] [T-08] [T-17] begins an order as customer, service or shop say, in this sequence', async () => {
    expect((await orderOf()).status).toBe('quote');
    await shop({ initialStatus: 'to-plan' });
    expect((await orderOf()).status).toBe('to-plan');
    await setService('groupage', { initialStatus: 'quote' });
    expect((await orderOf()).status).toBe('quote');
    expect((await orderOf(draftOf({ service: 'express' }))).status).toBe('to-plan');
    await setCustomer({ initialStatus: 'to-plan' });
    const order = await orderOf();
    expect(order.status).toBe('to-plan');
    expect(JSON.stringify(order.request_trace)).toContain('To plan, because the customer’s order defaults say so.');
    expect((await orderOf(draftOf(), tom)).status).toBe('quote');
  });

  it('[T-07] goes back to the wider value when one is cleared, and leaves orders as they are', async () => {
    await setService('groupage', { initialStatus: 'to-plan' });
    await setCustomer({ initialStatus: 'quote' });
    const before = await orderOf();
    await setCustomer({ initialStatus: null });
    expect((await orderOf()).status).toBe('to-plan');
    expect((await owner.staff.orders.get.query({ number: before.number })).order.status).toBe('quote');
  });

  it('[T-08] cannot be without a status for new orders', async () => {
    const refusal = await refused(shop({ initialStatus: '' }));
    expect(refusal).toMatchObject({ code: 'settings.invalid', details: { faults: [{ key: 'initialStatus' }] } });
  });

  it('[T-14] lists every service with settings of its own', async () => {
    const services = await owner.staff.settings.services.query({});
    expect(services).toEqual([
      { id: 'groupage', title: 'Groupage', plugin: id },
      { id: 'express', title: 'Express', plugin: id },
    ]);
    const [own] = await owner.staff.settings.ofService.query({ id: 'express' });
    expect(Object.keys((own!.schema.properties ?? {}) as object)).toEqual([
      'initialStatus',
      'visibleTo',
      'customers',
      'cutoffMode',
      'cutoffTime',
      'cutoffDays',
      'levels',
      'dangerousGoods',
      'kgPerCubicMetre',
      'kgPerLoadingMetre',
    ]);
  });

  it('[T-14] asks at the service for what is a service’s alone, and not at the shop', async () => {
    const { schema } = await owner.staff.plugins.settings.query({ plugin: id });
    const asked = Object.keys(schema.properties ?? {});
    expect(asked).toContain('cutoffMode');
    for (const key of ['visibleTo', 'customers', 'levels', 'standardService']) expect(asked).not.toContain(key);
    expect(await refused(shop({ visibleTo: 'named' }))).toMatchObject({
      code: 'settings.invalid',
      details: { faults: [{ key: 'visibleTo' }] },
    });
  });

  it('[T-15] [T-16] lets a service be ordered by customers by name, and the others never learn of it', async () => {
    await setService('express', { visibleTo: 'named', customers: [smith] });
    expect((await orderOf(draftOf({ service: 'express' }))).content).toMatchObject({ serviceName: 'Express' });
    const offered = async (browser: TestBrowser): Promise<string> => {
      const { id: draft } = await browser.portal.requests.begin.mutate({ kind: 'transport' });
      return JSON.stringify(await browser.portal.requests.open.query({ id: draft }));
    };
    expect(await offered(sarah)).toContain('Express');
    expect(await offered(tom)).not.toMatch(/express/i);
    const refusals = await Promise.all(
      ['express', 'unknown'].map(async (service) => refused(send(draftOf({ service }), tom))),
    );
    const [forbidden, unknown] = refusals.map(({ details, code, status }) => ({
      code,
      status,
      details: JSON.stringify(details).replace(/"typed":"\w+"/, ''),
    }));
    expect(forbidden).toEqual(unknown);
    expect(forbidden).toMatchObject({ code: 'request.refused' });
  });

  it('[T-18] takes a collection of the same day where orders do not close', async () => {
    test.setNow(chicago('23:30:00'));
    expect((await send(on('2026-06-16'))).state).toBe('accepted');
  });

  it('[T-19] [T-20] takes tomorrow’s collection until the time today, and today’s never', async () => {
    await setService('groupage', { cutoffMode: 'day-before', cutoffTime: '16:00' });
    expect(await codes(send(on('2026-06-16')))).toEqual(['transport.late-day-before']);
    test.setNow(chicago('15:59:59'));
    expect((await send(on('2026-06-17'))).state).toBe('accepted');
    test.setNow(chicago('16:00:00'));
    expect(await codes(send(on('2026-06-17')))).toEqual(['transport.late-day-before']);
  });

  it('[T-21] takes today’s collection until the time, and later days whenever', async () => {
    await setService('groupage', { cutoffMode: 'same-day', cutoffTime: '14:00' });
    test.setNow(chicago('13:59:59'));
    expect((await send(on('2026-06-16'))).state).toBe('accepted');
    test.setNow(chicago('14:00:00'));
    const { details } = await refused(send(on('2026-06-16')));
    expect(details).toMatchObject({
      issues: [{ code: 'transport.late-same-day', params: { time: '14:00', place: 'Chicago', next: 'Wed, June 17' } }],
    });
    expect((await send(on('2026-06-17'))).state).toBe('accepted');
  });

  it('[T-22] cannot be saved without a time where orders close, at the service and at the shop', async () => {
    for (const saving of [setService('groupage', { cutoffMode: 'same-day' }), shop({ cutoffMode: 'day-before' })])
      expect(await refused(saving)).toMatchObject({
        code: 'settings.invalid',
        details: { faults: [{ key: 'cutoffTime' }] },
      });
    await setService('groupage', { cutoffMode: 'none' });
  });

  it('[T-23] finds a customer by name, and the next order begins as its profile says', async () => {
    const { rows } = await owner.staff.customers.list.query({ search: 'smith' });
    expect(rows.map((row) => row.id)).toEqual([smith]);
    const [own] = await owner.staff.settings.ofCustomer.query({ id: rows[0]!.id });
    expect(own).toMatchObject({ id, values: { initialStatus: 'quote' }, own: [] });
    await setCustomer({ initialStatus: 'to-plan' });
    expect((await orderOf()).status).toBe('to-plan');
  });

  it('[T-66] [T-68] lets what is late wait for staff, who learn why; the customer does not', async () => {
    await shop({ late: 'refer' });
    await setService('groupage', { cutoffMode: 'same-day', cutoffTime: '14:00' });
    test.setNow(chicago('15:00:00'));
    const receipt = await send(on('2026-06-16'));
    expect(receipt).toMatchObject({ state: 'waiting' });
    expect(JSON.stringify(await sarah.portal.requests.open.query({ id: receipt.requestId }))).not.toContain('cut-off');
    const { request } = await owner.staff.requests.get.query({ id: receipt.requestId });
    expect(request).toMatchObject({
      decision: { reasons: [{ code: 'referred' }] },
      issues: [{ code: 'transport.after-cutoff', params: { time: '14:00', place: 'Chicago' } }],
    });
  });

  it('[T-69] takes what is late for a reason, which is kept with who, when and what was missed', async () => {
    await shop({ late: 'refer' });
    await setService('groupage', { cutoffMode: 'same-day', cutoffTime: '14:00' });
    test.setNow(chicago('15:00:00'));
    const { requestId } = await send(on('2026-06-16'));
    const { release, get } = owner.staff.requests;
    expect(await refused(release.mutate({ id: requestId }))).toMatchObject({
      code: 'override.needed',
      details: { issues: [{ code: 'transport.after-cutoff' }] },
    });
    test.setNow(chicago('16:00:00'));
    const override = 'The driver is still there.';
    expect(await release.mutate({ id: requestId, override })).toMatchObject({ state: 'accepted' });
    expect((await get.query({ id: requestId })).request).toMatchObject({
      issues: [{ code: 'transport.after-cutoff' }],
      decision: {
        by: { type: 'staff' },
        at: chicago('16:00:00').toISOString(),
        override: { reason: override, missed: [{ params: { time: '14:00', place: 'Chicago', day: 'Tue, June 16' } }] },
      },
    });
    expect(JSON.stringify(await owner.staff.audit.list.query({}))).toContain(override);
  });

  it('[T-69] takes what is late without a reason once staff have corrected the day, and keeps what was sent', async () => {
    await shop({ late: 'refer' });
    await setService('groupage', { cutoffMode: 'same-day', cutoffTime: '14:00' });
    test.setNow(chicago('15:00:00'));
    const { requestId } = await send(on('2026-06-16'));
    const { release, edit, form, get } = owner.staff.requests;
    const { content, version } = await form.query({ id: requestId });
    const { stops } = content as { readonly stops: readonly Json[] };
    const moved = stops.map((stop, at) => ({ ...(stop as object), ...(at === 0 && { date: '2026-06-17' }) }));
    expect(await edit.mutate({ id: requestId, base: version, part: 'route', form: { stops: moved } })).toMatchObject({
      version: 2,
      issues: [],
    });
    const { number } = await release.mutate({ id: requestId, version: 2 });
    const { order, changes } = await owner.staff.orders.get.query({ number: number! });
    expect(order.content).toMatchObject({ stops: [{ date: '2026-06-17' }, {}] });
    expect(changes.map(({ path }) => path)).toContain('stops.0.date');
    expect((await get.query({ id: requestId })).request.submitted).toMatchObject({
      stops: [{ date: '2026-06-16' }, {}],
    });
  });

  it('[T-09] [T-10] [T-12] [T-13] numbers quotes apart, and what is accepted anew; an order to plan keeps its number', async () => {
    const quote = await orderOf();
    expect(quote).toMatchObject({ status: 'quote', prefix: 'Q' });
    expect(JSON.stringify(await sarah.portal.orders.list.query({}))).toContain(`"number":${quote.number}`);
    await owner.staff.orders.move.mutate({ id: quote.id, to: 'to-plan' });
    const accepted = (await owner.staff.orders.list.query({})).rows.find((row) => row.id === quote.id)!;
    expect(accepted).toMatchObject({ status: 'to-plan', prefix: '' });
    expect(accepted.number).toBeGreaterThan(quote.number);
    await owner.staff.orders.move.mutate({ id: quote.id, to: 'planned' });
    expect((await owner.staff.orders.get.query({ number: accepted.number })).order).toMatchObject({
      status: 'planned',
    });
  });

  it('begins a draft with the customer’s usual service', async () => {
    await setCustomer({ standardService: 'express' });
    const { id: draft } = await sarah.portal.requests.begin.mutate({ kind: 'transport' });
    expect((await sarah.portal.requests.open.query({ id: draft })).content).toMatchObject({ service: 'express' });
  });

  it('tells staff beforehand what would become of an order, and nobody else', async () => {
    await setService('groupage', { cutoffMode: 'same-day', cutoffTime: '14:00', initialStatus: 'to-plan' });
    const asked = { customer: smith, service: 'groupage', date: '2026-06-16', sentOn: '2026-06-16', sentAt: '14:00' };
    const ask = ({ staff }: TestBrowser) =>
      pluginCaller<{ simulate: typeof simulate }>(staff, id).query('simulate', asked);
    expect(await ask(owner)).toMatchObject({
      result: { becomes: 'refused', status: { id: 'to-plan', by: 'service' }, deadline: { time: '14:00' } },
    });
    expect(await refused(ask(sarah))).toMatchObject({ code: 'sign-in.needed' });
  });
});
