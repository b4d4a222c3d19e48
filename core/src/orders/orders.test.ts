import { definePlugin, describePlugin, intake, issue, on, status, type Issue } from '@docket/sdk';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { statement } from '../kernel/statement.ts';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import { noteKind } from '../testing/note-plugin.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';
import { createOrders } from './orders.ts';
import { ordersByStatus, ordersByWords } from './store.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const input = (value: object): string => encodeURIComponent(JSON.stringify(value));

describe.each(stores)('orders on %s', (store) => {
  let objections: readonly Issue[] = [];
  let moved: string[] = [];
  let asked: object[] = [];
  let revised: object[] = [];
  let meanwhile: () => Promise<unknown> = async () => undefined;
  let test: TestPlatform;
  let cast: Cast;
  const gatekeeper = describePlugin({
    id: 'gatekeeper',
    version: '1.0.0',
    title: 'Gatekeeper',
    about: 'Objects to moves.',
    activation: 'on',
    server: async () => ({
      server: definePlugin({
        hooks: [
          // Its statuses have the names of the other kind's.
          on(intake.kinds, () => [{ ...noteKind, id: 'memo' }]),
          on(status.mayMove, async (move) => {
            asked.push(move);
            await meanwhile();
            return objections;
          }),
          on(intake.revised, (payload) => void revised.push(payload)),
          on(status.moved, ({ from, to }) => void moved.push(`${from} ${to}`)),
        ],
      }),
    }),
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), gatekeeper], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  afterEach(() => {
    [objections, moved, asked, revised] = [[], [], [], []];
    meanwhile = async () => undefined;
  });

  async function send(
    changed: Partial<typeof content> = {},
    browser = cast.sarah,
  ): Promise<{ number: number; id: string }> {
    const { id } = await browser.portal.requests.begin.mutate({ kind: 'note' });
    const { number, orderId } = await browser.portal.requests.submit.mutate({
      id,
      content: { ...content, ...changed },
    });
    return { number: number!, id: orderId! };
  }
  const page = (number: number) => cast.owner.staff.orders.get.query({ number });
  const revise = (number: number, base: number, typed: unknown, reason?: string) =>
    cast.owner.staff.orders.revise.mutate({ number, base, content: typed as never, reason });
  const edit = (number: number, base: number, part: string, form: object) =>
    cast.owner.staff.orders.edit.mutate({ number, base, part, form: form as never });

  describe('[G-29] a change by staff', () => {
    it('makes a new version of the whole, with what changed and why; the request stays as it was sent', async () => {
      const { number } = await send();
      expect(await revise(number, 1, { ...content, title: 'Paint the window' }, 'By telephone.')).toMatchObject({
        version: 2,
      });
      const { order, changes, timeline } = await page(number);
      expect(order).toMatchObject({ version: 2, title: 'Paint the window', request_submitted: content });
      expect(changes).toEqual([
        { path: 'title', label: 'note.title', before: 'Paint the door', after: 'Paint the window' },
      ]);
      expect(timeline[0]).toMatchObject({ type: 'revised', by: { type: 'staff' }, data: { version: 2 } });
    });

    it('is told once after it, with the version that the order has since', async () => {
      const { number, id } = await send();
      await revise(number, 1, { ...content, title: 'Paint the window' });
      await refusal(revise(number, 1, { ...content, title: 'Too late' }));
      await test.platform.settle();
      // Of orders of other tests events may still come.
      expect((revised as { orderId: string }[]).filter(({ orderId }) => orderId === id)).toEqual([
        { orderId: id, version: 2 },
      ]);
    });

    it('[abuse 69] on an old version is refused with the newer one', async () => {
      const { number } = await send();
      await revise(number, 1, { ...content, title: 'First' });
      const refused = await refusal(revise(number, 1, { ...content, title: 'Second' }));
      expect(refused).toMatchObject({
        code: 'order.stale',
        status: 409,
        details: { version: 2, content: { title: 'First' } },
      });
      expect((await page(number)).order.title).toBe('First');
    });

    it('is made once when ten make it at once', async () => {
      const { number } = await send();
      const tries = await Promise.allSettled(
        Array.from({ length: 10 }, (_, at) => revise(number, 1, { ...content, title: `T${at}` })),
      );
      expect(tries.filter(({ status: outcome }) => outcome === 'fulfilled')).toHaveLength(1);
      const { order, timeline } = await page(number);
      expect(order.version).toBe(2);
      expect(timeline.filter(({ type }) => type === 'revised')).toHaveLength(1);
    });

    it('passes the same validator as the customer’s', async () => {
      const { number } = await send();
      const refused = await refusal(revise(number, 1, { ...content, lines: [{ text: 'blue', count: 0 }] }));
      expect(refused).toMatchObject({ code: 'request.refused', details: { issues: [{ path: 'lines.0.count' }] } });
      expect((await page(number)).order.version).toBe(1);
    });

    it('of one part leaves the others', async () => {
      const { number } = await send();
      await edit(number, 1, 'what', { title: 'New title', lines: [] });
      expect((await page(number)).order.content).toEqual({ ...content, title: 'New title' });
      expect(await refusal(edit(number, 2, 'nothing', {}))).toMatchObject({ code: 'not-found' });
    });

    it('keeps the order to be found by number, title and words', async () => {
      const { number } = await send();
      await edit(number, 1, 'what', { title: 'Zebra crossing' });
      for (const search of ['zebra', 'blue', String(number)]) {
        const { rows } = await cast.owner.staff.orders.list.query({ search: `${search} ${number}` });
        expect(rows.map((row) => row.number)).toEqual([number]);
      }
    });

    it('needs the permission to edit', async () => {
      const { number } = await send();
      const { seed } = test.platform;
      const staff = await seed.staff(test.shop, {
        name: 'Kim',
        email: `kim-${number}@shop.test`,
        role: 'production',
        password: 'nine grey lamps',
      });
      const production = openBrowser(test.platform);
      production.take(await seed.cookie(test.shop, { type: 'staff', id: staff }));
      expect(
        await production.staff.orders.edit.mutate({ number, base: 1, part: 'what', form: { title: 'x' } }),
      ).toMatchObject({ version: 2 });
      expect(await refusal(production.staff.plugins.list.query({}))).toMatchObject({
        code: 'right.missing',
        status: 403,
      });
      for (const browser of [cast.sarah, openBrowser(test.platform)])
        expect(
          await refusal(browser.staff.orders.edit.mutate({ number, base: 2, part: 'what', form: {} })),
        ).toMatchObject({ code: 'sign-in.needed' });
    });
  });

  describe('[G-31] a move', () => {
    it('is told once, noted in the history, and seen by the customer', async () => {
      const { number, id } = await send();
      await cast.owner.staff.orders.move.mutate({ id, to: 'doing' });
      await test.platform.settle();
      expect(moved).toEqual(['new doing']);
      expect((await page(number)).moves).toEqual(['done', 'new', 'off']);
      const { order, timeline } = await cast.sarah.portal.orders.get.query({ number });
      expect(order.stage).toBe('producing');
      expect(timeline[0]).toMatchObject({ type: 'status', data: { stage: 'producing', tone: 'working' } });
    });

    it.each(['done', 'new', 'nowhere', ''])('from "new" to "%s" is not possible', async (to) => {
      const { id, number } = await send();
      expect(await refusal(cast.owner.staff.orders.move.mutate({ id, to }))).toMatchObject({
        code: 'status.not-possible',
        status: 422,
        params: { from: 'new', to },
      });
      expect((await page(number)).order.status).toBe('new');
    });

    it('is refused with the reason of the plugin that objects, and only by what refuses', async () => {
      const { number, id } = await send();
      objections = [issue('refuse', 'gatekeeper.unpaid', '', { amount: '12' }, 'staff')];
      const refused = await refusal(cast.owner.staff.orders.move.mutate({ id, to: 'doing' }));
      expect(refused).toMatchObject({
        code: 'status.not-possible',
        details: { issues: [{ code: 'gatekeeper.unpaid', params: { amount: '12' } }] },
      });
      expect((await page(number)).order.status).toBe('new');
      objections = [issue('warn', 'gatekeeper.late', '')];
      expect(await cast.owner.staff.orders.move.mutate({ id, to: 'doing' })).toMatchObject({
        issues: [{ code: 'gatekeeper.late' }],
      });
    });

    it('is judged by plugins with the stages that it leads from and to', async () => {
      const { id } = await send();
      await cast.owner.staff.orders.move.mutate({ id, to: 'doing' });
      const stages = { from: 'received', to: 'producing' };
      expect(asked).toEqual([{ orderId: id, kind: 'note', from: 'new', to: 'doing', stages, facts: [] }]);
    });

    it('is not made of an order that was changed after plugins judged it', async () => {
      const { id, number } = await send();
      meanwhile = () => revise(number, 1, { ...content, title: 'Paint the window' });
      expect(await refusal(cast.owner.staff.orders.move.mutate({ id, to: 'doing' }))).toMatchObject({
        code: 'order.stale',
        status: 409,
      });
      const { order, timeline } = await page(number);
      expect(order).toMatchObject({ status: 'new', version: 2 });
      expect(timeline.map(({ type }) => type)).toEqual(['revised', 'requested']);
    });

    it('is judged anew, and made, where a plugin noted something about the order meanwhile', async () => {
      const { id } = await send();
      let times = 0;
      meanwhile = async () => {
        times += 1;
        if (times > 1) return;
        const text = 'update core.orders set touched = touched + 1 where id = $1';
        await test.platform.database.withTenant(test.shop).run({ name: 'touch', text, values: [id] });
      };
      await cast.owner.staff.orders.move.mutate({ id, to: 'doing' });
      expect(times).toBe(2);
    });

    it('is made once when ten make it at once', async () => {
      const { id, number } = await send();
      const tries = await Promise.allSettled(
        Array.from({ length: 10 }, () => cast.owner.staff.orders.move.mutate({ id, to: 'doing' })),
      );
      expect(tries.filter(({ status: outcome }) => outcome === 'fulfilled')).toHaveLength(1);
      expect((await page(number)).timeline.filter(({ type }) => type === 'status')).toHaveLength(1);
    });

    it('of no order is not there', async () => {
      expect(
        await refusal(cast.owner.staff.orders.move.mutate({ id: crypto.randomUUID(), to: 'doing' })),
      ).toMatchObject({ code: 'not-found' });
    });
  });

  describe('somebody else’s order', () => {
    const ask = (browser: TestBrowser, number: number) =>
      browser.fetch(`/trpc/portal/orders.get?input=${input({ number })}`);

    it('[G-43] [abuse 32] answers byte for byte like one that there is not', async () => {
      const { number } = await send();
      const [foreign, unknown] = [await ask(cast.tom, number), await ask(cast.tom, 9_000_000)];
      expect(foreign.status).toBe(404);
      expect(await foreign.text()).toBe(await unknown.text());
      expect([...foreign.headers]).toEqual([...unknown.headers]);
      expect((await cast.tom.portal.orders.list.query({})).rows).toEqual([]);
    });

    it('[G-43] [abuse 51] of another shop is not there, whatever id or number is asked for', async () => {
      const { number, id } = await send();
      const { seed } = test.platform;
      const other = await seed.shop({
        slug: 'other',
        name: 'Other',
        timeZone: 'UTC',
        currency: 'EUR',
        locale: 'en',
        units: 'mm',
      });
      const staff = await seed.staff(other, {
        name: 'Olga',
        email: 'olga@other.test',
        role: 'owner',
        password: 'nine grey lamps',
      });
      const there = openBrowser(test.platform, { base: '/s/other' });
      there.take(await seed.cookie(other, { type: 'staff', id: staff }));
      for (const refused of await Promise.all(
        [
          there.staff.orders.get.query({ number }),
          there.staff.orders.move.mutate({ id, to: 'doing' }),
          there.staff.orders.edit.mutate({ number, base: 1, part: 'what', form: {} }),
          there.staff.orders.revise.mutate({ number, base: 1, content }),
        ].map(refusal),
      ))
        expect(refused).toMatchObject({ code: 'not-found', status: 404 });
      expect((await there.staff.orders.list.query({})).rows).toEqual([]);
      expect((await there.staff.orders.list.query({ search: String(number) })).rows).toEqual([]);
      expect(
        (await there.staff.orders.board.query({ cards: 5 })).every(
          ({ count, orders }) => count === 0 && orders.length === 0,
        ),
      ).toBe(true);
      await seed.erase(other);
    });
  });

  it('shows a customer neither what staff may do nor what only they may know', async () => {
    const { number } = await send();
    await edit(number, 1, 'what', { title: 'Changed' });
    const shown = await cast.sarah.portal.orders.get.query({ number });
    expect(shown.order.title).toBe('Changed');
    expect(JSON.stringify(shown)).not.toMatch(/moves|parts|changes|request_|identity|"status"|Paint the door|Robin/);
  });

  describe('a search', () => {
    it.each([
      ['100% cotton', '100%', 'x 1000 cotton'],
      ['under_score', 'r_s', 'underrscore'],
      [String.raw`back\slash`, String.raw`k\s`, 'backslash'],
      ["it's", "'s", 'its'],
    ])('for a part of %j takes its signs as they are', async (title, search, decoy) => {
      const { number } = await send({ title });
      await send({ title: decoy });
      const { rows } = await cast.owner.staff.orders.list.query({ search });
      expect(rows.map((row) => row.number)).toEqual([number]);
    });

    it('finds what holds all the words, in any case and sequence', async () => {
      const { number } = await send({ title: 'Spring Gala', lines: [{ text: 'green', count: 1 }] });
      const found = async (search: string) =>
        (await cast.owner.staff.orders.list.query({ search })).rows.map((row) => row.number);
      expect(await found('GREEN  gala')).toEqual([number]);
      expect(await found('gala purple')).toEqual([]);
    });

    it('[abuse 14] refuses text that no database keeps', async () => {
      for (const search of ['a\0b', '\ud83d'])
        expect(await refusal(cast.owner.staff.orders.list.query({ search }))).toMatchObject({
          code: 'input.malformed',
          details: [{ path: 'search' }],
        });
    });
  });

  it('counts its board by kind and status, newest first', async () => {
    const before = await cast.owner.staff.orders.board.query({ cards: 2 });
    const first = await send();
    const second = await send();
    await cast.owner.staff.orders.move.mutate({ id: first.id, to: 'doing' });
    const after = await cast.owner.staff.orders.board.query({ cards: 2 });
    const columns = ['note', 'memo'].flatMap((kind) =>
      ['new', 'doing', 'done', 'off'].map((id) => [kind, id, `status.${kind}.${id}`]),
    );
    expect(after.map(({ kind, id, label }) => [kind, id, label])).toEqual(columns);
    expect(after.map(({ count }, at) => count - before[at]!.count)).toEqual([1, 1, 0, 0, 0, 0, 0, 0]);
    expect(after.slice(4).map(({ count, orders }) => [count, orders])).toEqual([
      [0, []],
      [0, []],
      [0, []],
      [0, []],
    ]);
    expect(after[0]!.orders).toHaveLength(2);
    expect(after[0]!.orders[0]!.number).toBe(second.number);
    expect(after[1]!.orders[0]!.number).toBe(first.number);
  });

  describe('pages', () => {
    const all = Array.from({ length: 57 }, (_, at) => 5000 + at);
    let tables: ReturnType<TestPlatform['platform']['database']['withTenant']>;
    const insertOrders = statement<{ like: string; tenant: string; from: number; ids: readonly string[] }>(
      'test.insert-orders',
      (place) => sql`with asked as (
          insert into core.request (tenant_id, id, intent, kind, door, flow, state, content, kind_version)
          select ${place('tenant')}, i.id, 'create', 'note', 'portal', 'notes', 'accepted', '{}', 1
          from unnest(${place('ids')}::uuid[]) i(id) returning tenant_id, id
        )
        insert into core.orders (tenant_id, id, number, kind, flow, door, request_id, customer_id, in_portal, status, title, quantity, search, version)
        select tenant_id, id, ${place('from')}::bigint + row_number() over (order by id) - 1, 'note', 'notes', 'portal', id, ${place('like')}, true,
          'paged', 'Paged', 1, 'paged', 1 from asked`,
    );

    beforeAll(async () => {
      tables = test.platform.database.withTenant(test.shop);
      const customer = await test.platform.seed.customer(test.shop, {
        name: 'Paged',
        contacts: [{ name: 'P', email: 'p@paged.test' }],
      });
      const ids = all.map(() => newId(new Date()));
      await tables.run(insertOrders({ like: customer.id, tenant: test.shop, from: all[0]!, ids }));
      paged = openBrowser(test.platform);
      paged.take(await test.platform.seed.cookie(test.shop, { type: 'contact', id: customer.contacts[0]! }));
    });
    let paged: TestBrowser;

    /** Every page from the first to the last, one after the other. */
    async function walk(
      read: (before: number) => Promise<{ rows: readonly { number: number }[]; next: number | null }>,
    ) {
      const seen: number[] = [];
      for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
        const { rows, next }: Awaited<ReturnType<typeof read>> = await read(before);
        seen.push(...rows.map(({ number }) => number));
        before = next;
      }
      return seen;
    }

    it('show every order once, the newest first, whatever the size of a page', async () => {
      const { page: pageOf } = createOrders({ database: test.platform.database, newId, wake: () => undefined });
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.boolean(), async (size, byWords) => {
          const seen = await walk(async (before) => {
            const query = byWords
              ? ordersByWords({ words: ['%paged%'], before, limit: size + 1 })
              : ordersByStatus({ status: 'paged', before, limit: size + 1 });
            const [rows] = await tables.run(query);
            return pageOf(rows, size);
          });
          expect(seen).toEqual(all.toReversed());
        }),
        { numRuns: 15 },
      );
    });

    it('go on without gap or repeat while new orders come in', async () => {
      const first = await cast.owner.staff.orders.list.query({ status: 'paged' });
      expect(first.rows).toHaveLength(50);
      await send();
      const second = await cast.owner.staff.orders.list.query({ status: 'paged', before: first.next! });
      expect([...first.rows, ...second.rows].map((row) => row.number)).toEqual(all.toReversed());
      expect(second.next).toBeNull();
    });

    it('of a customer hold the own orders, and cost one round trip each', async () => {
      expect(await walk((before) => paged.portal.orders.list.query({ before }))).toEqual(all.toReversed());
      const { database } = test.platform;
      const trips = async (work: () => Promise<unknown>): Promise<number> => {
        const counts: number[] = [];
        for (let round = 0; round < 5; round += 1) {
          const before = database.roundTrips();
          await work();
          counts.push(database.roundTrips() - before);
        }
        // What runs in the background now and then adds one.
        return Math.min(...counts);
      };
      const { number } = await send();
      await test.platform.settle();
      expect(await trips(() => paged.portal.orders.list.query({}))).toBe(1);
      expect(await trips(() => cast.sarah.portal.orders.get.query({ number }))).toBe(1);
      expect(await trips(() => page(number))).toBe(1);
    });

    it('[abuse 46] refuse a place that no page begins at', async () => {
      for (const before of [0, -1, 1.5])
        expect(await refusal(paged.portal.orders.list.query({ before }))).toMatchObject({ code: 'input.malformed' });
    });
  });
});
