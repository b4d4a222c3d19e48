import { intake, on, open, ownStatement, portal, staff, status, type CallContext } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  roundTripsOf,
  setUpFactor,
  stores,
  tallyPlugin,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

type Context = CallContext<unknown>;

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };
const Nothing = z.strictObject({});
const counts = ownStatement<object, { count: number }>('counts', 'select count from px_tallies.tally order by count');
const everyId = ownStatement<object, { id: string }>('counts', 'select id from px_tallies.tally order by id');
const add = ownStatement<{ order: string; count: number }>(
  'add',
  `insert into px_tallies.tally (tenant_id, id, order_id, count, hidden)
   values (nullif(current_setting('docket.tenant', true), '')::uuid, gen_random_uuid(), :order, :count, false)`,
);
const none = ownStatement<object, { id: string }>('none', 'select id from px_tallies.tally where count < 0', {
  expects: 1,
});

describe.each(stores)('what a plugin reaches on %s', { timeout: 60_000 }, (store) => {
  let work: (context: Context) => unknown = () => undefined;
  let follow: (context: Context) => unknown = () => undefined;
  let test: TestPlatform;
  let cast: Cast;
  let [mine, toms] = ['', ''];
  const does = (_: unknown, context: Context): Promise<unknown> => Promise.resolve(work(context));
  const tallies = tallyPlugin({
    api: {
      asStaff: staff('orders.edit').mutation(Nothing, does),
      looks: staff('orders.read').query(Nothing, does),
      asContact: portal().mutation(Nothing, does),
      asks: portal().query(Nothing, does),
      asAnybody: open.mutation(Nothing, does),
    },
    hooks: [
      on(status.mayMove, async (_, context) => (await work(context), [])),
      on(status.moved, async (_, context) => void (await work(context))),
      on(intake.revised, async (_, context) => void (await follow(context))),
    ],
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), tallies], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  const orderOf = async (browser: TestBrowser): Promise<string> =>
    (await browser.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content })).orderId!;
  beforeEach(async () => {
    [mine, toms] = [await orderOf(cast.sarah), await orderOf(cast.tom)];
  });
  afterEach(() => {
    work = follow = () => undefined;
  });

  const anybody = () => openBrowser(test.platform);
  const call = (
    door: 'portal' | 'staff',
    browser: TestBrowser,
    name: string,
    wanted: typeof work,
    type: 'mutate' | 'query' = 'mutate',
  ) => {
    work = wanted;
    const caller = pluginCaller<Record<string, never>>(browser[door] as never, 'tallies');
    return (caller[type] as unknown as (name: string, input: object) => Promise<unknown>)(name, {});
  };
  const asStaff = (wanted: typeof work) => call('staff', cast.owner, 'asStaff', wanted);
  const asContact = (wanted: typeof work, browser = cast.sarah) => call('portal', browser, 'asContact', wanted);
  const countsNow = () => asStaff(async ({ data }) => (await data.read(counts({})))[0].map(({ count }) => count));
  const tables = () => test.platform.database.withTenant(test.shop);
  const rowsOf = async (text: string, ...values: unknown[]) =>
    (await tables().run({ name: `test.${text.length}`, text, values }))[0] as Record<string, unknown>[];
  const clear = () =>
    asStaff(({ data }) => data.write([], { name: 'clear', text: 'delete from px_tallies.tally', values: [] }));

  describe('its own rows', () => {
    beforeEach(clear);

    it('are written and read in the same call, several statements at once', async () => {
      let read: unknown;
      const trips = await asStaff(async ({ data }) => {
        await data.write([], add({ order: mine, count: 3 }), add({ order: toms, count: 2 }));
        return roundTripsOf(test.platform.database, async () => {
          const [numbers, ids] = await data.read(counts({}), everyId({}));
          read = [numbers.map(({ count }) => count), ids.length];
        });
      });
      expect(read).toEqual([[2, 3], 2]);
      expect(trips).toBe(1);
    });

    it('are at hand in hooks, before a decision and after it', async () => {
      const seen: number[] = [];
      work = async ({ data, orders }) => {
        await data.write([], add({ order: mine, count: 9 }));
        seen.push((await data.read(counts({})))[0].length, (await orders.find([mine, toms])).size);
      };
      await cast.owner.staff.orders.move.mutate({ id: mine, to: 'doing' });
      await test.platform.settle();
      expect(seen).toEqual([1, 2, 2, 2]);
    });

    it('are another shop’s nowhere', async () => {
      await asStaff(({ data }) => data.write([], add({ order: mine, count: 3 })));
      const other = await test.platform.seed.shop({
        slug: `other-${store}`,
        name: 'Other',
        email: 'hello@other.test',
        timeZone: 'UTC',
        currency: 'EUR',
        locale: 'en',
        units: 'mm',
      });
      try {
        const there = openBrowser(test.platform, { base: `/s/other-${store}` });
        expect(await call('portal', there, 'asAnybody', async ({ data }) => (await data.read(counts({})))[0])).toEqual(
          [],
        );
      } finally {
        await test.platform.seed.erase(other);
      }
    });

    it('are kept whole or not at all: a statement that answers otherwise than it expects undoes all of them', async () => {
      const change = { order: mine, action: 'tallies.add', history: { type: 'tallies.counted', shown: true } };
      const refused = await refusal(
        asStaff(({ data }) => data.write([change], add({ order: mine, count: 3 }), none({}))),
      );
      expect(refused).toMatchObject({ code: 'plugin.stale', status: 409 });
      expect(await countsNow()).toEqual([]);
      expect(await rowsOf('select from core.audit where action like $1', 'tallies.%')).toEqual([]);
    });
  });

  describe('what is told of a write', () => {
    const told = { history: { type: 'tallies.counted', shown: true, data: { count: 4 } }, after: { count: 4 } };
    const page = async (browser: TestBrowser) => {
      const { rows } = await browser.portal.orders.list.query({ search: '' });
      return browser.portal.orders.get.query({ number: rows[0]!.number });
    };

    it('stands in the order’s history and in the audit, by whoever did it', async () => {
      await asStaff(({ data }) =>
        data.write([{ order: mine, action: 'tallies.add', ...told }], add({ order: mine, count: 4 })),
      );
      expect((await page(cast.sarah)).timeline[0]).toMatchObject({
        type: 'tallies.counted',
        by: { type: 'staff' },
        data: { count: 4 },
      });
      const { rows } = await cast.owner.staff.audit.list.query({ action: 'tallies.add', subject: mine });
      expect(rows).toMatchObject([{ subject_type: 'order', by: { type: 'staff' }, before: null, after: { count: 4 } }]);
    });

    it('makes whatever rests on the order be judged anew', async () => {
      const touched = async () => (await rowsOf('select touched, updated_at from core.orders where id = $1', mine))[0]!;
      const before = await touched();
      await asStaff(({ data }) => data.write([{ order: mine, action: 'tallies.add' }]));
      const after = await touched();
      expect(Number(after['touched'])).toBe(Number(before['touched']) + 1);
      expect(after['updated_at']).not.toEqual(before['updated_at']);
    });

    it('is seen by no contact without the right that it takes: no line, no hint, no later date', async () => {
      const rightsOf = (rights: readonly string[]) =>
        rowsOf('update core.contact set rights = $2 where id = $1 returning id', cast.smith.contact, rights);
      const since = async () =>
        (await (await cast.sarah.fetch('/live?since=')).json()) as { mark: string; hints: { id: string }[] };
      await rightsOf(['order']);
      await test.platform.settle();
      const [{ mark }, before] = [await since(), await page(cast.sarah)];
      await asStaff(({ data }) =>
        data.write([{ order: mine, action: 'tallies.add', sight: 'charges', ...told }], add({ order: mine, count: 4 })),
      );
      const heard = async () => {
        const answer = await cast.sarah.fetch(`/live?since=${mark}`);
        return ((await answer.json()) as { hints: { event: string; id: string }[] }).hints;
      };
      const [without, quiet] = [await page(cast.sarah), (await heard()).map(({ event }) => event)];
      expect(without).toEqual(before);
      const [line] = await rowsOf(
        'select id from core.audit where subject_id = $1 and action = $2',
        mine,
        'tallies.add',
      );
      expect(quiet).not.toContain(line!['id']);
      const all = await cast.owner.staff.orders.get.query({ number: without.order.number });
      expect(all.timeline[0]).toMatchObject({ type: 'tallies.counted', sight: 'charges' });
      await rightsOf(['order', 'charges']);
      expect((await page(cast.sarah)).timeline[0]).toMatchObject({ type: 'tallies.counted' });
      expect((await heard()).map(({ event }) => event)).toContain(line!['id']);
    });

    it('is of actions alone that the descriptor names', async () => {
      const wild = (context: Context): unknown => context.data.write([{ order: mine, action: 'tallies.burn' }]);
      expect(await refusal(asStaff(wild))).toMatchObject({ code: 'internal', status: 500 });
      expect(JSON.stringify(test.log)).toContain('tallies.burn');
    });
  });

  describe('orders', () => {
    const found = ({ orders }: Context) =>
      orders.find([mine, toms, crypto.randomUUID()]).then((map) => [...map.keys()]);

    it('are found by whoever may see them, in one round trip; a foreign one is absent like an unknown one', async () => {
      expect(await asStaff(found)).toHaveLength(2);
      expect(await asContact(found)).toEqual([mine]);
      expect(await call('portal', anybody(), 'asAnybody', found)).toEqual([]);
      let order: unknown;
      const trips = await asContact((context) =>
        roundTripsOf(test.platform.database, async () => {
          order = (await context.orders.find([mine])).get(mine);
        }),
      );
      expect(trips).toBe(1);
      expect(order).toMatchObject({
        kind: 'note',
        flow: 'notes',
        status: 'new',
        stage: 'received',
        final: false,
        version: 1,
        marks: {},
      });
      expect(order).toMatchObject({ customerId: cast.smith.id, content: { title: 'Paint' } });
    });

    it('that are not in the portal are no contact’s', async () => {
      await rowsOf('update core.orders set in_portal = false where id = $1 returning id', mine);
      expect(await asContact(found)).toEqual([]);
      expect(await asStaff(found)).toHaveLength(2);
    });

    it('are nobody’s who may not read them', async () => {
      const role = 'production';
      await cast.owner.staff.roles.save.mutate({ id: role, name: null, permissions: ['orders.edit'] });
      const person = { name: 'Pat', email: `pat-${store}@shop.test`, role, password: 'seven green lamps' } as const;
      const pat = openBrowser(test.platform);
      pat.take(
        await test.platform.seed.cookie(test.shop, {
          type: 'staff',
          id: await test.platform.seed.staff(test.shop, person),
        }),
      );
      expect(await call('staff', pat, 'asStaff', found)).toEqual([]);
    });

    it('that somebody may not see are written about like unknown ones', async () => {
      const about =
        (order: string) =>
        ({ data }: Context) =>
          data.write([{ order, action: 'tallies.add' }], add({ order, count: 1 }));
      for (const order of [toms, crypto.randomUUID()])
        expect(await refusal(asContact(about(order)))).toMatchObject({ code: 'not-found', status: 404 });
      expect(await refusal(call('portal', anybody(), 'asAnybody', about(mine)))).toMatchObject({ code: 'not-found' });
      expect(await asContact(about(mine))).toEqual([[]]);
    });

    it('that are written about are locked in the sequence of their ids, so that two writers take turns', async () => {
      await clear();
      const both =
        (turn: readonly string[]) =>
        ({ data }: Context) =>
          data.write(
            turn.map((order) => ({ order, action: 'tallies.add' })),
            add({ order: mine, count: 1 }),
          );
      const write = (turn: readonly string[]) => asStaff(both(turn));
      await Promise.all(Array.from({ length: 8 }, (_, at) => write(at % 2 === 0 ? [mine, toms] : [toms, mine])));
      expect(await countsNow()).toHaveLength(8);
    });
  });

  describe('a move by a plugin', () => {
    /** What the plugin answered when it was told that staff changed the order. */
    const moves = async (to: string, order = mine) => {
      const heard: unknown[] = [];
      follow = async ({ orders }) => void heard.push(await orders.move(order, to));
      const { number } = (await page()).order;
      await cast.owner.staff.orders.revise.mutate({ number, base: 1, content: { ...content, title: 'Paint it' } });
      await test.platform.settle();
      return heard;
    };
    const page = async () => {
      const { rows } = await cast.owner.staff.orders.list.query({ search: '' });
      return cast.owner.staff.orders.get.query({ number: rows.find(({ id }) => id === mine)!.number });
    };

    it('is one as staff make it, and told by the plugin’s title', async () => {
      expect(await moves('doing')).toEqual([true]);
      const { order, timeline } = await page();
      expect(order.status).toBe('doing');
      expect(timeline[0]).toMatchObject({ type: 'status', by: { type: 'system', name: 'Tallies' } });
      const { rows } = await cast.owner.staff.audit.list.query({ action: 'orders.move', subject: mine });
      expect(rows).toMatchObject([{ by: { type: 'system', name: 'Tallies', reason: 'It follows intake.revised.' } }]);
    });

    it('that is made already is not made again', async () => {
      await cast.owner.staff.orders.move.mutate({ id: mine, to: 'doing' });
      expect(await moves('doing')).toEqual([true]);
      expect((await page()).timeline.filter(({ type }) => type === 'status')).toHaveLength(1);
    });

    it('is not made where the pipeline does not lead', async () => {
      expect(await moves('done')).toEqual([false]);
      expect((await page()).order.status).toBe('new');
    });

    it('is not made where a plugin objects', async () => {
      work = () => Promise.reject(new Error('Out of order.'));
      expect(await moves('doing')).toEqual([false]);
      expect((await page()).order.status).toBe('new');
    });

    it('is none of an order that there is not', async () => {
      expect(await moves('doing', crypto.randomUUID())).toEqual([false]);
    });

    /** Somebody else writes about the order while the plugin's first moves are judged; answers how often it was judged. */
    const overtaken = (times: number) => {
      const judged = { count: 0 };
      work = async ({ data, actor }) => {
        if (actor.type !== 'system') return;
        judged.count += 1;
        if (judged.count <= times) await data.write([{ order: mine, action: 'tallies.add' }]);
      };
      return judged;
    };

    it('judges the order again when somebody was faster', async () => {
      const judged = overtaken(1);
      expect(await moves('doing')).toEqual([true]);
      expect((await page()).timeline.filter(({ type }) => type === 'status')).toHaveLength(1);
      // Twice before it, and once more when it is told of it.
      expect(judged.count).toBe(3);
    });

    it('is given up for now when somebody always is: its event comes again', async () => {
      const judged = overtaken(Infinity);
      const stale: unknown[] = [];
      follow = async ({ orders }) => void stale.push(await orders.move(mine, 'doing').catch((error: unknown) => error));
      const { number } = (await page()).order;
      await cast.owner.staff.orders.revise.mutate({ number, base: 1, content: { ...content, title: 'Paint it' } });
      await test.platform.settle();
      expect(stale).toMatchObject([{ code: 'order.stale' }]);
      expect(judged.count).toBe(5);
      expect((await page()).order.status).toBe('new');
    });

    it('is for events alone: whoever calls a procedure moves nothing', async () => {
      const wanted = ({ orders }: Context) => orders.move(mine, 'doing');
      const anyone = () => call('portal', anybody(), 'asAnybody', wanted);
      for (const moving of [() => asStaff(wanted), () => asContact(wanted), anyone])
        expect(await refusal(moving())).toMatchObject({ code: 'internal', status: 500 });
      expect((await page()).order.status).toBe('new');
    });
  });

  describe('whoever only looks', () => {
    const writes = ({ data }: Context) => data.write([], add({ order: mine, count: 1 }));
    beforeEach(clear);

    it('writes nothing in a preview, also where something is only asked', async () => {
      const { handover } = await cast.owner.staff.access.preview.mutate({ contact: cast.smith.contact });
      await cast.owner.portal.access.openPreview.mutate({ handover });
      const visitor = openBrowser(test.platform, { base: '/preview' });
      visitor.take(cast.owner.cookie());
      expect(await call('portal', visitor, 'asks', ({ data }) => data.read(counts({})), 'query')).toEqual([[]]);
      expect(await refusal(call('portal', visitor, 'asks', writes, 'query'))).toMatchObject({
        code: 'preview.read-only',
      });
      expect(await countsNow()).toEqual([]);
    });

    it('writes nothing as an operator in the shop', async () => {
      const password = 'eleven blue kettles';
      const link = await test.platform.operators.access.invite(
        { type: 'command' },
        { name: 'Ola Nord', email: 'ola@docket.test' },
        new Date(),
      );
      const ola = openBrowser(test.platform);
      await ola.operator.access.setPassword.mutate({ token: link.split('/').at(-1)!, password });
      await setUpFactor(ola, password, new Date());
      await ola.operator.shops.look.mutate({ slug: 'shop', reason: 'Ticket 7: a count is missing.' });
      const there = openBrowser(test.platform, { base: '/s/shop' });
      there.take(ola.cookie());
      expect(await call('staff', there, 'looks', ({ data }) => data.read(counts({})), 'query')).toEqual([[]]);
      expect(await refusal(call('staff', there, 'looks', writes, 'query'))).toMatchObject({ code: 'look.read-only' });
    });
  });
});
