import { stores } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults, openChargeShop, refused, types, type ChargeShop } from './shop.fixture.ts';

describe.each(stores)('charges of an order on %s', { timeout: 60_000 }, (store) => {
  let shop: ChargeShop;
  beforeAll(async () => void (shop = await openChargeShop(store)), 120_000);
  afterAll(() => shop.close());

  describe('that nobody has to approve', () => {
    it('[T-29] hold at once, and ask nothing', async () => {
      const order = await shop.order();
      const toll = await shop.add(order, { type: 'toll', quantity: '', rate: '18,60', tax: '21' });
      expect(toll).toMatchObject({ standing: 'not-required', amount: 1860, tax: 2100, why: 'type', question: null });
      expect((await shop.shown(order))?.totals).toEqual({
        agreed: { net: 1860, tax: 391, gross: 2251 },
        waiting: { net: 0, tax: 0, gross: 0 },
        open: 0,
      });
    });

    it('are counted by what their type says', async () => {
      const order = await shop.order();
      const haul = await shop.add(order, { type: 'haul', quantity: '212,5' });
      expect(haul).toMatchObject({ basis: 'km', quantity: 212_500, rate: 1_234_500, amount: 26_233 });
    });

    it('are added once, however often they are sent', async () => {
      const order = await shop.order();
      const id = crypto.randomUUID();
      await shop.add(order, { id, type: 'toll', rate: '5' });
      await shop.add(order, { id, type: 'toll', rate: '5' });
      expect((await shop.sheet(order)).charges).toHaveLength(1);
    });

    it('move with the charges that they are a percentage of', async () => {
      const order = await shop.order();
      await shop.set({ types: types.map((type) => ({ ...type, asks: false })) });
      const haul = await shop.add(order, { type: 'haul', quantity: '100' });
      const fuel = await shop.add(order, { type: 'fuel', parts: [haul.id] });
      expect(fuel).toMatchObject({ amount: 1543, sum: 12_345 });
      await shop.amend(order, haul, { quantity: '200' });
      const chargeNow = async () => (await shop.sheet(order)).charges.find(({ id }) => id === fuel.id);
      expect(await chargeNow()).toMatchObject({ amount: 3086, sum: 24_690, version: 2, changed: { cause: 'parts' } });
      await shop.withdraw(order, (await shop.sheet(order)).charges[0]!);
      expect(await chargeNow()).toMatchObject({ amount: 0, version: 3 });
      await shop.set({ types });
    });

    it('are computed from what holds, however many people write at once', async () => {
      const order = await shop.order();
      await shop.set({ types: types.map((type) => ({ ...type, asks: false })) });
      const haul = await shop.add(order, { type: 'haul', quantity: '100' });
      await Promise.all([
        shop.amend(order, haul, { quantity: '200' }),
        shop.add(order, { type: 'fuel', parts: [haul.id] }),
        shop.add(order, { type: 'fuel', parts: [haul.id] }),
      ]);
      const { charges } = await shop.sheet(order);
      expect(charges.map(({ amount }) => amount)).toEqual([24_690, 3086, 3086]);
      await shop.set({ types });
    });
  });

  describe('as they are typed', () => {
    it.each([
      ['no type', { type: 'gone' }, 'type charges.type-unknown'],
      ['no quantity', { quantity: '' }, 'quantity charges.missing'],
      ['words', { quantity: 'two' }, 'quantity charges.not-a-number'],
      ['two numbers', { rate: '1.240' }, 'rate charges.ambiguous'],
      ['no price', { type: 'toll' }, 'rate charges.missing'],
      ['less than nothing', { quantity: '-1' }, 'quantity charges.negative'],
      ['a percentage of nothing', { type: 'fuel' }, 'parts charges.parts-missing'],
      ['another order’s charge', { type: 'fuel', parts: [crypto.randomUUID()] }, 'parts charges.parts-unknown'],
      ['a tax above all', { tax: '101' }, 'tax charges.too-large'],
      ['no time', { from: 'noon' }, 'from charges.not-a-moment'],
      ['an end first', { from: '2026-06-16T10:00', to: '2026-06-16T09:00' }, 'to charges.ends-before'],
      ['a long name', { description: 'x'.repeat(121) }, 'description charges.too-long'],
    ])('are refused with %s, by the field', async (_, typed, fault) => {
      expect(await faults(shop.add(await shop.order(), typed))).toEqual([fault]);
    });

    it('give back what is below nothing', async () => {
      const credit = await shop.add(await shop.order(), {
        type: 'toll',
        quantity: '3',
        rate: '-10,50',
        description: ' Goodwill  \u0000 ',
      });
      expect(credit).toMatchObject({ amount: -3150, description: 'Goodwill' });
    });

    it('keep what they rest on, by the clock of the shop', async () => {
      const [from, to] = ['2026-06-16T09:30', '2026-06-16T11:45'];
      const charge = await shop.add(await shop.order(), { type: 'toll', rate: '5', noted: 'Gate log 7', from, to });
      expect(charge.evidence).toMatchObject({
        noted: 'Gate log 7',
        from: '2026-06-16T14:30:00.000Z',
        to: '2026-06-16T16:45:00.000Z',
      });
      expect(charge.typed).toMatchObject({ from, to });
    });

    it('rest on files of their own order, and on no other file', async () => {
      const order = await shop.orderWith('gate-log.txt');
      const { files } = await shop.sheet(order);
      expect(files).toMatchObject([{ name: 'gate-log.txt' }]);
      const charge = await shop.add(order, { type: 'toll', rate: '5', files: [files[0]!.id] });
      expect(charge.evidence.files).toEqual(files);
      expect((await shop.shown(order))?.charges[0]?.evidence.files).toEqual(files);
      const other = await shop.orderWith('other.txt');
      expect(await faults(shop.add(other, { files: [files[0]!.id] }))).toEqual(['files charges.file-unknown']);
    });

    it('are of no order that is not there, and changed by nobody without the permission', async () => {
      expect(await refused(shop.add(crypto.randomUUID()))).toMatchObject({
        code: 'not-found',
        status: 404,
      });
      const order = await shop.order();
      expect(await refused(shop.sheet(order, shop.sarah))).toMatchObject({ status: 401 });
    });
  });

  describe('that a customer is asked about', () => {
    const approve = ({ id, hash }: { readonly id: string; readonly hash: string }) =>
      shop.sarah.portal.approvals.decide.mutate({ decisions: [{ approval: id, hash }], choice: 'approve' });
    const answer = async (order: string, choice: 'approve' | 'decline', more: object = {}, browser = shop.sarah) => {
      const [question] = (await shop.shown(order, browser))!.charges.flatMap((one) =>
        one.question ? [one.question] : [],
      );
      const decisions = [{ approval: question!.id, hash: question!.hash }];
      return browser.portal.approvals.decide.mutate({ decisions, choice, ...more });
    };

    it('[T-29] wait, count for nothing yet, and carry what an answer has to name', async () => {
      const order = await shop.order();
      const waiting = await shop.add(order);
      expect(waiting).toMatchObject({ standing: 'to-approve', amount: 10_125, why: 'type' });
      const seen = await shop.shown(order);
      expect(seen?.charges[0]?.question).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(seen?.totals).toMatchObject({ agreed: { net: 0 }, waiting: { net: 10_125 }, open: 1 });
    });

    it('[T-31] are approved for customer and staff alike, and stay so however often it is said', async () => {
      const order = await shop.order();
      await shop.add(order);
      const seen = (await shop.shown(order))!.charges[0]!.question!;
      await answer(order, 'approve');
      await approve(seen);
      expect((await shop.shown(order))?.charges[0]).toMatchObject({ standing: 'approved', question: null });
      const { charges, totals } = await shop.sheet(order);
      expect(charges[0]).toMatchObject({ standing: 'approved', decision: { by: 'Sarah' } });
      expect(totals.agreed.net).toBe(10_125);
    });

    it('[T-32] are rejected with a reason and what would be right; staff may take that', async () => {
      const order = await shop.order();
      const charge = await shop.add(order);
      const currency = 'USD';
      await answer(order, 'decline', { reason: 'It was two hours.', counter: { minor: 9000, currency } });
      const [rejected] = (await shop.sheet(order)).charges;
      expect(rejected).toMatchObject({
        standing: 'rejected',
        decision: { by: 'Sarah', reason: 'It was two hours.', counter: 9000 },
      });
      const taken = await shop.takeCounter(order, rejected!);
      expect(taken).toMatchObject({ version: 2, amount: 9000, standing: 'to-approve', changed: { cause: 'counter' } });
      expect(taken.past).toMatchObject([{ version: 1, amount: 10_125, decision: { approved: false, counter: 9000 } }]);
      expect(await refused(shop.takeCounter(order, taken))).toMatchObject({ code: 'charges.no-counter', status: 409 });
      expect(await refused(shop.takeCounter(order, charge))).toMatchObject({ code: 'charges.changed', status: 409 });
    });

    it('are asked again once they change after an answer, whatever they come to', async () => {
      const order = await shop.order();
      const charge = await shop.add(order);
      await answer(order, 'approve');
      await shop.set({ types, threshold: 1000 });
      const amended = await shop.amend(order, charge, { quantity: '1' });
      expect(amended).toMatchObject({ version: 2, amount: 4500, standing: 'to-approve', why: 'decided-before' });
      expect((await shop.shown(order))?.charges[0]?.changed).toEqual({ cause: 'amended', reason: 'Counted anew.' });
      await shop.set({ types, threshold: 0 });
    });

    it('are asked about as they are now: an answer to an earlier version is refused', async () => {
      const order = await shop.order();
      const charge = await shop.add(order);
      const { id, hash } = (await shop.shown(order))!.charges[0]!.question!;
      await shop.amend(order, charge, { quantity: '3' });
      expect(await refused(approve({ id, hash }))).toMatchObject({ status: 409 });
      expect((await shop.sheet(order)).charges[0]).toMatchObject({ version: 2, standing: 'to-approve' });
    });

    it('are not asked about at or below the threshold, which may be the customer’s own', async () => {
      const order = await shop.order();
      await shop.set({ types, threshold: 50 });
      expect(await shop.add(order, { quantity: '1' })).toMatchObject({
        standing: 'not-required',
        why: 'threshold',
        threshold: 5000,
      });
      await shop.setCustomer({ threshold: 40 });
      expect(await shop.add(order, { quantity: '1' })).toMatchObject({ standing: 'to-approve', threshold: 4000 });
      await shop.setCustomer({ threshold: null });
      await shop.set({ types, threshold: 0 });
    });

    it('end where they are withdrawn: nobody decides about them any more, and nobody amends them', async () => {
      const order = await shop.order();
      const charge = await shop.add(order);
      const { id, hash } = (await shop.shown(order))!.charges[0]!.question!;
      expect(await faults(shop.withdraw(order, charge, ' '))).toEqual(['reason charges.reason-missing']);
      const gone = await shop.withdraw(order, charge);
      expect(gone).toMatchObject({
        standing: 'withdrawn',
        question: null,
        withdrawn: { reason: 'It was the other lorry.' },
      });
      expect(await refused(approve({ id, hash }))).toMatchObject({ code: 'approval.void', status: 409 });
      expect(await refused(shop.amend(order, gone))).toMatchObject({ code: 'charges.withdrawn', status: 409 });
      expect((await shop.sheet(order)).totals.waiting.net).toBe(0);
    });

    it('are amended by who saw them as they are, and in something', async () => {
      const order = await shop.order();
      const charge = await shop.add(order);
      expect(await faults(shop.amend(order, charge))).toEqual([' charges.nothing-changed']);
      expect(await faults(shop.amend(order, charge, { quantity: '3', reason: '' }))).toEqual([
        'reason charges.reason-missing',
      ]);
      await shop.amend(order, charge, { quantity: '3' });
      expect(await refused(shop.amend(order, charge, { quantity: '4' }))).toMatchObject({
        code: 'charges.changed',
        status: 409,
      });
    });
  });

  it('[T-27] are for contacts who may see them, each for themselves, and for nobody else', async () => {
    const order = await shop.order();
    await shop.add(order, { type: 'toll', rate: '5' });
    expect((await shop.shown(order, shop.vera))?.charges).toHaveLength(1);
    expect(await refused(shop.shown(order, shop.carl))).toMatchObject({ code: 'right.missing', status: 403 });
    expect(await refused(shop.shown(order, shop.tom))).toMatchObject({ status: 404 });
  });

  it('are gone with their shop, and with nothing less', async () => {
    const { platform, shop: id } = shop.test;
    const order = await shop.order();
    await shop.add(order);
    await shop.owner.staff.plugins.switch.mutate({ plugin: 'charges', active: false });
    expect(await refused(shop.sheet(order))).toMatchObject({ status: 404 });
    await shop.owner.staff.plugins.switch.mutate({ plugin: 'charges', active: true });
    expect((await shop.sheet(order)).charges).toHaveLength(1);
    await platform.seed.erase(id);
    const text = 'select count(*)::int as left from px_charges.charge_version';
    expect((await platform.database.withTenant(id).run({ name: 'test.left', text, values: [] }))[0]).toEqual([
      { left: 0 },
    ]);
  });
});
