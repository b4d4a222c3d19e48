import { createHash } from 'node:crypto';
import {
  approval,
  issue,
  on,
  portal,
  staff,
  type Approval,
  type CallContext,
  type OwnChange,
  type Question,
  type RecordedAnswer,
} from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import { untilWaiting } from '../testing/until-waiting.ts';
import {
  justBefore,
  notePlugin,
  openBrowser,
  openTestPlatform,
  roundTripsOf,
  stores,
  tallyPlugin,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

type Work = (context: CallContext) => Promise<unknown>;
const Nothing = z.strictObject({});
const names = ['ann', 'bob', 'cy'] as const;
const gave = (name: string) => ({ name, isMissing: false });
const owes = (name: string) => ({ name, isMissing: true });
type Name = (typeof names)[number];

describe.each(stores)('answers of several people, on %s', { timeout: 60_000 }, (store) => {
  const heard: unknown[] = [];
  let refuses = false;
  let meanwhile: (() => Promise<unknown>) | undefined;
  let work: Work = async () => undefined;
  let test: TestPlatform;
  let cast: Cast;
  let customer: string;
  const people = new Map<Name | 'eve', { readonly id: string; readonly browser: TestBrowser }>();
  const does = (_: unknown, context: CallContext): Promise<unknown> => work(context);
  const tallies = tallyPlugin({
    api: { asStaff: staff('orders.edit').mutation(Nothing, does), asContact: portal().mutation(Nothing, does) },
    hooks: [
      on(approval.mayDecide, async () => {
        const happens = meanwhile;
        meanwhile = undefined;
        await happens?.();
        return refuses ? [issue('refuse', 'tallies.closed', '')] : [];
      }),
      on(approval.decided, (payload) => void heard.push(payload)),
    ],
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), tallies], store, config: { workers: false } });
    cast = await openCast(test);
    const { seed } = test.platform;
    const all = [...names, 'eve'] as const;
    const made = await seed.customer(test.shop, {
      name: 'Bigger & Co',
      contacts: all.map((name) => ({ name, email: `${name}@bigger.test`, rights: ['order', 'approve'] })),
    });
    customer = made.id;
    for (const [at, name] of all.entries()) {
      const id = made.contacts[at]!;
      const browser = openBrowser(test.platform);
      browser.take(await seed.cookie(test.shop, { type: 'contact', id }));
      people.set(name, { id, browser });
    }
  }, 120_000);
  afterAll(() => test.close());
  afterEach(async () => {
    await test.platform.settle();
    heard.length = 0;
    refuses = false;
    await run(`update core.contact set removed_at = null, rights = '{order,approve}' where customer_id = $1`, customer);
  });

  const run = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> => {
    const name = `test.${createHash('sha256').update(text).digest('hex').slice(0, 30)}`;
    const [rows] = await test.platform.database.withTenant(test.shop).run({ name, text, values });
    return rows as Record<string, unknown>[];
  };
  const idOf = (name: Name | 'eve'): string => people.get(name)!.id;
  const browserOf = (name: Name | 'eve'): TestBrowser => people.get(name)!.browser;
  const callOf = <T>(browser: TestBrowser, door: 'portal' | 'staff', wanted: (context: CallContext) => Promise<T>) => {
    work = wanted;
    const caller = pluginCaller<Record<string, never>>(browser[door] as never, 'tallies');
    const name = door === 'staff' ? 'asStaff' : 'asContact';
    return (caller.mutate as unknown as (name: string, input: object) => Promise<T>)(name, {});
  };
  const asStaff = <T>(wanted: (context: CallContext) => Promise<T>) => callOf(cast.owner, 'staff', wanted);
  const write = (change: Omit<OwnChange, 'action'>) =>
    asStaff(({ data }) => data.write([{ ...change, action: 'tallies.add' }]));

  interface Asked {
    readonly order: string;
    readonly number: number;
    readonly subject: string;
    readonly named: { readonly approval: string; readonly hash: string };
  }
  const orderOf = async (browser = browserOf('ann')) => {
    const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };
    const sent = await browser.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    return { order: sent.orderId!, number: sent.number! };
  };
  const questionTo = (rule: 'any' | 'all', to: readonly (Name | 'eve')[], more: Partial<Question> = {}): Question => ({
    subject: crypto.randomUUID(),
    version: 1,
    title: 'tallies.question',
    lines: [],
    ...(to.length > 0 && { approvers: { rule, contacts: to.map(idOf) } }),
    ...more,
  });
  const ask = async (rule: 'any' | 'all', to: readonly Name[], more: Partial<Question> = {}): Promise<Asked> => {
    const at = await orderOf();
    const question = questionTo(rule, to, more);
    await write({ order: at.order, asks: [question] });
    const [row] = await run('select id, hash from core.approval where subject = $1', question.subject);
    const named = { approval: String(row!['id']), hash: String(row!['hash']) };
    return { ...at, subject: question.subject, named };
  };
  type Input = Parameters<TestBrowser['portal']['approvals']['decide']['mutate']>[0];
  const answer = (name: Name | 'eve', { named }: Asked, choice: Input['choice'] = 'approve') =>
    browserOf(name).portal.approvals.decide.mutate({
      decisions: [named],
      choice,
      ...(choice !== 'approve' && { reason: 'No.' }),
    });
  const seenBy = async (name: Name | 'eve', { order }: Asked) =>
    (await browserOf(name).portal.approvals.ofOrder.query({ order }))[0]!;
  const seenByStaff = async ({ order }: Asked) => (await cast.owner.staff.approvals.ofOrder.query({ order }))[0]!;
  const waitsFor = async (name: Name | 'eve', { named }: Asked) =>
    (await browserOf(name).portal.approvals.open.query({})).rows.some(({ id }) => id === named.approval);
  /** Somebody who may answer and has ordered nothing, so that nothing holds them. */
  const passerBy = async (name: string) => {
    const person = { customer, name, email: `${name.toLowerCase()}@bigger.test`, rights: ['approve'] as const };
    const { id } = await cast.owner.staff.customers.addContact.mutate({ ...person, rights: [...person.rights] });
    const browser = openBrowser(test.platform);
    browser.take(await test.platform.seed.cookie(test.shop, { type: 'contact', id }));
    return {
      answer: ({ named }: Asked) => browser.portal.approvals.decide.mutate({ decisions: [named], choice: 'approve' }),
      erase: () => cast.owner.staff.privacy.eraseContact.mutate({ customer, id, name }),
    };
  };
  const sentFrom = ({ named }: Asked) =>
    run('select address, device from core.approval_answer where approval_id = $1', named.approval);
  const countOf = async (name: Name | 'eve') => (await browserOf(name).portal.approvals.count.query({})).open;
  const history = ({ order }: Asked) =>
    run(`select type, data from core.timeline where order_id = $1 and type like 'approval.%' order by id`, order);

  describe('a question to all of them', () => {
    it('is approved with the last approval, told once; each before is a line of history of its own', async () => {
      const asked = await ask('all', ['ann', 'bob']);
      const { decided } = await answer('ann', asked);
      expect(decided).toMatchObject([
        {
          state: 'open',
          turn: 'given',
          decided: null,
          approvers: { rule: 'all', people: [gave('ann'), { ...owes('bob'), id: null }] },
        },
      ]);
      await test.platform.settle();
      expect(heard).toEqual([]);
      expect(await answer('bob', asked)).toMatchObject({
        decided: [{ state: 'approved', approvers: { people: [gave('ann'), gave('bob')] } }],
      });
      await test.platform.settle();
      expect(heard).toMatchObject([{ approvalId: asked.named.approval, choice: 'approve' }]);
      expect(await history(asked)).toMatchObject([
        { type: 'approval.agreed', data: { left: 1, choice: 'approve' } },
        { type: 'approval.approved', data: { choice: 'approve' } },
      ]);
      const { rows } = await cast.owner.staff.audit.list.query({ action: 'approvals.decide', subject: asked.order });
      expect(rows.map(({ after }) => (after as { state: string }).state).toSorted()).toEqual(['approved', 'open']);
    });

    it('waits for whoever has not answered, and for nobody else: not in the list or the count of the others', async () => {
      const before = await Promise.all(names.map(countOf));
      const asked = await ask('all', ['ann', 'bob']);
      await answer('ann', asked);
      expect(await Promise.all(names.map((name) => waitsFor(name, asked)))).toEqual([false, true, false]);
      expect(await Promise.all(names.map(countOf))).toEqual([before[0], before[1]! + 1, before[2]]);
      expect(await Promise.all(names.map(async (name) => (await seenBy(name, asked)).turn))).toEqual([
        'given',
        'yours',
        'others',
      ]);
      expect(await seenByStaff(asked)).toMatchObject({
        state: 'open',
        turn: null,
        approvers: { people: [gave('ann'), { ...owes('bob'), id: idOf('bob') }] },
      });
      await answer('bob', asked);
    });

    it('is declined by the first who declines, whatever others said before', async () => {
      const asked = await ask('all', ['ann', 'bob']);
      await answer('ann', asked);
      await answer('bob', asked, 'decline');
      expect(await seenByStaff(asked)).toMatchObject({
        state: 'declined',
        decided: { by: { name: 'bob' } },
        answers: [{ by: { name: 'ann' } }, { by: { name: 'bob' }, decision: { choice: 'decline' } }],
      });
    });

    it('takes the same answer of somebody once, and lets nobody change theirs', async () => {
      const asked = await ask('all', ['ann', 'bob']);
      const first = await answer('ann', asked);
      expect(await answer('ann', asked)).toEqual(first);
      expect(await refusal(answer('ann', asked, 'decline'))).toMatchObject({
        code: 'approval.decided',
        params: { who: 'ann', at: first.decided[0]!.answers[0]!.at },
      });
      expect((await seenByStaff(asked)).answers).toHaveLength(1);
      await answer('bob', asked);
    });

    it('is not completed by the removal of somebody who has not answered', async () => {
      const asked = await ask('all', ['ann', 'bob']);
      await answer('ann', asked);
      await run('update core.contact set removed_at = now() where id = $1', idOf('bob'));
      expect(await seenByStaff(asked)).toMatchObject({
        state: 'open',
        approvers: { people: [gave('ann'), owes('bob')] },
      });
      await run('update core.contact set removed_at = null where id = $1', idOf('bob'));
      browserOf('bob').take(await test.platform.seed.cookie(test.shop, { type: 'contact', id: idOf('bob') }));
      expect(await answer('bob', asked)).toMatchObject({ decided: [{ state: 'approved' }] });
    });

    it('asks plugins about every answer', async () => {
      const asked = await ask('all', ['ann', 'bob']);
      refuses = true;
      expect(await refusal(answer('ann', asked))).toMatchObject({ code: 'approval.refused' });
      refuses = false;
      await answer('ann', asked);
      refuses = true;
      expect(await refusal(answer('bob', asked))).toMatchObject({ code: 'approval.refused' });
      expect((await seenByStaff(asked)).answers).toHaveLength(1);
    });

    it('is answered by nobody who has given their place away in the same moment', async () => {
      const asked = await ask('all', ['ann', 'bob']);
      const { approval: id } = asked.named;
      meanwhile = () => browserOf('ann').portal.approvals.forward.mutate({ approval: id, to: { contact: idOf('cy') } });
      expect(await refusal(answer('ann', asked))).toMatchObject({
        code: 'approval.not-named',
        params: { who: 'cy, bob' },
      });
      expect(await seenByStaff(asked)).toMatchObject({
        state: 'open',
        answers: [],
        approvers: { people: [owes('cy'), owes('bob')] },
      });
    });

    it('that all of them approve at once is decided once, by the last', async () => {
      for (let round = 0; round < 6; round += 1) {
        const asked = await ask('all', names);
        const ends = await Promise.all(names.map((name) => answer(name, asked)));
        expect(ends.filter(({ decided }) => decided[0]!.state === 'approved').length).toBeGreaterThan(0);
        await test.platform.settle();
        expect(heard.splice(0)).toHaveLength(1);
        expect((await seenByStaff(asked)).answers).toHaveLength(3);
        expect(
          (await history(asked)).map(({ type }) => String(type)).toSorted((one, other) => one.localeCompare(other)),
        ).toEqual(['approval.agreed', 'approval.agreed', 'approval.approved']);
      }
    });

    it('that is approved and declined at once has one end', async () => {
      for (let round = 0; round < 6; round += 1) {
        const asked = await ask('all', ['ann', 'bob']);
        await Promise.allSettled([answer('ann', asked), answer('bob', asked, 'decline')]);
        await test.platform.settle();
        expect(heard.splice(0)).toMatchObject([{ choice: 'decline' }]);
        expect(await seenByStaff(asked)).toMatchObject({ state: 'declined' });
      }
    });
  });

  describe('a question to any of them', () => {
    it('is answered by the first of those named, and by nobody else, who reads who it is', async () => {
      const asked = await ask('any', ['ann', 'bob']);
      expect(await seenBy('cy', asked)).toMatchObject({
        turn: 'others',
        approvers: { people: [owes('ann'), owes('bob')] },
      });
      expect(await refusal(answer('cy', asked))).toMatchObject({
        code: 'approval.not-named',
        status: 403,
        params: { who: 'ann, bob' },
      });
      await answer('bob', asked);
      expect(await seenBy('ann', asked)).toMatchObject({
        state: 'approved',
        turn: null,
        decided: { by: { name: 'bob' } },
      });
    });

    it('is mailed to those named alone', async () => {
      const asked = await ask('any', ['bob']);
      await test.platform.settle();
      const told = await run(
        `select recipient from core.notice where subject_id = $1 and channel = 'mail'`,
        asked.named.approval,
      );
      expect(told).toEqual([{ recipient: 'bob@bigger.test' }]);
    });
  });

  describe('asking', () => {
    it('is refused whole where somebody is named who may not answer', async () => {
      const { order } = await orderOf();
      const fit = questionTo('all', ['bob']);
      const askTo = (contacts: readonly string[], more: Partial<Question> = {}) =>
        write({ order, asks: [fit, questionTo('any', [], { approvers: { rule: 'any', contacts }, ...more })] });
      const unfit = { code: 'approval.approver-unfit', status: 422 };
      expect(await refusal(askTo([idOf('ann'), cast.smith.contact]))).toMatchObject({
        ...unfit,
        details: { contacts: [cast.smith.contact] },
      });
      expect(await refusal(askTo([crypto.randomUUID()]))).toMatchObject(unfit);
      expect(await refusal(askTo([idOf('cy')], { sight: 'charges' }))).toMatchObject(unfit);
      await run(`update core.contact set rights = '{order}' where id = $1`, idOf('cy'));
      expect(await refusal(askTo([idOf('cy')]))).toMatchObject(unfit);
      await run('update core.contact set removed_at = now() where id = $1', idOf('bob'));
      expect(await refusal(askTo([idOf('ann')]))).toMatchObject({ details: { contacts: [idOf('bob')] } });
      expect(await run('select from core.approval where order_id = $1', order)).toEqual([]);
    });

    it('says whom and by when, which is no part of what is agreed to', async () => {
      const asked = await ask('all', ['bob', 'ann'], { due: '2026-12-04' });
      expect(await seenByStaff(asked)).toMatchObject({
        due: '2026-12-04',
        approvers: { people: [owes('bob'), owes('ann')] },
      });
      const plain = await asStaff(async ({ approvals }) => approvals.hashOf(questionTo('any', [])));
      expect(asked.named.hash).toBe(plain);
    });

    it('chooses from whoever may approve, by name; nobody but staff are told who that is', async () => {
      const at = await orderOf();
      await run(`update core.contact set rights = '{order}' where id = $1`, idOf('cy'));
      await run('update core.contact set removed_at = now() where id = $1', idOf('eve'));
      const find = (orders: readonly string[], sight?: 'charges') => (context: CallContext) =>
        context.approvals.approversOf(orders, sight);
      const both = ['ann', 'bob'].map((name) => ({ id: idOf(name as Name), name, email: `${name}@bigger.test` }));
      expect(await asStaff(find([at.order, crypto.randomUUID()]))).toEqual({ [at.order]: both });
      expect(await asStaff(find([at.order], 'charges'))).toEqual({});
      expect(await asStaff(find([]))).toEqual({});
      expect(await callOf(browserOf('ann'), 'portal', find([at.order]))).toEqual({});
    });
  });

  describe('an answer that was sent', () => {
    it('takes no answer of somebody who is erased before it arrives', async () => {
      const [asked, zoe] = [await ask('any', []), await passerBy('Zoe')];
      const answered = () => refusal(zoe.answer(asked));
      expect(await justBefore(test.platform.database, 'approvals.take', zoe.erase, answered)).toMatchObject({
        code: 'not-found',
      });
      expect(await sentFrom(asked)).toEqual([]);
      expect(await seenByStaff(asked)).toMatchObject({ state: 'open' });
    });

    it.skipIf(store === 'pglite')(
      'keeps neither address nor device of somebody who is erased as it arrives',
      async () => {
        const [asked, yan] = [await ask('any', []), await passerBy('Yan')];
        const both = await test.platform.database.withTenant(test.shop).converse(async (transaction) => {
          const text = 'select from core.approval where id = $1 for update';
          await transaction.run({ name: 'test.hold-question', text, values: [asked.named.approval] });
          const answering = yan.answer(asked);
          await untilWaiting(test.platform.database);
          const erasing = yan.erase();
          await Promise.race([erasing, untilWaiting(test.platform.database, 2)]);
          // Whoever is gone by the time may not be told that the answer counts.
          return { done: Promise.allSettled([answering, erasing]) };
        });
        await both.done;
        expect(await sentFrom(asked)).toEqual([{ address: null, device: null }]);
      },
    );

    it('is kept with from where, which staff alone are told', async () => {
      const asked = await ask('any', []);
      await answer('ann', asked);
      const [row] = await run(
        'select contact_id, address, device from core.approval_answer where approval_id = $1',
        asked.named.approval,
      );
      expect(row).toMatchObject({ contact_id: idOf('ann'), address: expect.any(String), device: expect.any(String) });
      const { address, device } = row!;
      expect((await seenByStaff(asked)).answers).toMatchObject([
        { by: { name: 'ann' }, offline: null, from: { address, device } },
      ]);
      expect((await seenBy('bob', asked)).answers).toMatchObject([{ by: { name: 'ann' }, from: null }]);
    });
  });

  describe('an answer that staff write down', () => {
    const bytes = Buffer.from('Yes, go ahead. Bob');
    const proof = (order: string) => asStaff(({ files }) => files.store(order, { name: 'mail.txt', bytes }));
    const wrote = async (asked: Asked, more: Partial<RecordedAnswer['offline']> = {}): Promise<RecordedAnswer> => {
      const { id, sha256 } = await proof(asked.order);
      return {
        subject: asked.subject,
        hash: asked.named.hash,
        decision: { choice: 'approve' },
        offline: {
          way: 'phone',
          name: 'Bob of Bigger',
          at: '2026-11-20T10:00:00Z',
          evidence: [{ file: id, sha256 }],
          ...more,
        },
      };
    };
    const record = (order: string, ...answers: readonly RecordedAnswer[]) => write({ order, answers });
    const stale = { code: 'plugin.stale', status: 409 };

    it('decides, is told like any other, and is shown as what it is with what proves it', async () => {
      const asked = await ask('any', []);
      const recorded = await wrote(asked);
      await record(asked.order, recorded);
      await test.platform.settle();
      expect(heard).toMatchObject([{ approvalId: asked.named.approval, choice: 'approve' }]);
      expect(await seenByStaff(asked)).toMatchObject({
        state: 'approved',
        decided: { by: { type: 'staff', name: 'Robin' } },
        answers: [{ by: { type: 'staff', name: 'Robin' }, offline: recorded.offline, from: null }],
      });
      expect((await seenBy('ann', asked)).answers).toMatchObject([{ offline: { way: 'phone', evidence: [] } }]);
      const { way, name, at } = recorded.offline;
      expect(await history(asked)).toMatchObject([{ type: 'approval.approved', data: { offline: { way, name, at } } }]);
      const { rows } = await cast.owner.staff.audit.list.query({ action: 'approvals.record', subject: asked.order });
      expect(rows).toMatchObject([{ by: { type: 'staff' }, after: { state: 'approved', offline: recorded.offline } }]);
      expect(await refusal(answer('ann', asked, 'decline'))).toMatchObject({
        params: { who: 'Bob of Bigger', at: new Date(at).toISOString() },
      });
    });

    it('keeps its proof, hidden from the customer, also where it was shown to them before', async () => {
      const asked = await ask('any', []);
      const recorded = await wrote(asked);
      await record(asked.order, recorded);
      const given = await asStaff(({ files }) => files.ofOrders([asked.order]));
      expect(given).toMatchObject([{ id: recorded.offline.evidence[0]!.file, name: 'mail.txt', shown: false }]);
      const again = await ask('any', []);
      const proven = await wrote(again);
      const { file } = proven.offline.evidence[0]!;
      await write({ order: again.order, files: { keep: [file] } });
      await write({ order: again.order, files: { show: [file] } });
      await record(again.order, proven);
      expect(await asStaff(({ files }) => files.ofOrders([again.order]))).toMatchObject([{ id: file, shown: true }]);
    });

    it('lets nobody take its proof away, and what proves nothing goes as before', async () => {
      const asked = await ask('any', []);
      const recorded = await wrote(asked);
      await record(asked.order, recorded);
      const [{ file }, other] = [recorded.offline.evidence[0]!, await proof(asked.order)];
      await write({ order: asked.order, files: { keep: [other.id] } });
      const remove = (...ids: string[]) => write({ order: asked.order, files: { remove: ids } });
      expect(await refusal(remove(file))).toMatchObject({ code: 'file.proof', status: 409 });
      expect(await refusal(remove(other.id, file))).toMatchObject({ code: 'file.proof' });
      const left = async () => (await asStaff(({ files }) => files.ofOrders([asked.order]))).map(({ id }) => id);
      expect((await left()).toSorted()).toEqual([file, other.id].toSorted());
      await remove(other.id);
      expect(await left()).toEqual([file]);
    });

    it('counts as that of the approver who gave it', async () => {
      const asked = await ask('all', ['ann', 'bob']);
      await record(asked.order, await wrote(asked, { contact: idOf('bob') }));
      expect(await seenBy('bob', asked)).toMatchObject({
        state: 'open',
        turn: 'given',
        approvers: { people: [owes('ann'), gave('bob')] },
      });
      expect(await refusal(record(asked.order, await wrote(asked, { contact: idOf('bob') })))).toMatchObject(stale);
      expect(await answer('ann', asked)).toMatchObject({ decided: [{ state: 'approved' }] });
    });

    it('is heard of somebody who was removed since they were asked', async () => {
      const asked = await ask('any', ['bob']);
      await run('update core.contact set removed_at = now() where id = $1', idOf('bob'));
      await record(asked.order, await wrote(asked, { contact: idOf('bob') }));
      expect(await seenByStaff(asked)).toMatchObject({ state: 'approved' });
    });

    it('is of one of those named, where some are', async () => {
      const asked = await ask('all', ['ann', 'bob']);
      for (const offline of [{}, { contact: idOf('cy') }])
        expect(await refusal(record(asked.order, await wrote(asked, offline)))).toMatchObject({
          code: 'approval.not-named',
          params: { who: 'ann, bob' },
        });
      const open = await ask('any', []);
      const foreign = await wrote(open, { contact: cast.smith.contact });
      expect(await refusal(record(open.order, foreign))).toMatchObject({ code: 'approval.approver-unfit' });
    });

    it('is refused, and the whole write with it, where the question is answered, void or another by now', async () => {
      const asked = await ask('any', []);
      const recorded = await wrote(asked);
      const elsewhere = await orderOf();
      const wrong = { ...recorded, hash: 'f'.repeat(64) };
      expect(await refusal(record(asked.order, wrong))).toMatchObject(stale);
      const evidence = (await wrote({ ...asked, ...elsewhere })).offline.evidence;
      const moved = { ...recorded, offline: { ...recorded.offline, evidence } };
      expect(await refusal(record(elsewhere.order, moved))).toMatchObject(stale);
      await answer('ann', asked);
      expect(await refusal(record(asked.order, recorded))).toMatchObject(stale);
      const gone = await ask('any', []);
      await write({ order: gone.order, voids: [{ subject: gone.subject, reason: 'tallies.gone' }] });
      expect(await refusal(record(gone.order, await wrote(gone)))).toMatchObject(stale);
      expect(await asStaff(({ files }) => files.ofOrders([asked.order]))).toEqual([]);
    });

    it('has to be fit as any other: reasoned, with each point, given before now, proven by a file of the order', async () => {
      const ticks = [{ id: 'spelling', label: 'tallies.count' }];
      const asked = await ask('any', [], { ticks });
      const recorded = await wrote(asked, {});
      const codeOf = async (more: Partial<RecordedAnswer>) =>
        (await refusal(record(asked.order, { ...recorded, ...more }))).code;
      expect(await codeOf({})).toBe('approval.ticks-missing');
      expect(await codeOf({ decision: { choice: 'decline' } })).toBe('approval.reason-missing');
      const fit = { choice: 'approve', ticked: ['spelling'] } as const;
      const offlineWith = (more: Partial<RecordedAnswer['offline']>) =>
        codeOf({ decision: { ...fit, ticked: [...fit.ticked] }, offline: { ...recorded.offline, ...more } });
      expect(await offlineWith({ at: '2099-01-01T00:00:00Z' })).toBe('approval.ahead');
      expect(await offlineWith({ evidence: [] })).toBe('internal');
      expect(await offlineWith({ evidence: [{ file: crypto.randomUUID(), sha256: 'a'.repeat(64) }] })).toBe(
        'plugin.stale',
      );
      const [one] = recorded.offline.evidence;
      expect(await offlineWith({ evidence: [{ ...one!, sha256: 'a'.repeat(64) }] })).toBe('plugin.stale');
      const foreign = await proof((await orderOf()).order);
      expect(await offlineWith({ evidence: [{ file: foreign.id, sha256: foreign.sha256 }] })).toBe('plugin.stale');
      expect(await seenByStaff(asked)).toMatchObject({ state: 'open', answers: [] });
      await record(asked.order, { ...recorded, decision: { ...fit, ticked: [...fit.ticked] } });
      expect(await seenByStaff(asked)).toMatchObject({ state: 'approved' });
    });

    it('is written down by staff alone, and one to each question', async () => {
      const asked = await ask('any', []);
      const recorded = await wrote(asked);
      const change = { order: asked.order, action: 'tallies.add', answers: [recorded] };
      const asContact = callOf(browserOf('ann'), 'portal', ({ data }) => data.write([change]));
      expect(await refusal(asContact)).toMatchObject({ code: 'internal' });
      expect(await refusal(record(asked.order, recorded, recorded))).toMatchObject({ code: 'internal' });
      refuses = true;
      expect(await refusal(record(asked.order, recorded))).toMatchObject({ code: 'approval.refused' });
    });

    it('that meets the customer’s own leaves one of the two', async () => {
      for (let round = 0; round < 4; round += 1) {
        const asked = await ask('any', []);
        const recorded = await wrote(asked);
        const ends = await Promise.allSettled([record(asked.order, recorded), answer('ann', asked, 'decline')]);
        expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect((await seenByStaff(asked)).answers).toHaveLength(1);
      }
    });
  });

  it('the plugin reads all of it of its own questions, in one round trip', async () => {
    const asked = [await ask('all', ['ann', 'bob']), await ask('any', [])];
    await answer('ann', asked[0]!);
    await answer('bob', asked[1]!);
    let found: readonly Approval[] = [];
    const trips = await asStaff(({ approvals }) =>
      roundTripsOf(test.platform.database, async () => {
        found = await approvals.ofOrders(asked.map(({ order }) => order));
      }),
    );
    expect(trips).toBe(1);
    const [both, one] = asked.map(({ named }) => found.find(({ id }) => id === named.approval));
    expect(both).toMatchObject({
      state: 'open',
      answers: [{ by: { name: 'ann' } }],
      approvers: { people: [gave('ann'), owes('bob')] },
    });
    expect(one).toMatchObject({ state: 'approved', answers: [{ by: { name: 'bob' } }], approvers: null });
  });
});
