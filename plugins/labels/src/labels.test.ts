import { openBrowser, stores } from '@docket/core/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isSscc } from './rules/sscc.ts';
import { goods, openLabelShop, transport, type LabelShop, type Made } from './shop.fixture.ts';
import { bars, printed, square, textsOf } from './testing/reading.fixture.ts';

describe.each(stores)('labels on %s', (store) => {
  let shop: LabelShop;
  beforeAll(async () => void (shop = await openLabelShop(store)), 120_000);
  afterAll(() => shop.close());
  afterEach(async () => {
    await shop.set({});
    await shop.setTransport({});
    await shop.importing(false);
  });

  const pdf = async (made: Pick<Made, 'id'>, more: Parameters<LabelShop['file']>[1] = {}) => {
    const answer = await shop.file(made, more);
    expect(answer.status).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const numbersOf = async (made: Made) => (await shop.printing(made)).labels.map(({ number }) => number);

  /** Waits until the history says that so many labels hold no more. */
  const ended = (made: Made, count: number) =>
    vi.waitFor(async () => {
      const { timeline } = await shop.owner.staff.orders.get.query({ number: made.number });
      expect(timeline).toContainEqual(expect.objectContaining({ type: 'labels.voided', shown: true, data: { count } }));
    }, 10_000);

  describe('numbers', () => {
    it('[T-64] are given when the order is created, one to each package', async () => {
      const made = await shop.order();
      const issued = { type: 'labels.issued', shown: false, data: { count: 3 } };
      await vi.waitFor(async () => {
        const { timeline } = await shop.owner.staff.orders.get.query({ number: made.number });
        expect(timeline).toContainEqual(expect.objectContaining(issued));
      }, 10_000);
      const numbers = await shop.numbers(made);
      expect(new Set(numbers).size).toBe(3);
      for (const number of numbers) expect(number).toMatch(new RegExp(`^${made.number}-\\d+$`));
    });

    it('are SSCCs under the shop’s company prefix once it has one', async () => {
      await shop.set({ companyPrefix: '0614141' });
      const numbers = await shop.numbers(await shop.order());
      for (const number of numbers) expect([isSscc(number), number.slice(1, 8)]).toEqual([true, '0614141']);
    });

    it('stay with packages that stay when staff change the order, and end with those that are gone', async () => {
      const made = await shop.order(transport(goods(2, 2)));
      const before = await shop.numbers(made);
      await shop.revise(made, goods(3, 1));
      const after = await shop.numbers(made);
      expect(after).toHaveLength(4);
      expect([after[0], after[1], after[3]]).toEqual([before[0], before[1], before[2]]);
      expect(before).not.toContain(after[2]);
      expect((await shop.file(made, { query: `&number=${before[3]}` })).status).toBe(404);
    });

    it('stay with packages that stay when the customer changes the order', async () => {
      await shop.importing({ createAutomatically: true, updates: true, applyChanges: true });
      const made = await shop.order();
      const before = await shop.numbers(made);
      const { id } = await shop.sarah.portal.changes.begin.mutate({ order: made.id });
      const { content } = await shop.sarah.portal.requests.open.query({ id });
      await shop.sarah.portal.requests.submit.mutate({ id, content: { ...(content as object), ...goods(4) } });
      await vi.waitFor(async () => expect(await shop.numbers(made)).toHaveLength(4), { timeout: 10_000 });
      expect((await shop.numbers(made)).slice(0, 3)).toEqual(before);
    });

    it('end with the order, and never come again when it goes on after all', async () => {
      const made = await shop.order();
      const before = await shop.numbers(made);
      await shop.move(made, 'cancelled');
      await ended(made, 3);
      await shop.move(made, 'to-plan');
      for (const number of await shop.numbers(made)) expect(before).not.toContain(number);
    });

    it('end when the customer cancels', async () => {
      await shop.importing({ createAutomatically: true, applyCancellations: true });
      const made = await shop.order();
      await shop.numbers(made);
      await shop.sarah.portal.changes.cancel.mutate({ order: made.id, reason: 'No longer needed.' });
      await ended(made, 3);
      expect(await shop.labels(made)).toMatchObject({ standing: 'cancelled' });
    });

    it('are given once, however many ask at once', async () => {
      const made = await shop.order(transport(goods(20)));
      await Promise.all(Array.from({ length: 6 }, () => pdf(made)));
      const numbers = await numbersOf(made);
      expect(new Set(numbers).size).toBe(20);
      await pdf(made);
      expect(await numbersOf(made)).toEqual(numbers);
    });
  });

  describe('the file', () => {
    it('[T-64] is there for the customer once the order is', async () => {
      const made = await shop.order();
      const texts = await textsOf(await pdf(made));
      const numbers = await shop.numbers(made);
      expect(texts).toHaveLength(3);
      for (const [at, text] of texts.entries())
        for (const part of [numbers[at]!, `${at + 1} of 3`, 'BuildMart', 'The Shop', `Order ${made.number}`])
          expect(text).toContain(part);
      expect((await shop.file(made)).headers.get('content-disposition')).toContain(
        `attachment; filename="Labels ${made.number}.pdf"`,
      );
      expect((await shop.file(made, { query: '&show=1' })).headers.get('content-disposition')).toContain('inline');
    });

    it('leads a scanner to the order’s page, at this label', async () => {
      const made = await shop.order();
      const page = await printed(await pdf(made));
      const [first] = await shop.numbers(made);
      expect(bars(page)).toBe(first);
      expect(square(page)).toBe(`http://shop.test/admin/orders/${made.number}#label-${first}`);
    });

    it('holds one label where one is asked for', async () => {
      const made = await shop.order();
      const [, second] = await shop.numbers(made);
      const texts = await textsOf(await pdf(made, { query: `&number=${second}` }));
      expect(texts).toHaveLength(1);
      expect(texts[0]).toContain('2 of 3');
    });

    it('[T-63] says DRAFT while the order is a quote, without numbers, and spends none on it', async () => {
      await shop.setTransport({ initialStatus: 'quote' });
      const made = await shop.order();
      const texts = await textsOf(await pdf(made));
      expect(texts).toHaveLength(3);
      for (const text of texts) expect(text).toMatch(/DRAFT/);
      expect(await shop.printing(made)).toMatchObject({ standing: 'draft', labels: [] });
      expect((await shop.file(made)).headers.get('content-disposition')).toContain('Draft labels Q-');
    });

    it('[T-64] loses the word with the number of an order, once the quote is accepted', async () => {
      await shop.setTransport({ initialStatus: 'quote' });
      const quote = await shop.order();
      await shop.move(quote, 'to-plan');
      const { rows } = await shop.owner.staff.orders.list.query({});
      const made = { id: quote.id, number: rows.find(({ id }) => id === quote.id)!.number };
      const [first] = await shop.numbers(made);
      expect(first).toMatch(new RegExp(`^${made.number}-`));
      expect((await textsOf(await pdf(made)))[0]).not.toContain('DRAFT');
    });

    it('is refused with the reason once the order is cancelled', async () => {
      const made = await shop.order();
      await shop.move(made, 'cancelled');
      const answer = await shop.file(made);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ code: 'labels.cancelled' });
    });

    it('is none, rather than some, of more packages than labels are made for', async () => {
      const made = await shop.order(transport(goods(501)));
      expect(await (await shop.file(made)).json()).toMatchObject({ code: 'labels.many' });
      expect(await shop.labels(made)).toMatchObject({ standing: 'many', most: 500 });
    });

    it('is nobody’s but the customer’s and the staff’s who may print', async () => {
      const made = await shop.order();
      expect((await shop.file(made, { browser: shop.tom })).status).toBe(404);
      expect((await shop.file(made, { browser: openBrowser(shop.test.platform) })).status).toBe(401);
      expect((await shop.file(made, { browser: shop.sarah, name: 'staff-labels.pdf' })).status).toBe(401);
      expect((await shop.file(made, { browser: shop.owner, name: 'staff-labels.pdf' })).status).toBe(200);
      expect(await shop.labels(made, shop.tom)).toBeNull();
    });
  });

  describe('printing', () => {
    it('is recorded with who and when, and what was printed before', async () => {
      const made = await shop.order();
      const [first] = await shop.numbers(made);
      expect(await shop.print(made, first)).toEqual({ count: 1 });
      expect(await shop.print(made)).toEqual({ count: 3 });
      const { labels } = await shop.printing(made);
      expect(labels.map(({ printedAt }) => printedAt)).toEqual(Array(3).fill('2026-06-16T15:00:00.000Z'));
      const { timeline } = await shop.owner.staff.orders.get.query({ number: made.number });
      expect(timeline.filter(({ type }) => type === 'labels.printed')).toHaveLength(2);
    });

    it('finds nothing to print of what is cancelled', async () => {
      const made = await shop.order();
      await shop.move(made, 'cancelled');
      expect(await shop.print(made)).toEqual({ count: 0 });
    });
  });

  describe('after sending', () => {
    const sentOf = async () => shop.sent({ id: (await shop.send()).orderId! });

    it('prints by itself where the shop wants it, and not unless it does', async () => {
      expect(await sentOf()).toMatchObject({ autoprint: false, standing: 'valid', packages: 3 });
      await shop.set({ autoprint: true });
      expect(await sentOf()).toMatchObject({ autoprint: true });
    });

    it('prints no quote by itself', async () => {
      await shop.set({ autoprint: true });
      await shop.setTransport({ initialStatus: 'quote' });
      expect(await sentOf()).toMatchObject({ autoprint: false, standing: 'draft' });
    });

    it('[T-63] never prints by itself in the import flow, also where orders are created at once', async () => {
      await shop.set({ autoprint: true });
      await shop.importing({ createAutomatically: true });
      expect(await sentOf()).toMatchObject({ autoprint: false, standing: 'valid' });
    });

    it('[T-63] [T-64] is nothing to print while it waits; once approved the customer downloads it', async () => {
      await shop.set({ autoprint: true });
      await shop.importing({ createAutomatically: false });
      const { requestId, orderId } = await shop.send();
      expect(orderId).toBeNull();
      const { number } = await shop.owner.staff.requests.release.mutate({ id: requestId });
      const { order } = await shop.owner.staff.orders.get.query({ number: number! });
      expect(await textsOf(await pdf({ id: order.id }))).toHaveLength(3);
    });

    it('[T-65] prints by itself again once the flow is switched off', async () => {
      await shop.set({ autoprint: true });
      await shop.importing({ creation: true, createAutomatically: true });
      expect(await sentOf()).toMatchObject({ autoprint: false });
      await shop.importing({ creation: false, createAutomatically: true });
      expect(await sentOf()).toMatchObject({ autoprint: true });
      await shop.importing(false);
      expect(await sentOf()).toMatchObject({ autoprint: true });
    });
  });
});
