import type { Json } from '@docket/sdk';
import { stores, type TestBrowser } from '@docket/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  chicago,
  collectedOn,
  openImportShop,
  refused,
  transport,
  type ImportShop,
  type Made,
} from './shop.fixture.ts';

const flow = 'order-import';
const automatic = { updates: true, applyChanges: true, applyCancellations: true };

describe.each(stores)('order imports on %s', (store) => {
  let shop: ImportShop;
  beforeAll(async () => void (shop = await openImportShop(store)), 120_000);
  afterAll(() => shop.close());
  beforeEach(async () => {
    shop.test.setNow(chicago('10:00:00'));
    shop.collected = 'none';
    await shop.set({});
    await shop.setTransport({ cutoffMode: null, cutoffTime: null, late: null, initialStatus: 'to-plan' });
  });

  const obstacle = async (made: Made, intent: 'change' | 'cancel') => (await shop.wishes(made))[intent].obstacle?.code;
  const obstacles = async (made: Made) => [await obstacle(made, 'change'), await obstacle(made, 'cancel')];
  const requestOf = async (id: string) => (await shop.owner.staff.requests.get.query({ id })).request;

  describe('what comes in', () => {
    it('[T-35] [T-65] comes in as before while creation is off, and nobody changes it here', async () => {
      await shop.set({ ...automatic, creation: false });
      const made = await shop.order();
      expect(await shop.orderOf(made)).toMatchObject({ flow: 'transport-orders', status: 'to-plan' });
      expect(await obstacles(made)).toEqual(['order-import.legacy', 'order-import.legacy']);
    });

    it('[T-36] is asked of the shop alone, but for what a reference means, which may differ by customer', async () => {
      const own = await shop.owner.staff.settings.ofCustomer.query({ id: shop.smith });
      const { schema } = own.find(({ id }) => id === flow)!;
      expect(Object.keys(schema.properties ?? {})).toEqual(['referencePolicy']);
    });

    it('[T-39] [T-53] becomes an order at once, through the portal, and carries its flow', async () => {
      const made = await shop.order();
      expect(await shop.orderOf(made)).toMatchObject({ flow, door: 'portal' });
    });

    it('[T-54] may begin as a quote, and keeps its flow when it is accepted', async () => {
      await shop.setTransport({ initialStatus: 'quote' });
      const quote = await shop.order();
      expect(await shop.orderOf(quote)).toMatchObject({ flow, door: 'portal', prefix: 'Q' });
      await shop.move(quote, 'to-plan');
      const { rows } = await shop.owner.staff.orders.list.query({});
      expect(rows.find(({ id }) => id === quote.id)).toMatchObject({ status: 'to-plan', prefix: '' });
    });

    it('[T-40] [T-55] waits for staff without automatic creation, and keeps why with the settings of that moment', async () => {
      await shop.set({ createAutomatically: false });
      const receipt = await shop.send(transport());
      expect(receipt).toMatchObject({ state: 'waiting', number: null });
      expect(await requestOf(receipt.requestId)).toMatchObject({
        flow,
        decision: { reason: 'Orders are not created automatically.', settings: { createAutomatically: false } },
      });
      await shop.set({ creation: false });
      const { number } = await shop.owner.staff.requests.release.mutate({ id: receipt.requestId });
      expect(await shop.orderOf({ id: '', number: number! })).toMatchObject({ flow });
    });

    it('[T-70] [T-71] is declined with a reason, or taken back, and no number is spent on it', async () => {
      await shop.set({ createAutomatically: false });
      const { declined, withdrawn } = {
        declined: await shop.send(transport()),
        withdrawn: await shop.send(transport()),
      };
      const reason = 'We do not drive there.';
      await shop.owner.staff.requests.decline.mutate({ id: declined.requestId, reason });
      await shop.sarah.portal.changes.withdraw.mutate({ id: withdrawn.requestId });
      expect(await requestOf(declined.requestId)).toMatchObject({ state: 'declined', decision: { reason } });
      expect(await requestOf(withdrawn.requestId)).toMatchObject({ state: 'withdrawn', outcome_id: null });
    });
  });

  describe('the reference', () => {
    it('[T-50] is needed, at its own field, whatever the kind', async () => {
      const withoutOne = await refused(shop.send(transport({ reference: ' ' })));
      expect(withoutOne).toMatchObject({ code: 'request.refused', details: { issues: [{ path: 'reference' }] } });
    });

    it('[T-50] [H1] is used once by a customer, and the refusal names the order that has it', async () => {
      const content = transport() as { reference: string };
      const first = await shop.order(content);
      const again = await refused(shop.send({ ...content, reference: ` ${content.reference.toLowerCase()} ` }));
      expect(again).toMatchObject({ code: 'claim.taken', details: { number: first.number } });
      expect((await shop.order(content, shop.tom)).number).toBeGreaterThan(first.number);
    });

    it('[H3] goes to one of two who send it at once', async () => {
      const content = transport();
      const sent = await Promise.allSettled([shop.send(content), shop.send(content)]);
      expect(sent.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    it('[T-50] is free again once its request was declined, and stays taken by a cancelled order', async () => {
      await shop.set({ createAutomatically: false });
      const content = transport();
      const { requestId } = await shop.send(content);
      expect(await refused(shop.send(content))).toMatchObject({ code: 'claim.waiting' });
      await shop.owner.staff.requests.decline.mutate({ id: requestId, reason: 'Not today.' });
      await shop.set(automatic);
      const made = await shop.order(content);
      await shop.cancel(made);
      expect(await refused(shop.send(content))).toMatchObject({ code: 'claim.taken' });
    });

    it('[T-50] may be used again with a warning, by the customers that the shop names', async () => {
      const { saveOfCustomer } = shop.owner.staff.settings;
      const policy = (referencePolicy: Json) =>
        saveOfCustomer.mutate({ id: shop.smith, plugin: flow, values: { referencePolicy } });
      const content = transport();
      await shop.order(content);
      await policy('warn');
      expect(await shop.orderOf(await shop.order(content))).toMatchObject({
        request_issues: [{ code: 'claim.taken', severity: 'warn' }],
      });
      await policy(null);
    });

    it('[T-51] ties changes to their order, also when it changes itself', async () => {
      await shop.set(automatic);
      const [one, other] = [transport() as { reference: string }, transport() as { reference: string }];
      const made = await shop.order(one);
      await shop.order(other);
      expect(await refused(shop.change(made, { reference: other.reference }))).toMatchObject({ code: 'claim.taken' });
      await shop.change(made, { reference: 'ACME-NEW' });
      expect(await shop.orderOf(made)).toMatchObject({ reference: 'ACME-NEW', version: 2 });
      expect((await shop.order(one)).number).toBeGreaterThan(made.number);
    });
  });

  describe('a change', () => {
    it('[T-37] takes updates to be on', async () => {
      const made = await shop.order();
      expect(await obstacles(made)).toEqual(['order-import.updates-off', undefined]);
      await shop.set({ updates: true });
      expect(await obstacles(made)).toEqual([undefined, undefined]);
    });

    it('[T-42] [T-57] holds at once where changes apply by themselves', async () => {
      await shop.set(automatic);
      const made = await shop.order();
      expect(await shop.change(made, { instructions: 'Ring twice.' })).toMatchObject({ state: 'accepted' });
      expect(await shop.orderOf(made)).toMatchObject({ version: 2, content: { instructions: 'Ring twice.' } });
    });

    it('[T-43] [T-44] [T-59] waits where they do not, and staff take it', async () => {
      await shop.set({ updates: true });
      const made = await shop.order();
      const { requestId, state } = await shop.change(made, { instructions: 'Ring twice.' });
      expect([state, (await shop.wishes(made)).awaiting]).toEqual(['waiting', true]);
      expect(await requestOf(requestId)).toMatchObject({
        decision: { reason: 'Changes are not applied automatically.', settings: { applyChanges: false } },
      });
      expect(await shop.decide(requestId)).toMatchObject({ state: 'accepted', version: 2 });
    });

    it('[T-45] [T-47] stops from a status on, for changes and cancellations apart', async () => {
      const [updateLimit, cancelLimit] = [[{ status: 'transport.planned' }], [{ status: 'transport.in-transit' }]];
      await shop.set({ ...automatic, updateLimit, cancelLimit });
      const made = await shop.order();
      expect(await obstacles(made)).toEqual([undefined, undefined]);
      await shop.move(made, 'planned');
      expect(await obstacles(made)).toEqual(['order-import.status-reached', undefined]);
      await shop.collect(made);
      expect(await obstacle(made, 'cancel')).toBe('too-far');
      expect(await refused(shop.change(made, {}))).toMatchObject({ code: 'change.not-possible' });
    });

    it.each(['part', 'all'] as const)(
      '[T-49] [H20] is over once %s is collected, whatever is switched',
      async (how) => {
        await shop.set(automatic);
        const made = await shop.order();
        shop.collected = how;
        expect(await obstacles(made)).toEqual(['order-import.collected', 'order-import.collected']);
        expect(await refused(shop.change(made, {}))).toMatchObject({
          code: 'change.not-possible',
          details: { obstacle: { code: 'order-import.collected' } },
        });
        expect(await refused(shop.cancel(made))).toMatchObject({ code: 'cancel.not-possible' });
        expect((await shop.orderOf(made)).version).toBe(1);
      },
    );

    it('[T-49] is declined by itself when the goods are collected before staff take it', async () => {
      await shop.set({ updates: true });
      const made = await shop.order();
      const { requestId } = await shop.change(made, { instructions: 'Ring twice.' });
      shop.collected = 'part';
      expect(await shop.decide(requestId)).toMatchObject({
        state: 'declined',
        obstacle: { code: 'order-import.collected' },
      });
      expect((await shop.wishes(made)).wishes[0]).toMatchObject({ state: 'declined' });
    });

    it('[T-60] [T-61] [T-62] is not for orders that came in before, or by another way', async () => {
      await shop.set({ creation: false });
      const before = await shop.order();
      await shop.set(automatic);
      expect(await obstacles(before)).toEqual(['order-import.legacy', 'order-import.legacy']);
      const other = await shop.order();
      await shop.test.platform.database.withTenant(shop.test.shop).run({
        name: 'test.other-door',
        text: `update core.orders set door = 'api' where id = $1`,
        values: [other.id],
      });
      expect(await obstacles(other)).toEqual(['order-import.integration', 'order-import.integration']);
    });

    it('[T-65] keeps its order’s flow when creation is switched off, and is possible again when it is on', async () => {
      await shop.set(automatic);
      const made = await shop.order();
      await shop.set({ ...automatic, creation: false });
      expect(await obstacles(made)).toEqual(['order-import.off', 'order-import.off']);
      await shop.set(automatic);
      expect(await obstacles(made)).toEqual([undefined, undefined]);
    });

    it('that waits is finished by staff although the shop takes no more of them', async () => {
      await shop.set({ updates: true });
      const made = await shop.order();
      const { requestId } = await shop.change(made, { instructions: 'Ring twice.' });
      await shop.set({ creation: false });
      expect(await shop.decide(requestId)).toMatchObject({ state: 'accepted' });
    });

    it('[T-72] that is not taken reaches its customer with the reason', async () => {
      await shop.set({ updates: true });
      const made = await shop.order();
      const { requestId } = await shop.change(made, { instructions: 'Ring twice.' });
      const reason = 'We do not drive there.';
      await shop.owner.staff.changes.reject.mutate({ id: requestId, reason });
      expect(JSON.stringify((await shop.wishes(made)).wishes)).toContain(reason);
      expect((await shop.orderOf(made)).version).toBe(1);
    });
  });

  describe('a cancellation', () => {
    it('[T-46] ends the order at once where cancellations apply by themselves', async () => {
      await shop.set({ applyCancellations: true });
      const made = await shop.order();
      expect(await shop.cancel(made)).toMatchObject({ state: 'accepted' });
      expect(await shop.orderOf(made)).toMatchObject({ status: 'cancelled' });
    });

    it('[T-46] ends a quote as a quote, with its number', async () => {
      await shop.setTransport({ initialStatus: 'quote' });
      await shop.set({ applyCancellations: true });
      const quote = await shop.order();
      await shop.cancel(quote);
      expect(await shop.orderOf(quote)).toMatchObject({ status: 'declined', prefix: 'Q', number: quote.number });
    });

    it('[T-71] [T-72] stands among what is cancelled, from whatever status of the kind it is called off', async () => {
      await shop.set(automatic);
      const { requests } = shop.sarah.portal;
      const before = (await requests.counts.query({})).cancelled;
      const order = await shop.order();
      await shop.setTransport({ initialStatus: 'quote' });
      const quote = await shop.order();
      for (const made of [order, quote]) await shop.cancel(made);
      const { rows } = await requests.own.query({ of: 'cancelled' });
      const ended = rows.map(({ number, prefix }) => [prefix, number]);
      expect(ended).toEqual(
        expect.arrayContaining([
          ['', order.number],
          ['Q', quote.number],
        ]),
      );
      expect((await requests.counts.query({})).cancelled).toBe(before + 2);
    });

    it('[T-48] waits where they do not', async () => {
      const made = await shop.order();
      const { requestId, state } = await shop.cancel(made);
      expect([state, (await shop.orderOf(made)).status]).toEqual(['waiting', 'to-plan']);
      expect(await shop.decide(requestId)).toMatchObject({ state: 'accepted' });
      expect(await shop.orderOf(made)).toMatchObject({ status: 'cancelled' });
    });
  });

  describe('what comes too late', () => {
    const late = { cutoffMode: 'same-day', cutoffTime: '14:00' };
    /** Everything that a customer can read of it. */
    const readBy = async (browser: TestBrowser, request: string, made?: Made) =>
      JSON.stringify([
        await browser.portal.requests.open.query({ id: request }).catch(String),
        made && (await browser.portal.changes.ofOrder.query({ order: made.id })),
        made && (await browser.portal.orders.get.query({ number: made.number })),
        await browser.portal.orders.list.query({}),
      ]);

    it('[T-66] [T-68] [H4] waits, and its customer never reads why', async () => {
      await shop.setTransport(late);
      shop.test.setNow(chicago('15:00:00'));
      const receipt = await shop.send(collectedOn('2026-06-16'));
      expect(receipt).toMatchObject({ state: 'waiting' });
      expect(await requestOf(receipt.requestId)).toMatchObject({ issues: [{ code: 'transport.after-cutoff' }] });
      expect(await readBy(shop.sarah, receipt.requestId)).not.toMatch(/cut-?off|14:00/i);
    });

    it('[H5] is refused in words while orders come in as before', async () => {
      await shop.setTransport(late);
      await shop.set({ creation: false });
      shop.test.setNow(chicago('15:00:00'));
      expect(await refused(shop.send(collectedOn('2026-06-16')))).toMatchObject({
        details: { issues: [{ code: 'transport.late-same-day' }] },
      });
    });

    it('[T-66] [T-67] [T-68] [T-69] is a change, too, by the earlier deadline, and staff take it with a reason', async () => {
      await shop.setTransport(late);
      await shop.set(automatic);
      const made = await shop.order(collectedOn('2026-06-16'));
      shop.test.setNow(chicago('15:00:00'));
      const { stops } = collectedOn('2026-06-17') as { stops: Json };
      const { requestId, state } = await shop.change(made, { stops });
      expect(state).toBe('waiting');
      expect(await readBy(shop.sarah, requestId, made)).not.toMatch(/cut-?off|14:00/i);
      expect(await refused(shop.decide(requestId))).toMatchObject({ code: 'override.needed' });
      const override = 'The lorry has not left.';
      expect(await shop.decide(requestId, { override })).toMatchObject({ state: 'accepted', version: 2 });
      expect(await requestOf(requestId)).toMatchObject({
        decision: {
          by: { type: 'staff' },
          override: { reason: override, missed: [{ code: 'transport.after-cutoff', params: { time: '14:00' } }] },
        },
      });
      expect(await readBy(shop.sarah, requestId, made)).not.toContain(override);
    });

    it('[T-66] was in time when it was sent in time, whenever staff look', async () => {
      await shop.setTransport(late);
      await shop.set({ updates: true });
      const made = await shop.order(collectedOn('2026-06-16'));
      const { requestId } = await shop.change(made, { instructions: 'Ring twice.' });
      shop.test.setNow(chicago('15:00:00'));
      expect(await shop.decide(requestId)).toMatchObject({ state: 'accepted' });
    });

    it('[T-66] does not keep a customer from cancelling', async () => {
      await shop.setTransport(late);
      await shop.set(automatic);
      const made = await shop.order(collectedOn('2026-06-16'));
      shop.test.setNow(chicago('15:00:00'));
      expect(await shop.cancel(made)).toMatchObject({ state: 'accepted' });
    });
  });

  it('[T-33] [T-34] has settings, and can be switched on, only where the operator has provided it', async () => {
    const { shops } = shop.test.platform.operators;
    const { plugins } = shop.owner.staff;
    const without = ['transport-orders', 'notes', 'yard'];
    try {
      await shops.provision({ type: 'command' }, 'shop', without);
      const refusal = { code: 'plugin.not-provisioned', status: 403 };
      expect(await refused(plugins.settings.query({ plugin: flow }))).toMatchObject(refusal);
      expect(await refused(shop.set(automatic))).toMatchObject(refusal);
      expect(await refused(plugins.switch.mutate({ plugin: flow, active: true }))).toMatchObject(refusal);
    } finally {
      await shops.provision({ type: 'command' }, 'shop', null);
    }
    expect((await plugins.settings.query({ plugin: flow })).values).toHaveProperty('updates');
  });

  describe('two at the same moment', () => {
    const outcomes = (sent: readonly PromiseSettledResult<unknown>[]) => sent.map(({ status }) => status).toSorted();
    const oneOf = ['fulfilled', 'rejected'];

    it('[4d] staff take what its customer takes back: one of them does', async () => {
      await shop.set({ updates: true });
      const made = await shop.order();
      const { requestId } = await shop.change(made, { instructions: 'Ring twice.' });
      const sent = await Promise.allSettled([
        shop.decide(requestId),
        shop.sarah.portal.changes.withdraw.mutate({ id: requestId }),
      ]);
      expect(outcomes(sent)).toEqual(oneOf);
      const isTaken = sent[0].status === 'fulfilled';
      const [wish] = (await shop.wishes(made)).wishes;
      expect(wish).toMatchObject({ state: isTaken ? 'accepted' : 'withdrawn' });
      expect(await shop.orderOf(made)).toMatchObject({ version: isTaken ? 2 : 1 });
    });

    it('[4d] a cancellation while a change waits leaves one of them, and the change says why it ended', async () => {
      await shop.set({ updates: true });
      const made = await shop.order();
      await shop.change(made, { instructions: 'Ring twice.' });
      await Promise.all([shop.cancel(made), shop.cancel(made)]);
      const { wishes } = await shop.wishes(made);
      expect(wishes).toHaveLength(2);
      expect(wishes.find(({ intent }) => intent === 'cancel')).toMatchObject({ state: 'waiting' });
      const ended = { state: 'withdrawn', decision: { reasons: [{ code: 'cancel-asked' }] } };
      expect(wishes.find(({ intent }) => intent === 'change')).toMatchObject(ended);
    });

    it('[4d] [abuse 38] a change and the status that closes it: it is before that status, or it is not', async () => {
      await shop.set({ ...automatic, updateLimit: [{ status: 'transport.planned' }] });
      const made = await shop.order();
      const [changed] = await Promise.allSettled([
        shop.change(made, { instructions: 'Ring twice.' }),
        shop.move(made, 'planned'),
      ]);
      const { version, status } = await shop.orderOf(made);
      expect([version, status]).toEqual([changed.status === 'fulfilled' ? 2 : 1, 'planned']);
      expect(await refused(shop.change(made, { instructions: 'Late.' }))).toMatchObject({
        details: { obstacle: { code: 'order-import.status-reached' } },
      });
    });

    it('[abuse 39] cancelled often is cancelled once', async () => {
      await shop.set(automatic);
      const made = await shop.order();
      const receipts = await Promise.all([shop.cancel(made), shop.cancel(made), shop.cancel(made)]);
      expect(new Set(receipts.map(({ requestId }) => requestId)).size).toBe(1);
      expect((await shop.wishes(made)).wishes).toHaveLength(1);
      shop.collected = 'all';
      const other = await shop.order();
      expect(await refused(shop.cancel(other))).toMatchObject({ code: 'cancel.not-possible', status: 422 });
    });

    it('[H20] what is collected, came in before, or by a program is refused in words, to people who post it directly', async () => {
      await shop.set(automatic);
      const { id } = await programOrder();
      for (const call of [
        shop.sarah.portal.changes.begin.mutate({ order: id }),
        shop.sarah.portal.changes.cancel.mutate({ order: id, reason: 'No longer needed.' }),
      ])
        expect(await refused(call)).toMatchObject({
          status: 422,
          details: { obstacle: { code: 'order-import.integration' } },
        });
      await shop.set({});
    });

    it('[T-61] a program changes and cancels the order that it sent', async () => {
      await shop.set(automatic);
      const { content, reference, number } = await programOrder();
      const changed = { ...content, instructions: 'Ring twice.' };
      const named = { reference, sequence: 1, content: changed };
      await shop.program.requests.change.mutate({ id: crypto.randomUUID(), ...named });
      const cancelling = { id: crypto.randomUUID(), reference, sequence: 2, reason: 'Sold out.' };
      expect(await shop.program.requests.cancel.mutate(cancelling)).toMatchObject({ state: 'accepted' });
      expect(await shop.orderOf({ id: '', number })).toMatchObject({
        version: 2,
        status: 'cancelled',
        content: { instructions: 'Ring twice.' },
      });
    });

    async function programOrder() {
      const content = transport() as { readonly reference: string };
      const sent = { id: crypto.randomUUID(), kind: 'transport', content: content as unknown as Json };
      const { orderId, number } = await shop.program.requests.create.mutate(sent);
      return { id: orderId!, number: number!, content, reference: content.reference };
    }
  });

  it('works for every kind, and asks for a reference only where a kind has one', async () => {
    await shop.set(automatic);
    const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
    const { id } = await shop.sarah.portal.requests.begin.mutate({ kind: 'note' });
    const { orderId, number } = await shop.sarah.portal.requests.submit.mutate({ id, content });
    const made = { id: orderId!, number: number! };
    await shop.change(made, { title: 'Paint the wall' });
    expect(await shop.orderOf(made)).toMatchObject({ flow, version: 2, title: 'Paint the wall' });
    expect(await shop.cancel(made)).toMatchObject({ state: 'accepted' });
  });
});
