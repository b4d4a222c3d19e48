import {
  approval,
  issue,
  on,
  staff,
  type Approval,
  type CallContext,
  type Json,
  type OwnChange,
  type Question,
} from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { contentHash } from '../content/content.ts';
import { newId } from '../kernel/ids.ts';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  roundTripsOf,
  stores,
  tallyPlugin,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';
import { questionCalls, type Writing } from './asking.ts';

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };

/** What the plugin does at its hooks in a test, and what it heard. */
interface Ways {
  mayDecide?: 'refuse' | 'throw';
  meanwhile?: (() => Promise<unknown>) | undefined;
  readonly heard: { readonly event: string; readonly payload: unknown }[];
}

describe.each(stores)('approvals on %s', { timeout: 60_000 }, (store) => {
  let ways: Ways = { heard: [] };
  let work: (context: CallContext) => Promise<unknown> = async () => undefined;
  let test: TestPlatform;
  let cast: Cast;
  const tallies = tallyPlugin({
    api: { does: staff('orders.edit').mutation(z.strictObject({}), (_, context) => work(context)) },
    hooks: [
      on(approval.mayDecide, async () => {
        const { meanwhile } = ways;
        ways.meanwhile = undefined;
        await meanwhile?.();
        if (ways.mayDecide === 'throw') throw new Error('Out of order.');
        return ways.mayDecide === 'refuse' ? [issue('refuse', 'tallies.closed', '')] : [];
      }),
      on(approval.decided, (payload) => void ways.heard.push({ event: 'decided', payload })),
      on(approval.voided, (payload) => void ways.heard.push({ event: 'voided', payload })),
    ],
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), tallies], store, config: { workers: false } });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  afterEach(async () => {
    await test.platform.settle();
    ways = { heard: [] };
    await rightsOf(['order', 'approve', 'pay', 'charges']);
  });

  const run = async (text: string, ...values: unknown[]) =>
    (
      await test.platform.database
        .withTenant(test.shop)
        .run({ name: `test.approvals-${text.length}-${text.slice(0, 20)}`, text, values })
    )[0] as Record<string, unknown>[];
  const rightsOf = (rights: readonly string[]) =>
    run('update core.contact set rights = $2 where id = $1 returning id', cast.smith.contact, rights);
  const orderOf = async (browser: TestBrowser = cast.sarah) => {
    const sent = await browser.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    return { id: sent.orderId!, number: sent.number! };
  };
  const does = <T>(wanted: (context: CallContext) => Promise<T>): Promise<T> => {
    work = wanted;
    return pluginCaller<{ does: { input: object; output: unknown } }>(cast.owner.staff as never, 'tallies').mutate(
      'does' as never,
      {} as never,
    ) as Promise<T>;
  };
  const write = (...changes: Omit<OwnChange, 'action'>[]) =>
    does(({ data }) => data.write(changes.map((change) => ({ ...change, action: 'tallies.add' }))));
  const question = (more: Partial<Question> = {}): Question => ({
    subject: crypto.randomUUID(),
    version: 1,
    title: 'tallies.question',
    lines: [{ label: 'tallies.count', value: { type: 'money', minor: 1250, currency: 'EUR' } }],
    ...more,
  });
  /** Asks about a new order, or the given one, and answers the question as its customer sees it. */
  const ask = async (more: Partial<Question> = {}, order?: string) => {
    const id = order ?? (await orderOf()).id;
    const asked = question(more);
    await write({ order: id, asks: [asked], ...(asked.sight && { sight: asked.sight }) });
    const [row] = await run(`select id, hash from core.approval where subject = $1 and state = 'open'`, asked.subject);
    return { order: id, question: asked, named: { approval: String(row!['id']), hash: String(row!['hash']) } };
  };
  const hashOf = (one: Question) => does(async ({ approvals }) => approvals.hashOf(one));

  type Input = Parameters<TestBrowser['portal']['approvals']['decide']['mutate']>[0];
  const decide = (input: Input, browser = cast.sarah) => browser.portal.approvals.decide.mutate(input);
  const approve = (...decisions: Input['decisions']) => decide({ decisions, choice: 'approve' });
  const decline = (one: Input['decisions'][number], more: Partial<Input> = {}) =>
    decide({ decisions: [one], choice: 'decline', reason: 'Too much.', ...more });
  const opens = async (browser = cast.sarah) => (await browser.portal.approvals.open.query({})).rows;
  const ofOrder = (order: string) => cast.sarah.portal.approvals.ofOrder.query({ order });

  describe('a question', () => {
    it('stands with the customer whose order it is about, whole, and with nobody else', async () => {
      const { order, named, question: asked } = await ask();
      expect((await opens())[0]).toMatchObject({
        id: named.approval,
        hash: named.hash,
        order,
        state: 'open',
        subject: asked.subject,
        version: 1,
        title: 'tallies.question',
        lines: asked.lines,
        orderTitle: 'Paint',
        decided: null,
        voided: null,
      });
      expect((await opens(cast.tom)).map(({ id }) => id)).not.toContain(named.approval);
      expect(await cast.tom.portal.approvals.ofOrder.query({ order })).toEqual([]);
      expect(await ofOrder(order)).toHaveLength(1);
    });

    it('shows pictures, has points to confirm, and says where it is answered', async () => {
      const { id: order } = await orderOf();
      const pictures = [{ file: crypto.randomUUID(), sha256: 'ab'.repeat(32) }];
      const ticks = [{ id: 'spelling', label: 'tallies.count' }];
      const asked = question({ pictures, ticks, at: 'tally-one' });
      // Whose files they are is not the business of questions.
      const shop = { tenant: { id: test.shop }, hooks: { subscribers: () => [] } } as unknown as Writing['shop'];
      const writing: Writing = { plugin: 'tallies', shop, actor: { type: 'system', reason: 'tests' }, now: new Date() };
      await test.platform.database
        .withTenant(test.shop)
        .run(...questionCalls(newId, writing, [{ order, asks: [asked] }]));
      const hash = await hashOf(asked);
      expect(await ofOrder(order)).toMatchObject([{ pictures, ticks, at: 'tally-one', hash }]);
      const plain = await ask();
      expect(await ofOrder(plain.order)).toMatchObject([{ pictures: [], ticks: [], at: null }]);
    });

    it('is the same for the same bytes and points; what has none of them keeps the hash that it had before', async () => {
      const sha256 = 'ab'.repeat(32);
      const pictureOf = (hash: string) => [{ file: crypto.randomUUID(), sha256: hash }];
      const asked = question({ pictures: pictureOf(sha256), ticks: [{ id: 'spelling', label: 'tallies.count' }] });
      const hash = await hashOf(asked);
      expect(await hashOf({ ...asked, pictures: pictureOf(sha256), at: 'elsewhere' })).toBe(hash);
      for (const other of [{ pictures: pictureOf('cd'.repeat(32)) }, { pictures: [] }, { ticks: [] }])
        expect(await hashOf({ ...asked, ...other })).not.toBe(hash);
      const { title, lines } = asked;
      const before = contentHash({ title, values: {}, lines, counter: null } as unknown as Json);
      expect(await hashOf({ ...asked, pictures: [], ticks: [] })).toBe(before);
    });

    it('is told apart from others of its title by what one of its lines says, which is no part of what is agreed to', async () => {
      const place = { type: 'words', key: 'tallies.front' } as const;
      const lines = [{ label: 'tallies.place', value: place }];
      const { order, named, question: asked } = await ask({ lines, apart: 'tallies.place' });
      const { apart: _, ...plain } = asked;
      expect(named.hash).toBe(await hashOf(asked));
      expect(await hashOf(plain)).toBe(named.hash);
      expect(await ofOrder(order)).toMatchObject([{ title: 'tallies.question', apart: place }]);
      const { rows } = await cast.owner.staff.approvals.open.query({});
      expect(rows.find(({ id }) => id === named.approval)).toMatchObject({ apart: place });
      await approve(named);
      expect(await cast.owner.staff.approvals.record.query({ id: named.approval })).toMatchObject({
        question: { apart: place },
        isIntact: true,
      });
      expect(
        await run(
          `select data -> 'apart' as apart from core.timeline where order_id = $1 and type like 'approval.%'`,
          order,
        ),
      ).toEqual([{ apart: place }]);
      const audit = await cast.owner.staff.audit.list.query({ action: 'approvals.decide', subject: order });
      expect(audit.rows).toMatchObject([{ after: { question: { title: 'tallies.question', apart: place } } }]);
      const other = await ask({}, order);
      expect((await ofOrder(order)).find(({ id }) => id === other.named.approval)).toMatchObject({ apart: null });
    });

    it('is put into words that are made once for a call, however often a plugin asks for them', async () => {
      expect(await does(async ({ approvals }) => approvals.words() === approvals.words())).toBe(true);
    });

    it('is counted for the home, and listed newest first, page after page', async () => {
      const before = (await cast.sarah.portal.approvals.count.query({})).open;
      const { id } = await orderOf();
      await write({ order: id, asks: Array.from({ length: 60 }, () => question()) });
      expect((await cast.sarah.portal.approvals.count.query({})).open).toBe(Math.min(before + 60, 100));
      const first = await cast.sarah.portal.approvals.open.query({});
      const second = await cast.sarah.portal.approvals.open.query({ before: first.next });
      const ids = [...first.rows, ...second.rows].map((row) => row.id);
      expect(first.rows).toHaveLength(50);
      expect(ids).toEqual([...new Set(ids)].toSorted().toReversed());
      await write({
        order: id,
        voids: [...first.rows, ...second.rows].map(({ subject }) => ({ subject, reason: 'tallies.gone' })),
      });
    });

    it('waits in the shop’s list, the longest first, with its customer', async () => {
      const { named } = await ask();
      const { rows } = await cast.owner.staff.approvals.open.query({});
      expect(rows.find(({ id }) => id === named.approval)).toMatchObject({
        customer: { name: 'Smith & Sons' },
        state: 'open',
      });
      expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted());
    });

    it('that takes the place of an open or approved one voids it: what is asked is always one thing', async () => {
      const { order, named, question: asked } = await ask();
      await approve(named);
      const newer = await ask({ ...asked, version: 2, lines: [] }, order);
      expect(newer.named.hash).not.toBe(named.hash);
      const [second, first] = await ofOrder(order);
      expect(second).toMatchObject({ version: 2, state: 'open' });
      expect(first).toMatchObject({
        version: 1,
        state: 'void',
        decided: { decision: { choice: 'approve' } },
        voided: { reason: 'void.superseded' },
      });
      await test.platform.settle();
      expect(ways.heard.map(({ event }) => event)).toEqual(['decided', 'voided']);
    });

    it('that was declined stays declined beside the next one', async () => {
      const { order, named, question: asked } = await ask();
      await decline(named);
      await ask({ ...asked, version: 2 }, order);
      expect((await ofOrder(order)).map(({ state }) => state)).toEqual(['open', 'declined']);
    });

    it('is void with the reason of the plugin that takes it back', async () => {
      const { order, named, question: asked } = await ask();
      await write({ order, voids: [{ subject: asked.subject, reason: 'tallies.gone' }] });
      expect((await ofOrder(order))[0]).toMatchObject({ state: 'void', voided: { reason: 'tallies.gone' } });
      expect(await refusal(approve(named))).toMatchObject({ code: 'approval.void', status: 409 });
      await test.platform.settle();
      const payload = {
        approvalId: named.approval,
        orderId: order,
        plugin: 'tallies',
        subject: asked.subject,
        version: 1,
      };
      expect(ways.heard).toEqual([{ event: 'voided', payload }]);
    });

    it('is ended by what is written about its own order alone', async () => {
      const { order, question: asked } = await ask();
      const other = await orderOf();
      await write({ order: other.id, voids: [{ subject: asked.subject, reason: 'tallies.gone' }] });
      expect((await ofOrder(order))[0]).toMatchObject({ state: 'open' });
    });

    it('is taken back while it waits, where its plugin says so: with an answer the whole write is refused', async () => {
      const [waiting, answered] = [await ask(), await ask()];
      const taken = { reason: 'tallies.gone', only: 'open' } as const;
      await write({ order: waiting.order, voids: [{ ...taken, subject: waiting.question.subject }] });
      expect((await ofOrder(waiting.order))[0]).toMatchObject({ state: 'void' });
      await approve(answered.named);
      const { order, question: asked } = answered;
      const other = await ask({}, order);
      const voids = [asked, other.question].map(({ subject }) => ({ ...taken, subject }));
      expect(await refusal(write({ order, voids }))).toMatchObject({ code: 'plugin.stale', status: 409 });
      expect((await ofOrder(order)).map(({ state }) => state)).toEqual(['open', 'approved']);
    });

    it('comes with the write that asks it, or not at all', async () => {
      const { id } = await orderOf();
      const subject = crypto.randomUUID();
      const stale = { name: 'none', text: 'select id from px_tallies.tally where count < 0', values: [], expects: 1 };
      const change = { order: id, action: 'tallies.add', asks: [question({ subject })] };
      expect(await refusal(does(({ data }) => data.write([change], stale)))).toMatchObject({ code: 'plugin.stale' });
      expect(await run('select from core.approval where subject = $1', subject)).toEqual([]);
    });

    it('that nobody can be shown, or that is asked twice, is the plugin’s fault and is not asked', async () => {
      const { id } = await orderOf();
      const twice = question();
      const wild = question({
        lines: [{ label: 'tallies.count', value: { type: 'money', minor: 0.5, currency: 'EUR' } }],
      });
      for (const asks of [[wild], [twice, twice]])
        expect(await refusal(write({ order: id, asks }))).toMatchObject({ code: 'internal' });
      expect(await ofOrder(id)).toEqual([]);
    });

    it('is not there while its plugin is off', async () => {
      const { order, named } = await ask();
      const switched = (active: boolean) => cast.owner.staff.plugins.switch.mutate({ plugin: 'tallies', active });
      await switched(false);
      try {
        expect((await opens()).map(({ id }) => id)).not.toContain(named.approval);
        expect(await ofOrder(order)).toEqual([]);
        expect(await refusal(approve(named))).toMatchObject({ code: 'not-found' });
        expect(await cast.owner.staff.approvals.ofOrder.query({ order })).toEqual([]);
      } finally {
        await switched(true);
      }
      expect(await ofOrder(order)).toHaveLength(1);
    });
  });

  describe('who may see and answer', () => {
    it('[T-28] without the right that a question takes, it is like one that there never was', async () => {
      const { order, named } = await ask({ sight: 'charges' });
      expect(await ofOrder(order)).toHaveLength(1);
      await rightsOf(['order', 'approve']);
      expect((await opens()).map(({ id }) => id)).not.toContain(named.approval);
      expect(await ofOrder(order)).toEqual([]);
      const unknown = { approval: crypto.randomUUID(), hash: named.hash };
      expect(await refusal(approve(named))).toEqual(await refusal(approve(unknown)));
      expect(await refusal(approve(named))).toMatchObject({ code: 'not-found', status: 404 });
    });

    it('who may not approve sees what was asked, and answers nothing', async () => {
      const { order, named } = await ask();
      await rightsOf(['order', 'charges']);
      expect(await ofOrder(order)).toMatchObject([{ state: 'open', turn: 'others' }]);
      expect(await refusal(approve(named))).toMatchObject({ code: 'right.missing' });
      expect(await refusal(cast.sarah.portal.approvals.count.query({}))).toMatchObject({ code: 'right.missing' });
    });

    it('another customer, and somebody who has not signed in, find nothing', async () => {
      const { named } = await ask();
      const input: Input = { decisions: [named], choice: 'approve' };
      expect(await refusal(decide(input, cast.tom))).toMatchObject({ code: 'not-found' });
      expect(await refusal(decide(input, openBrowser(test.platform)))).toMatchObject({ code: 'sign-in.needed' });
    });

    it('an order that its customer does not see asks nothing of it', async () => {
      const { order, named } = await ask();
      await run('update core.orders set in_portal = false where id = $1 returning id', order);
      expect(await refusal(approve(named))).toMatchObject({ code: 'not-found' });
      expect(await ofOrder(order)).toEqual([]);
    });

    it('the plugin is told of its own questions as far as whoever calls may see them', async () => {
      const { order, named } = await ask({ sight: 'charges' });
      const toms = await ask({}, (await orderOf(cast.tom)).id);
      const all = ({ approvals }: CallContext) => approvals.ofOrders([order, toms.order, crypto.randomUUID()]);
      const ids = (found: readonly Approval[]) => found.map(({ id }) => id).toSorted();
      expect(ids(await does(all))).toEqual([named.approval, toms.named.approval].toSorted());
      expect(await does(({ approvals }) => approvals.ofOrders([]))).toEqual([]);
    });
  });

  describe('an answer', () => {
    it('[T-31] that approves is at once what the shop reads, with who and when', async () => {
      const { order, named } = await ask();
      const { decided } = await approve(named);
      expect(decided[0]).toMatchObject({ state: 'approved', decided: { by: { type: 'contact', name: 'Sarah' } } });
      const [shown] = await cast.owner.staff.approvals.ofOrder.query({ order });
      expect(shown).toMatchObject({
        id: named.approval,
        state: 'approved',
        decided: { decision: { choice: 'approve' } },
      });
      expect((await opens()).map(({ id }) => id)).not.toContain(named.approval);
    });

    it('[T-32] that rejects says why, and what would be right where that is asked', async () => {
      const { order, named } = await ask({ counter: { type: 'money', currency: 'EUR' } });
      expect(await refusal(decline(named, { reason: ' ' }))).toMatchObject({
        code: 'approval.reason-missing',
        status: 422,
      });
      const dollars = { minor: 900, currency: 'USD' };
      expect(await refusal(decline(named, { counter: dollars }))).toMatchObject({ code: 'approval.counter-unfit' });
      const decision = {
        choice: 'decline',
        reason: 'Half an hour.',
        counter: { minor: 900, currency: 'EUR' },
      } as const;
      await decide({ decisions: [named], ...decision });
      expect((await cast.owner.staff.approvals.ofOrder.query({ order }))[0]).toMatchObject({
        state: 'declined',
        decided: { decision },
      });
    });

    it('leaves history, audit and event, each once, and makes whatever rests on the order be judged anew', async () => {
      const { order, named, question: asked } = await ask();
      const touched = async () =>
        Number((await run('select touched from core.orders where id = $1', order))[0]!['touched']);
      const before = await touched();
      await approve(named);
      await approve(named);
      await test.platform.settle();
      const told = {
        approvalId: named.approval,
        orderId: order,
        plugin: 'tallies',
        subject: asked.subject,
        version: 1,
      };
      expect(ways.heard).toEqual([{ event: 'decided', payload: { ...told, choice: 'approve' } }]);
      expect(await touched()).toBe(before + 1);
      expect(
        await run(`select type, shown from core.timeline where order_id = $1 and type like 'approval.%'`, order),
      ).toEqual([{ type: 'approval.approved', shown: true }]);
      const { rows } = await cast.owner.staff.audit.list.query({ action: 'approvals.decide', subject: order });
      expect(rows).toMatchObject([{ by: { type: 'contact' }, after: { state: 'approved', hash: named.hash } }]);
    });

    it('tells nobody without the right that it was given: no line of history, no later date', async () => {
      const { id, number } = await orderOf();
      const { named } = await ask({ sight: 'charges' }, id);
      const page = async () => {
        await rightsOf(['order']);
        const shown = await cast.sarah.portal.orders.get.query({ number });
        await rightsOf(['order', 'approve', 'charges']);
        return shown;
      };
      const before = await page();
      await approve(named);
      expect(await page()).toEqual(before);
      expect((await cast.sarah.portal.orders.get.query({ number })).timeline[0]).toMatchObject({
        type: 'approval.approved',
      });
    });

    it('holds for exactly what was shown: a changed question is refused, and told as it is now', async () => {
      const { order, named, question: asked } = await ask();
      const wrong = { ...named, hash: 'f'.repeat(64) };
      expect(await refusal(approve(wrong))).toMatchObject({
        code: 'approval.changed',
        status: 409,
        details: { question: { id: named.approval, hash: named.hash } },
      });
      const newer = await ask({ ...asked, version: 2 }, order);
      expect(await refusal(approve(named))).toMatchObject({
        code: 'approval.changed',
        details: { question: { id: newer.named.approval, version: 2 } },
      });
      expect((await ofOrder(order))[0]).toMatchObject({ state: 'open' });
    });

    it('the same again is the first one, and another one is told who was first and when', async () => {
      const { named } = await ask();
      const first = await approve(named);
      expect(await approve(named)).toEqual(first);
      const late = await refusal(decline(named));
      expect(late).toMatchObject({ code: 'approval.decided', status: 409, params: { who: 'Sarah' } });
      expect(late.params['at']).toBe(first.decided[0]!.decided!.at);
    });

    it('with words that are kept nowhere is not the same again', async () => {
      const { order, named } = await ask();
      await approve(named);
      const correction = decide({ decisions: [named], choice: 'approve', reason: 'Smyth, with a y.' });
      expect(await refusal(correction)).toMatchObject({
        code: 'approval.decided',
        details: { question: { id: named.approval, state: 'approved' } },
      });
      expect((await ofOrder(order))[0]!.answers).toMatchObject([{ decision: { choice: 'approve' } }]);
    });

    it('with words is told of itself when it comes again', async () => {
      const { named } = await ask();
      const first = await decline(named);
      expect(await decline(named)).toEqual(first);
    });

    it.each(['refuse', 'throw'] as const)('is not taken where a plugin at its guard would %s', async (mayDecide) => {
      const { order, named } = await ask();
      ways.mayDecide = mayDecide;
      expect(await refusal(approve(named))).toMatchObject({
        code: 'approval.refused',
        status: 422,
        details: { question: { id: named.approval, state: 'open' } },
      });
      expect((await ofOrder(order))[0]).toMatchObject({ state: 'open' });
    });

    it('to several questions is taken one by one, and each that is not says why', async () => {
      const [one, two, gone] = [await ask(), await ask(), await ask()];
      await decline(two.named);
      await write({ order: gone.order, voids: [{ subject: gone.question.subject, reason: 'tallies.gone' }] });
      const unknown = { approval: crypto.randomUUID(), hash: one.named.hash };
      const { decided, refused } = await approve(one.named, two.named, gone.named, unknown, one.named);
      expect(decided.map(({ id }) => id)).toEqual([one.named.approval]);
      expect(refused).toMatchObject([
        { approval: two.named.approval, code: 'approval.decided', params: { who: 'Sarah' } },
        { approval: gone.named.approval, code: 'approval.void' },
        { approval: unknown.approval, code: 'not-found' },
      ]);
    });

    it('[P5] to many questions takes as many round trips as to one', async () => {
      const questions = [];
      for (let left = 6; left > 0; left -= 1) questions.push((await ask()).named);
      const [one, ...many] = questions;
      const alone = await roundTripsOf(test.platform.database, () => approve(one!));
      const together = await roundTripsOf(test.platform.database, () => approve(...many));
      expect(together).toBe(alone);
      const left = (await opens()).map(({ id }) => id);
      for (const { approval: id } of questions) expect(left).not.toContain(id);
    });

    describe('to what has points to confirm', () => {
      const ticks = [
        { id: 'spelling', label: 'tallies.count' },
        { id: 'size', label: 'tallies.question' },
      ];
      const confirm = (one: Input['decisions'][number], ...ticked: string[]) =>
        decide({ decisions: [one], choice: 'approve', ticked });

      it('is taken with all of them, and keeps which they were', async () => {
        const { named } = await ask({ ticks });
        const { decided } = await confirm(named, 'size', 'spelling', 'size');
        expect(decided[0]!.decided!.decision).toEqual({ choice: 'approve', ticked: ['size', 'spelling'] });
      });

      it('is refused without one of them, and told which is left', async () => {
        const { order, named } = await ask({ ticks });
        for (const ticked of [['size'], []])
          expect(await refusal(confirm(named, ...ticked))).toMatchObject({
            code: 'approval.ticks-missing',
            status: 422,
            params: { count: 2 - ticked.length },
            details: { question: { id: named.approval, ticks }, missing: ['spelling', ...(ticked[0] ? [] : ['size'])] },
          });
        expect(await ofOrder(order)).toMatchObject([{ state: 'open' }]);
      });

      it('is refused with a point that is not asked', async () => {
        const { named } = await ask({ ticks });
        const refused = await refusal(confirm(named, 'size', 'spelling', 'ink'));
        expect(refused).toMatchObject({ code: 'approval.ticks-unknown', status: 422 });
      });

      it('is refused among several, each by itself; the others are taken', async () => {
        const [one, other] = [await ask({ ticks }), await ask()];
        const { decided, refused } = await approve(one.named, other.named);
        expect(decided.map(({ id }) => id)).toEqual([other.named.approval]);
        expect(refused).toMatchObject([{ approval: one.named.approval, code: 'approval.ticks-missing' }]);
        const both: Input = { decisions: [one.named, other.named], choice: 'approve', ticked: ['size', 'spelling'] };
        expect(await refusal(decide(both))).toMatchObject({ code: 'input.malformed' });
      });

      it('and declines confirms none of them', async () => {
        const { named } = await ask({ ticks });
        const { decided } = await decline(named, { ticked: ['size'] });
        expect(decided[0]!.decided!.decision).toEqual({ choice: 'decline', reason: 'Too much.' });
      });
    });

    it('to nothing, or to more than fifty, is refused', async () => {
      const { named } = await ask();
      const many = Array.from({ length: 51 }, () => ({ ...named, approval: crypto.randomUUID() }));
      for (const decisions of [[], many])
        expect(await refusal(approve(...decisions))).toMatchObject({ code: 'input.malformed' });
    });

    it('of somebody who was erased keeps its decision, without a name', async () => {
      const { id } = await orderOf();
      const { named } = await ask({}, id);
      await approve(named);
      await run(
        `update core.approval set decided_by = jsonb_set(decided_by, '{id}', to_jsonb($2::text)) where id = $1 returning id`,
        named.approval,
        crypto.randomUUID(),
      );
      expect((await ofOrder(id))[0]).toMatchObject({ decided: { by: { type: 'contact', name: 'Erased person' } } });
    });
  });

  describe('races', () => {
    it('many who approve and decline at once leave one answer, and each of the others is told of it', async () => {
      const { order, named } = await ask();
      const answers = await Promise.allSettled(
        Array.from({ length: 24 }, (_, at) => (at % 2 === 0 ? approve(named) : decline(named))),
      );
      const [held] = await ofOrder(order);
      const winning = held!.state === 'approved' ? 0 : 1;
      answers.forEach((answer, at) => expect(answer.status).toBe(at % 2 === winning ? 'fulfilled' : 'rejected'));
      const told = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.decided : []));
      expect(new Set(told.map(({ decided }) => JSON.stringify(decided))).size).toBe(1);
      await test.platform.settle();
      expect(ways.heard).toHaveLength(1);
      expect(await run(`select from core.timeline where order_id = $1 and type like 'approval.%'`, order)).toHaveLength(
        1,
      );
    });

    it('what changes between judging and writing is not approved', async () => {
      const { order, named, question: asked } = await ask();
      ways.meanwhile = () => ask({ ...asked, version: 2 }, order);
      expect(await refusal(approve(named))).toMatchObject({
        code: 'approval.changed',
        details: { question: { version: 2 } },
      });
      expect((await ofOrder(order)).map(({ state, decided }) => [state, decided])).toEqual([
        ['open', null],
        ['void', null],
      ]);
    });

    it('answers and newer versions that meet at once leave one question that holds', async () => {
      const { order, named, question: asked } = await ask();
      await Promise.allSettled([
        ...Array.from({ length: 6 }, () => approve(named)),
        ...[2, 3, 4].map(() => write({ order, asks: [{ ...asked, version: 2 }] })),
      ]);
      const states = (await ofOrder(order)).map(({ state }) => state);
      expect(states.filter((state) => state !== 'void')).toEqual(['open']);
    });
  });
});
