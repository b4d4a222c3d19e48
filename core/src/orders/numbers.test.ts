import { definePlugin, describePlugin, intake, on, status, type Pipeline } from '@docket/sdk';
import { orderLabel, type OrderNumber } from '@docket/sdk/order-label';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  openBrowser,
  openTestPlatform,
  roundTripsOf,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';
import { noteKind } from '../testing/note-plugin.ts';

const content = { title: 'Two pallets', lines: [{ text: 'tiles', count: 2 }], files: [] };

const pipeline: Pipeline = {
  initial: 'quote',
  statuses: [
    { id: 'quote', stage: 'received', tone: 'review', numberedAs: 'Q' },
    { id: 'expired', stage: 'stopped', tone: 'problem', final: true, numberedAs: 'Q' },
    { id: 'to-plan', stage: 'received', tone: 'review' },
    { id: 'planned', stage: 'producing', tone: 'working' },
    { id: 'done', stage: 'done', tone: 'done', final: true },
  ],
  moves: { quote: ['to-plan', 'expired'], 'to-plan': ['planned', 'quote'], planned: ['done', 'to-plan'] },
};

describe.each(stores)('numbers of orders on %s', (store) => {
  let initial: string | undefined;
  let test: TestPlatform;
  let cast: Cast;
  const carrier = describePlugin({
    id: 'carrier',
    version: '1.0.0',
    title: 'Carrier',
    about: 'Takes quotes.',
    activation: 'on',
    server: async () => ({
      server: definePlugin({
        hooks: [
          on(intake.kinds, () => [{ ...noteKind, id: 'load', pipeline }]),
          on(status.initial, () => (initial === undefined ? undefined : { status: initial, reason: 'Asked for.' })),
        ],
      }),
    }),
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [carrier], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  afterEach(() => {
    initial = undefined;
  });

  /** Sends one; `label` is what the sender is told. */
  async function send(browser = cast.sarah): Promise<{ id: string; number: number; label: string }> {
    const { id } = await browser.portal.requests.begin.mutate({ kind: 'load' });
    const { orderId, number, prefix } = await browser.portal.requests.submit.mutate({ id, content });
    return { id: orderId!, number: number!, label: orderLabel({ prefix: prefix!, number: number! }) };
  }
  const move = (id: string, to: string) => cast.owner.staff.orders.move.mutate({ id, to });
  const page = (number: number) => cast.owner.staff.orders.get.query({ number });
  const labels = (rows: readonly OrderNumber[]): string[] => rows.map(orderLabel);
  const listed = async (input: { quotes?: boolean; status?: string; search?: string } = {}) =>
    labels((await cast.owner.staff.orders.list.query(input)).rows);
  const ownList = async (search = '', browser = cast.sarah) =>
    labels((await browser.portal.orders.list.query({ search })).rows);

  it('[T-09] a request that comes in as a quote stays one, with its number, until somebody processes it', async () => {
    const { number, label } = await send();
    expect(label).toBe(`Q-${number}`);
    await cast.owner.staff.orders.edit.mutate({ number, base: 1, part: 'what', form: { title: 'Three pallets' } });
    await test.platform.settle();
    expect((await page(number)).order).toMatchObject({ status: 'quote', prefix: 'Q', number, version: 2, former: [] });
  });

  it('[T-10] its customer finds it by its number among all orders', async () => {
    const quote = await send();
    initial = 'to-plan';
    const order = await send();
    expect((await ownList()).slice(0, 2)).toEqual([order.label, quote.label]);
    expect((await cast.sarah.portal.orders.get.query({ number: quote.number })).order).toMatchObject({
      prefix: 'Q',
      number: quote.number,
    });
  });

  it('[T-11] the shop finds a quote among quotes and not among orders, and an order the other way', async () => {
    const quote = await send();
    initial = 'to-plan';
    const order = await send();
    const [quotes, orders] = [await listed({ quotes: true }), await listed()];
    expect([quotes.includes(quote.label), quotes.includes(order.label)]).toEqual([true, false]);
    expect([orders.includes(quote.label), orders.includes(order.label)]).toEqual([false, true]);
    expect(await listed({ status: 'quote' })).toContain(quote.label);
  });

  it('[T-11] a quote that ended as one stays among quotes, with its number', async () => {
    const { id, label, number } = await send();
    expect(orderLabel(await move(id, 'expired'))).toBe(label);
    expect(await listed({ quotes: true })).toContain(label);
    expect((await page(number)).order.former).toEqual([]);
  });

  it('[T-11] where nobody offers quotes any more, they stand among all', async () => {
    const { label } = await send();
    const { switch: switchTo } = cast.owner.staff.plugins;
    await switchTo.mutate({ plugin: 'carrier', active: false });
    expect(await listed()).toContain(label);
    await switchTo.mutate({ plugin: 'carrier', active: true });
    expect(await listed()).not.toContain(label);
  });

  describe('[T-12] taking a quote on', () => {
    it('gives the order a new number of the shop, and the quote’s to nobody else', async () => {
      const quote = await send();
      const taken = await move(quote.id, 'to-plan');
      expect(taken).toMatchObject({ prefix: '', number: quote.number + 1 });
      expect((await send()).number).toBe(quote.number + 2);
      expect(await listed()).toContain(String(taken.number));
      expect(await listed({ quotes: true })).not.toContain(quote.label);
    });

    it('leaves it to be found by both numbers, by staff and its customer, also after a change', async () => {
      const quote = await send();
      const { number } = await move(quote.id, 'to-plan');
      await cast.owner.staff.orders.edit.mutate({ number, base: 1, part: 'what', form: { title: 'Renamed' } });
      for (const search of [quote.label, String(quote.number), String(number)]) {
        expect(await listed({ search: `${search} renamed` })).toEqual([String(number)]);
        expect(await ownList(`${search} renamed`)).toEqual([String(number)]);
        expect(await ownList(search, cast.tom)).toEqual([]);
      }
    });

    it('leads from the quote’s number to the order, with its history and files', async () => {
      const quote = await send();
      const { number } = await move(quote.id, 'to-plan');
      const former = [{ prefix: 'Q', number: quote.number }];
      const shown = await page(quote.number);
      expect(shown).toEqual(await page(number));
      expect(shown.order).toMatchObject({ number, prefix: '', former });
      const own = await cast.sarah.portal.orders.get.query({ number: quote.number });
      expect(own).toEqual(await cast.sarah.portal.orders.get.query({ number }));
      expect(own.order).toMatchObject({ number, prefix: '', former });
    });

    it('is told to staff and customer in the history, although the stage stays', async () => {
      const quote = await send();
      const { number } = await move(quote.id, 'to-plan');
      const numbers = { was: { prefix: 'Q', number: quote.number }, now: { prefix: '', number } };
      expect((await page(number)).timeline[0]!.data).toEqual({ from: 'quote', to: 'to-plan', ...numbers });
      const { timeline } = await cast.sarah.portal.orders.get.query({ number });
      expect(timeline[0]!.data).toEqual({ stage: 'received', tone: 'review', ...numbers });
    });

    it('stands in the audit with both numbers', async () => {
      const quote = await send();
      const { number } = await move(quote.id, 'to-plan');
      const { rows } = await cast.owner.staff.audit.list.query({ subject: quote.id });
      expect(rows[0]).toMatchObject({
        subject_name: String(number),
        before: { status: 'quote', number: quote.label },
        after: { status: 'to-plan', number: String(number) },
      });
    });

    it('is made once when ten take it on at once, while others send', async () => {
      const quote = await send();
      const [tries, sent] = await Promise.all([
        Promise.allSettled(Array.from({ length: 10 }, () => move(quote.id, 'to-plan'))),
        Promise.all(Array.from({ length: 5 }, () => send())),
      ]);
      const [taken, ...others] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : []));
      expect(others).toEqual([]);
      const { order } = await page(quote.number);
      expect(order).toMatchObject({ number: taken, former: [{ number: quote.number }] });
      expect(new Set([quote.number, taken, ...sent.map(({ number }) => number)]).size).toBe(7);
    });

    it('costs no more round trips than any other move, and a former number none', async () => {
      const { database } = test.platform;
      const trips = async (work: () => Promise<unknown>): Promise<number> => {
        await test.platform.settle();
        return roundTripsOf(database, work);
      };
      const [quote, order] = [await send(), await send()];
      await move(order.id, 'to-plan');
      const plain = await trips(() => move(order.id, 'planned'));
      expect(await trips(() => move(quote.id, 'to-plan'))).toBeLessThanOrEqual(plain);
      expect(await trips(() => cast.sarah.portal.orders.get.query({ number: quote.number }))).toBe(1);
      expect(await trips(() => page(quote.number))).toBe(1);
    });
  });

  it('[T-13] an order that is to be planned at once keeps its number to the end, through every move and change', async () => {
    initial = 'to-plan';
    const { id, number, label } = await send();
    expect(label).toBe(String(number));
    for (const [at, to] of ['planned', 'to-plan', 'planned', 'done'].entries()) {
      const form = { title: `Change ${at}` };
      await cast.owner.staff.orders.edit.mutate({ number, base: at + 1, part: 'what', form });
      expect(await move(id, to)).toMatchObject({ number, prefix: '' });
    }
    expect((await page(number)).order).toMatchObject({ number, status: 'done', former: [] });
  });

  it('a receipt asked for again names the order by its present number', async () => {
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'load' });
    const first = await cast.sarah.portal.requests.submit.mutate({ id, content });
    expect(await cast.sarah.portal.requests.submit.mutate({ id })).toEqual(first);
    const { number } = await move(first.orderId!, 'to-plan');
    expect(await cast.sarah.portal.requests.submit.mutate({ id })).toEqual({ ...first, number, prefix: '' });
    expect(await cast.sarah.portal.requests.open.query({ id })).toMatchObject({ number, prefix: '' });
  });

  it('[T-12] whoever sent it is erased, and it is still found by both numbers', async () => {
    const { seed } = test.platform;
    const people = { name: 'Zoe’s', contacts: [{ name: 'Zoe Quill', email: 'zoe@quill.test' }] };
    const { id: customer, contacts } = await seed.customer(test.shop, people);
    const zoe = openBrowser(test.platform);
    zoe.take(await seed.cookie(test.shop, { type: 'contact', id: contacts[0]! }));
    const [quote, open] = [await send(zoe), await send(zoe)];
    const { number } = await move(quote.id, 'to-plan');
    const { privacy } = cast.owner.staff;
    expect(await refusal(privacy.eraseCustomer.mutate({ id: customer, name: people.name }))).toMatchObject({
      details: { holds: [{ values: { count: 2, numbers: `${open.label}, ${number}` } }] },
    });
    await move(open.id, 'expired');
    for (const to of ['planned', 'done']) await move(quote.id, to);
    await privacy.eraseContact.mutate({ customer, id: contacts[0]!, name: 'Zoe Quill' });
    expect(await listed({ search: 'tiles' })).not.toContain(String(number));
    for (const search of [quote.label, String(number)]) expect(await listed({ search })).toEqual([String(number)]);
  });

  describe('somebody else’s former number', () => {
    const answer = async (browser: TestBrowser, number: number) => {
      const got = await browser.fetch(
        `/trpc/portal/orders.get?input=${encodeURIComponent(JSON.stringify({ number }))}`,
      );
      return [got.status, await got.text(), [...got.headers]];
    };

    it('[G-43] [abuse 32] answers byte for byte like one that there is not', async () => {
      const { id, number } = await send();
      await move(id, 'to-plan');
      expect(await answer(cast.tom, number)).toEqual(await answer(cast.tom, 9_000_000));
    });

    it('[G-43] [abuse 51] of another shop is not there, by number or search', async () => {
      const quote = await send();
      await move(quote.id, 'to-plan');
      const { seed } = test.platform;
      const face = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;
      const other = await seed.shop({ slug: 'other', name: 'Other', ...face });
      const olga = { name: 'Olga', email: 'olga@other.test', role: 'owner', password: 'nine grey lamps' } as const;
      const there = openBrowser(test.platform, { base: '/s/other' });
      there.take(await seed.cookie(other, { type: 'staff', id: await seed.staff(other, olga) }));
      expect(await refusal(there.staff.orders.get.query({ number: quote.number }))).toMatchObject({
        code: 'not-found',
      });
      expect((await there.staff.orders.list.query({ search: quote.label })).rows).toEqual([]);
      await seed.erase(other);
    });
  });

  it('[T-12] no number is ever given twice, and every number ever shown finds its order, whatever is moved and sent', async () => {
    const steps = fc.array(fc.record({ at: fc.nat(), go: fc.nat(), asQuote: fc.boolean() }), {
      minLength: 5,
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (chosen) => {
        const shown = new Map<string, string>();
        const show = (id: string, label: string): void => {
          expect(shown.get(label) ?? id).toBe(id);
          shown.set(label, id);
        };
        const orders: { id: string; at: string }[] = [];
        for (const { at, go, asQuote } of chosen) {
          const order = orders[at % (orders.length + 1)];
          if (!order) {
            initial = asQuote ? 'quote' : 'to-plan';
            const { id, label } = await send();
            orders.push({ id, at: initial });
            show(id, label);
            continue;
          }
          const moves = pipeline.moves[order.at] ?? [];
          const to = moves[go % moves.length];
          if (to === undefined) continue;
          show(order.id, orderLabel(await move(order.id, to)));
          order.at = to;
        }
        const numbers = [...shown.keys()].map((label) => Number(label.replace('Q-', '')));
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const [label, id] of shown) {
          expect((await page(Number(label.replace('Q-', '')))).order.id).toBe(id);
          const { rows } = await cast.owner.staff.orders.list.query({ search: label });
          expect(rows.map((row) => row.id)).toContain(id);
        }
      }),
      { numRuns: 6 },
    );
  });
});
