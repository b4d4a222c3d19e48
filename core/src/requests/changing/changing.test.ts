import { intake, issue, on, status, type Admission, type IntakeRequest, type Issue, type Json } from '@docket/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { openCast, refusal, type Cast } from '../../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../../testing/index.ts';

interface Note {
  readonly title: string;
  readonly lines: readonly { readonly text: string; readonly count: number }[];
  readonly files: readonly string[];
}
const note: Note = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const count = (value: number): Partial<Note> => ({ lines: [{ text: 'blue', count: value }] });

/** What the shop's rules say at the moment; a test changes them as it goes. */
const fresh = () => ({
  obstacle: null as string | null,
  facts: [] as { id: string; value: string }[],
  admits: 'accept' as Admission['decision'],
  admitsCreate: 'accept' as Admission['decision'],
  claims: undefined as Admission['claim'],
  issues: [] as Issue[],
  mayMove: [] as Issue[],
  fails: false,
  /** Happens once, while the shop's rules are asked. */
  meanwhile: undefined as (() => Promise<unknown>) | undefined,
  seen: [] as IntakeRequest[],
  events: [] as unknown[],
});
let rules = fresh();

const plugin = notePlugin(undefined, [
  on(intake.eligible, ({ facts }) => {
    if (rules.fails) throw new Error('No answer.');
    const isCollected = facts.some(({ id, value }) => id === 'collected' && value !== 'none');
    const code = isCollected ? 'collected' : rules.obstacle;
    return { obstacle: code === null ? null : { code, params: {} } };
  }),
  on(status.facts, () => rules.facts),
  on(status.mayMove, () => rules.mayMove),
  on(intake.validate, async (request) => {
    rules.seen.push(request);
    const { meanwhile } = rules;
    rules.meanwhile = undefined;
    await meanwhile?.();
    return request.intent === 'create' ? [] : rules.issues;
  }),
  on(intake.admit, ({ intent }) => ({
    decision: intent === 'create' ? rules.admitsCreate : rules.admits,
    reason: 'The shop looks at it.',
    settings: { limit: 'doing' },
    ...(rules.claims && { claim: rules.claims }),
  })),
  on(intake.changed, (event) => void rules.events.push(event)),
  on(intake.cancelled, (event) => void rules.events.push(event)),
]);

describe.each(stores)('orders that customers change and cancel, on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [plugin], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(() => void (rules = fresh()));

  const run = async (text: string, ...values: unknown[]) => {
    const name = `test.${text.replaceAll(/\W/g, '').slice(0, 50)}`;
    const [rows] = await test.platform.database.withTenant(test.shop).run({ name, text, values });
    return rows as Record<string, Json>[];
  };

  async function order(content: Partial<Note> = {}): Promise<{ readonly id: string; readonly number: number }> {
    const { orderId, number } = await cast.sarah.portal.requests.submit.mutate({
      id: newId(),
      kind: 'note',
      content: { ...note, ...content },
    });
    return { id: orderId!, number: number! };
  }
  const begin = async (id: string, browser = cast.sarah) =>
    (await browser.portal.changes.begin.mutate({ order: id })).id;
  const send = (id: string, content: Partial<Note>, browser = cast.sarah) =>
    browser.portal.requests.submit.mutate({ id, content: { ...note, ...content } });
  const change = async (id: string, content: Partial<Note>) => send(await begin(id), content);
  const cancel = (id: string, reason = 'No longer needed.') =>
    cast.sarah.portal.changes.cancel.mutate({ order: id, reason });
  const page = async (number: number) => cast.owner.staff.orders.get.query({ number });
  const contentOf = async (number: number) => (await page(number)).order.content as unknown as Note;
  const wishes = (id: string, browser: TestBrowser = cast.sarah) => browser.portal.changes.ofOrder.query({ order: id });
  const stateOf = async (request: string) =>
    (await run('select state, decision from core.request where id = $1', request))[0]!;
  const revise = async (number: number, content: Partial<Note>) => {
    const { order: row } = await page(number);
    const whole = { ...(row.content as object), ...content } as unknown as Json;
    return cast.owner.staff.orders.revise.mutate({ number, base: row.version, content: whole });
  };
  const move = async (id: string, to: string) => cast.owner.staff.orders.move.mutate({ id, to });
  const decide = async (id: string, more: object = {}) => {
    const { version } = await cast.owner.staff.changes.get.query({ id });
    return cast.owner.staff.changes.decide.mutate({ id, version, accept: 'all', ...more });
  };
  const mails = async (subject: string) => {
    await test.platform.settle();
    return test.post.mails.filter(({ parsed }) => parsed.subject === subject).map(({ parsed }) => parsed.text ?? '');
  };

  describe('a change', () => {
    it('[T-42] [T-57] is a draft of the order as it is, and becomes a version of it at once where the shop wants that', async () => {
      const { id, number } = await order();
      const draft = await begin(id);
      const opened = await cast.sarah.portal.requests.open.query({ id: draft });
      expect(opened).toMatchObject({ content: note, state: 'draft', order: id, issues: [] });
      await cast.sarah.portal.requests.save.mutate({
        id: draft,
        part: 'what',
        base: 0,
        form: { title: 'Paint the wall' },
      });
      const receipt = await cast.sarah.portal.requests.submit.mutate({ id: draft });
      expect(receipt).toEqual({ requestId: draft, state: 'accepted', orderId: id, number, prefix: '' });
      const { order: row, timeline } = await page(number);
      expect(row).toMatchObject({ version: 2, title: 'Paint the wall', content: { title: 'Paint the wall' } });
      expect(timeline[0]).toMatchObject({ type: 'changed', shown: true, data: { version: 2, request: draft } });
      await test.platform.settle();
      expect(rules.events).toEqual([{ requestId: draft, orderId: id, version: 2 }]);
      expect(await mails(`Order ${number} is changed`)).toHaveLength(1);
      expect((await cast.sarah.portal.orders.list.query({ search: 'wall' })).rows.map((each) => each.number)).toContain(
        number,
      );
    });

    it('[T-58] reads as awaiting until somebody of the shop has opened it, and no list or look counts as that', async () => {
      const { id } = await order();
      const { requestId } = await change(id, { title: 'Awaited' });
      await cast.owner.staff.changes.get.query({ id: requestId });
      await cast.owner.staff.requests.waiting.query({});
      expect((await wishes(id)).awaiting).toBe(true);
      await cast.owner.staff.requests.seen.mutate({ id: requestId });
      expect((await wishes(id)).awaiting).toBe(false);
    });

    it('[T-43] [T-44] [T-59] waits where the shop decides itself; the order stays as it is until then', async () => {
      rules.admits = 'wait';
      const { id, number } = await order();
      const { requestId, state } = await change(id, { title: 'Paint the wall' });
      expect(state).toBe('waiting');
      expect(await contentOf(number)).toEqual(note);
      expect(await wishes(id)).toMatchObject({
        awaiting: true,
        wishes: [{ id: requestId, state: 'waiting', decision: {} }],
      });
      expect((await cast.owner.staff.requests.waiting.query({})).find((row) => row.id === requestId)).toMatchObject({
        intent: 'change',
        title: note.title,
        reason: 'The shop looks at it.',
      });
      const shown = await cast.owner.staff.changes.get.query({ id: requestId });
      expect(shown.proposals).toEqual([
        {
          path: 'title',
          label: 'note.title',
          group: 'what',
          base: note.title,
          current: note.title,
          proposed: 'Paint the wall',
        },
      ]);
      expect(await decide(requestId)).toMatchObject({ state: 'accepted', version: 2 });
      expect(await contentOf(number)).toEqual({ ...note, title: 'Paint the wall' });
      expect(await mails(`We have your change of order ${number}`)).toHaveLength(1);
      expect(await run('select action, after from core.audit where subject_id = $1', requestId)).toEqual([
        { action: 'changes.decide', after: { state: 'accepted', version: 2, accepted: 'all' } },
      ]);
    });

    it('is taken in part: the order plus those fields, and for each other one the customer reads why', async () => {
      rules.admits = 'wait';
      const { id, number } = await order();
      const { requestId } = await change(id, { title: 'Paint the wall', lines: [{ text: 'red', count: 9 }] });
      const paths = (await cast.owner.staff.changes.get.query({ id: requestId })).proposals.map(({ path }) => path);
      expect(paths).toEqual(['title', 'lines.0.text', 'lines.0.count']);
      const accept = ['lines.0.count'];
      const reasons = [{ path: 'title', reason: 'The wall is not ours.' }];
      expect(await refusal(decide(requestId, { accept, reasons }))).toMatchObject({
        code: 'change.reason-missing',
        details: { paths: ['lines.0.text'] },
      });
      reasons.push({ path: 'lines.0.text', reason: 'Red is sold out.' });
      expect(await decide(requestId, { accept, reasons })).toMatchObject({ state: 'accepted' });
      expect(await contentOf(number)).toEqual({ ...note, lines: [{ text: 'blue', count: 9 }] });
      const [wish] = (await wishes(id)).wishes;
      expect(wish).toMatchObject({
        state: 'accepted',
        decision: {
          rejected: [
            { path: 'title', reason: 'The wall is not ours.' },
            { path: 'lines.0.text', reason: 'Red is sold out.' },
          ],
        },
      });
      const [mail] = await mails(`Order ${number} is changed in part`);
      expect(mail).toContain('The wall is not ours.; Red is sold out.');
    });

    it('is rejected with a reason, and the order stands', async () => {
      rules.admits = 'wait';
      const { id, number } = await order();
      const { requestId } = await change(id, { title: 'No' });
      await cast.owner.staff.changes.reject.mutate({ id: requestId, reason: 'The paint is mixed.' });
      expect((await page(number)).order).toMatchObject({ version: 1, status: 'new', content: note });
      expect((await wishes(id)).wishes[0]).toMatchObject({
        state: 'declined',
        decision: { reason: 'The paint is mixed.' },
      });
      expect((await mails(`Order ${number} stays as it is`))[0]).toContain('The paint is mixed.');
      const history = await cast.sarah.portal.orders.get.query({ number });
      expect(history.timeline[0]).toMatchObject({ type: 'change-declined', data: { reason: 'The paint is mixed.' } });
      expect(await refusal(decide(requestId))).toMatchObject({ code: 'request.decided', status: 409 });
    });

    it('is refused with every reason when it is no order any more, a plugin objects, or nothing would be different', async () => {
      const { id } = await order();
      const draft = await begin(id);
      expect(await refusal(send(draft, { title: '' }))).toMatchObject({
        code: 'request.refused',
        details: { issues: [{ path: 'title' }] },
      });
      expect(await refusal(send(draft, {}))).toMatchObject({ code: 'change.nothing' });
      rules.issues = [issue('refuse', 'note.wrong', 'title')];
      expect(await refusal(send(draft, { title: 'X' }))).toMatchObject({ code: 'request.refused' });
      rules = { ...fresh(), admits: 'refuse' };
      expect(await refusal(send(draft, { title: 'X' }))).toMatchObject({ code: 'request.unavailable' });
      rules = fresh();
      expect((await send(draft, { title: 'X' })).state).toBe('accepted');
    });

    it('[T-66] shows plugins the order as it is and as it would become', async () => {
      const { id, number } = await order();
      await change(id, { title: 'After' });
      expect(rules.seen.at(-1)).toMatchObject({
        intent: 'change',
        content: { title: 'After' },
        target: { orderId: id, number, version: 1, status: 'new', content: { title: note.title } },
      });
    });

    it('takes one round trip more than a new order', async () => {
      const counts: number[] = [];
      for (let round = 0; round < 4; round += 1) {
        const draft = await begin((await order()).id);
        await test.platform.settle();
        const before = test.platform.database.roundTrips();
        await send(draft, { title: 'Counted' });
        counts.push(test.platform.database.roundTrips() - before);
      }
      // What runs in the background now and then adds one.
      expect(Math.min(...counts)).toBe(3);
    });

    it('sent again is the first answer, and with other content it is refused', async () => {
      const { id, number } = await order();
      const draft = await begin(id);
      const first = await send(draft, { title: 'Once' });
      expect(await send(draft, { title: 'Once' })).toEqual(first);
      expect(await refusal(send(draft, { title: 'Twice' }))).toMatchObject({ code: 'request.other-content' });
      expect((await page(number)).order.version).toBe(2);
    });

    it('goes on where its contact left it, and a newer one goes on from what waits', async () => {
      rules.admits = 'wait';
      const { id } = await order();
      const draft = await begin(id);
      expect(await begin(id)).toBe(draft);
      await send(draft, { title: 'First' });
      const second = await begin(id);
      expect(second).not.toBe(draft);
      expect(await cast.sarah.portal.requests.open.query({ id: second })).toMatchObject({
        content: { title: 'First' },
      });
    });
  });

  describe('races', () => {
    it('a stale base whose groups nobody else touched is brought to the newest version, and that is on record', async () => {
      const { id, number } = await order();
      const draft = await begin(id);
      await revise(number, count(5));
      expect((await send(draft, { title: 'Rebased' })).state).toBe('accepted');
      expect(await contentOf(number)).toEqual({ ...note, ...count(5), title: 'Rebased' });
      expect(await stateOf(draft)).toMatchObject({ decision: { merged: ['title'] } });
    });

    it('a stale base whose groups overlap never applies by itself: it waits, and staff see three columns', async () => {
      const { id, number } = await order();
      const draft = await begin(id);
      await revise(number, { title: 'By the shop' });
      expect((await send(draft, { title: 'By Sarah', ...count(7) })).state).toBe('waiting');
      expect(await contentOf(number)).toEqual({ ...note, title: 'By the shop' });
      expect(await stateOf(draft)).toMatchObject({
        decision: { reasons: [{ code: 'conflicted', params: { groups: 'what' } }] },
      });
      const shown = await cast.owner.staff.changes.get.query({ id: draft });
      expect(shown.conflicts).toEqual(['what']);
      expect(shown.proposals[0]).toMatchObject({ base: note.title, current: 'By the shop', proposed: 'By Sarah' });
      await decide(draft, { accept: ['lines.0.count'], reasons: [{ path: 'title', reason: 'Ours is right.' }] });
      expect(await contentOf(number)).toEqual({ ...note, ...count(7), title: 'By the shop' });
    });

    it('staff who have the form open when a change applies get a refusal with what is there now, and overwrite nothing', async () => {
      const { id, number } = await order();
      const { version } = (await page(number)).order;
      await change(id, { title: 'Quick' });
      const late = cast.owner.staff.orders.revise.mutate({
        number,
        base: version,
        content: { ...note, title: 'Late' },
      });
      expect(await refusal(late)).toMatchObject({
        code: 'order.stale',
        status: 409,
        details: { version: 2, content: { title: 'Quick' } },
      });
    });

    it('a second change while one waits replaces it; one waits for each order', async () => {
      rules.admits = 'wait';
      const { id } = await order();
      const [first] = [await change(id, { title: 'First' })];
      const second = await change(id, { title: 'Second' });
      expect(await stateOf(first.requestId)).toMatchObject({
        state: 'superseded',
        decision: { reasons: [{ code: 'superseded' }] },
      });
      expect(await stateOf(second.requestId)).toMatchObject({ state: 'waiting' });
    });

    it('changes sent at the same moment leave one that waits, and none is lost without a word', async () => {
      rules.admits = 'wait';
      const { id } = await order();
      const drafts = await Promise.all(
        [1, 2, 3, 4].map(async (at) => {
          const draft = newId();
          await run(
            `insert into core.request (tenant_id, id, intent, kind, door, flow, state, customer_id, contact_id, proof, content, kind_version, order_id, base_version)
              select tenant_id, $1, 'change', kind, 'portal', flow, 'draft', customer_id, contact_id, 'session', $3::jsonb, 1, id, 1 from core.orders where id = $2`,
            draft,
            id,
            JSON.stringify({ ...note, title: `At once ${at}` }),
          );
          return draft;
        }),
      );
      const sent = await Promise.allSettled(
        drafts.map((draft) => cast.sarah.portal.requests.submit.mutate({ id: draft })),
      );
      expect(sent.map((one) => one.status)).toEqual(drafts.map(() => 'fulfilled'));
      const states = await run('select state from core.request where order_id = $1 order by state', id);
      expect(states.map((row) => row['state'])).toEqual(['superseded', 'superseded', 'superseded', 'waiting']);
    });

    it('staff who approve what the customer has just replaced or withdrawn are refused', async () => {
      rules.admits = 'wait';
      const { id, number } = await order();
      const first = await change(id, { title: 'First' });
      const { version } = await cast.owner.staff.changes.get.query({ id: first.requestId });
      const second = await change(id, { title: 'Second' });
      const late = cast.owner.staff.changes.decide.mutate({ id: first.requestId, version, accept: 'all' });
      expect(await refusal(late)).toMatchObject({
        code: 'request.decided',
        status: 409,
        details: { state: 'superseded' },
      });
      await cast.sarah.portal.changes.withdraw.mutate({ id: second.requestId });
      expect(await refusal(decide(second.requestId))).toMatchObject({
        code: 'request.decided',
        details: { state: 'withdrawn' },
      });
      expect(await contentOf(number)).toEqual(note);
    });

    it('staff who decide on an order that has moved on are refused with what it is now', async () => {
      rules.admits = 'wait';
      const { id, number } = await order();
      const { requestId } = await change(id, { title: 'Waits' });
      const { version } = await cast.owner.staff.changes.get.query({ id: requestId });
      await revise(number, count(3));
      const late = cast.owner.staff.changes.decide.mutate({ id: requestId, version, accept: 'all' });
      expect(await refusal(late)).toMatchObject({ code: 'order.stale', status: 409, details: { version: 2 } });
      expect(await decide(requestId)).toMatchObject({ state: 'accepted', version: 3 });
      expect(await contentOf(number)).toEqual({ ...note, ...count(3), title: 'Waits' });
    });

    it('two who decide at the same moment decide once', async () => {
      rules.admits = 'wait';
      const { id, number } = await order();
      const { requestId } = await change(id, { title: 'Once' });
      const done = await Promise.allSettled([decide(requestId), decide(requestId), decide(requestId)]);
      expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      expect((await page(number)).order.version).toBe(2);
    });

    it('a cancellation while a change waits takes the change back, and is judged on the order as it is', async () => {
      rules.admits = 'wait';
      const { id, number } = await order();
      const { requestId } = await change(id, { title: 'Waits' });
      rules.admits = 'accept';
      expect((await cancel(id)).state).toBe('accepted');
      expect(await stateOf(requestId)).toMatchObject({
        state: 'withdrawn',
        decision: { reasons: [{ code: 'cancel-asked' }] },
      });
      expect((await page(number)).order).toMatchObject({ status: 'off', version: 1, content: note });
    });

    it('[T-49] what is collected between sending and deciding is declined by itself, and its customer reads why', async () => {
      rules.admits = 'wait';
      const { id, number } = await order();
      const { requestId } = await change(id, { title: 'Too late' });
      rules.facts = [{ id: 'collected', value: 'part' }];
      expect(await decide(requestId)).toMatchObject({ state: 'declined', obstacle: { code: 'collected' } });
      expect((await wishes(id)).wishes[0]).toMatchObject({
        state: 'declined',
        decision: { obstacle: { code: 'collected' } },
      });
      expect(await contentOf(number)).toEqual(note);
      rules = fresh();
      expect(await refusal(decide(requestId))).toMatchObject({ code: 'request.decided' });
    });

    it.each(['status', 'version', 'fact'] as const)(
      'a %s that changes between judging and writing has it judged again, under the lock',
      async (what) => {
        const { id, number } = await order();
        const draft = await begin(id);
        const steps = {
          status: () => move(id, 'doing'),
          version: () => revise(number, count(4)),
          fact: () => run('select core.touch_order($1)', id),
        };
        rules.meanwhile = steps[what];
        expect((await send(draft, { title: 'Judged again' })).state).toBe('accepted');
        const [first, second, ...more] = rules.seen.filter(({ intent }) => intent === 'change');
        expect(more).toEqual([]);
        expect(first).toMatchObject({ target: { status: 'new', version: 1 } });
        expect(second).toMatchObject({
          target: { status: what === 'status' ? 'doing' : 'new', version: what === 'version' ? 2 : 1 },
        });
        const expected = what === 'version' ? count(4) : {};
        expect(await contentOf(number)).toEqual({ ...note, ...expected, title: 'Judged again' });
      },
    );

    it('a status that crosses the limit between judging and writing is found under the lock, and nothing is changed', async () => {
      const { id, number } = await order();
      const draft = await begin(id);
      rules.meanwhile = async () => {
        rules.obstacle = 'too-late';
        await move(id, 'doing');
      };
      expect(await refusal(send(draft, { title: 'Too late' }))).toMatchObject({
        details: { obstacle: { code: 'too-late' } },
      });
      expect(await contentOf(number)).toEqual(note);
      expect(await stateOf(draft)).toMatchObject({ state: 'draft' });
    });

    it('the rules that hold when it is decided are the ones that decide, and they are kept with it', async () => {
      rules.admits = 'wait';
      const { id } = await order();
      const { requestId } = await change(id, { title: 'Waits' });
      expect(await stateOf(requestId)).toMatchObject({ decision: { decision: 'wait', settings: { limit: 'doing' } } });
      rules = { ...fresh(), obstacle: 'switched-off' };
      expect(await decide(requestId)).toMatchObject({ state: 'declined', obstacle: { code: 'switched-off' } });
    });
  });

  describe('a cancellation', () => {
    it('[T-46] ends the order at once where the shop wants that, with its reason in the history and the event', async () => {
      const { id, number } = await order();
      const receipt = await cancel(id, 'Wrong colour.');
      expect(receipt).toMatchObject({ state: 'accepted', orderId: id, number });
      const { order: row, timeline } = await page(number);
      expect(row).toMatchObject({ status: 'off', number, version: 1 });
      expect(timeline.map(({ type }) => type).toSorted()).toEqual(['cancelled', 'requested', 'status']);
      expect(timeline.find(({ type }) => type === 'cancelled')).toMatchObject({ data: { reason: 'Wrong colour.' } });
      await test.platform.settle();
      expect(rules.events).toEqual([{ requestId: receipt.requestId, orderId: id, reason: 'Wrong colour.' }]);
      expect(await mails(`Order ${number} is cancelled`)).toHaveLength(1);
      expect(await refusal(cast.sarah.portal.changes.begin.mutate({ order: id }))).toMatchObject({
        code: 'change.not-possible',
        details: { obstacle: { code: 'finished' } },
      });
    });

    it('[T-48] waits where the shop decides itself: taken, or rejected and the order stands', async () => {
      rules.admits = 'wait';
      const [kept, ended] = [await order(), await order()];
      const [one, other] = [await cancel(kept.id), await cancel(ended.id)];
      expect([one.state, other.state]).toEqual(['waiting', 'waiting']);
      expect(await wishes(kept.id)).toMatchObject({ change: { obstacle: { code: 'cancel-waits' } } });
      await cast.owner.staff.changes.reject.mutate({ id: one.requestId, reason: 'It is on the way.' });
      expect((await page(kept.number)).order.status).toBe('new');
      expect((await mails(`Order ${kept.number} is not cancelled`))[0]).toContain('It is on the way.');
      expect(await decide(other.requestId)).toMatchObject({ state: 'accepted' });
      expect((await page(ended.number)).order.status).toBe('off');
    });

    it('asked for twice is the first answer, whether it waits or is done', async () => {
      rules.admits = 'wait';
      const { id } = await order();
      const first = await cancel(id);
      expect(await cancel(id, 'Again.')).toEqual(first);
      rules.admits = 'accept';
      const quick = await order();
      const [one, other] = await Promise.all([cancel(quick.id), cancel(quick.id)]);
      expect(other).toEqual(one);
      expect(await cancel(quick.id)).toEqual(one);
    });

    it('needs a reason, and what the pipeline or a plugin forbids is not possible', async () => {
      const { id } = await order();
      expect(await refusal(cancel(id, '  '))).toMatchObject({ code: 'input.malformed' });
      rules.mayMove = [issue('refuse', 'note.wrong', '')];
      expect(await refusal(cancel(id))).toMatchObject({
        code: 'cancel.not-possible',
        details: { obstacle: { code: 'too-far' } },
      });
      rules = fresh();
      await move(id, 'doing');
      await move(id, 'done');
      expect(await refusal(cancel(id))).toMatchObject({ details: { obstacle: { code: 'finished' } } });
    });

    it('[T-71] of what has no order yet withdraws the request, and no number is spent', async () => {
      rules.admitsCreate = 'wait';
      const { requestId, state } = await cast.sarah.portal.requests.submit.mutate({
        id: newId(),
        kind: 'note',
        content: note as unknown as Json,
      });
      expect(state).toBe('waiting');
      expect(await refusal(cast.tom.portal.changes.withdraw.mutate({ id: requestId }))).toMatchObject({
        code: 'not-found',
      });
      const [before] = await run('select value from core.counter');
      await cast.sarah.portal.changes.withdraw.mutate({ id: requestId });
      expect(await stateOf(requestId)).toMatchObject({
        state: 'withdrawn',
        decision: { reasons: [{ code: 'withdrawn' }] },
      });
      expect(await refusal(cast.owner.staff.requests.release.mutate({ id: requestId }))).toMatchObject({
        code: 'request.decided',
      });
      expect(await refusal(cast.sarah.portal.changes.withdraw.mutate({ id: requestId }))).toMatchObject({
        code: 'request.decided',
      });
      expect(await run('select value from core.counter')).toEqual([before]);
    });
  });

  describe('what is possible', () => {
    it('[T-56] [T-62] is said beforehand with the first reason that stands against it, for changing and for cancelling', async () => {
      const { id } = await order();
      expect(await wishes(id)).toMatchObject({ change: { obstacle: null }, cancel: { obstacle: null }, wishes: [] });
      rules.obstacle = 'other-door';
      expect(await wishes(id)).toMatchObject({
        change: { obstacle: { code: 'other-door' } },
        cancel: { obstacle: { code: 'other-door' } },
      });
      expect(await refusal(cast.sarah.portal.changes.begin.mutate({ order: id }))).toMatchObject({
        code: 'change.not-possible',
        status: 422,
        details: { obstacle: { code: 'other-door' } },
      });
      expect(await refusal(cancel(id))).toMatchObject({ code: 'cancel.not-possible' });
    });

    it('is nothing while a plugin that has a say cannot be asked', async () => {
      const { id } = await order();
      rules.fails = true;
      expect(await refusal(cancel(id))).toMatchObject({ details: { obstacle: { code: 'unavailable' } } });
    });

    it('is nobody else’s to ask or to do: a foreign order answers like an unknown one', async () => {
      const { id } = await order();
      const draft = await begin(id);
      for (const foreign of [id, newId()]) {
        expect(await refusal(cast.tom.portal.changes.ofOrder.query({ order: foreign }))).toMatchObject({
          code: 'not-found',
        });
        expect(await refusal(cast.tom.portal.changes.begin.mutate({ order: foreign }))).toMatchObject({
          code: 'not-found',
        });
        expect(await refusal(cast.tom.portal.changes.cancel.mutate({ order: foreign, reason: 'X' }))).toMatchObject({
          code: 'not-found',
        });
      }
      expect(await refusal(send(draft, { title: 'X' }, cast.tom))).toMatchObject({ code: 'not-found' });
      expect(await refusal(cast.sarah.portal.changes.withdraw.mutate({ id: draft }))).toMatchObject({
        code: 'not-found',
      });
    });

    it('is explained to staff: who said what, with which settings, and what would be said now', async () => {
      const { id } = await order();
      const { requestId } = await change(id, { title: 'Why' });
      rules.obstacle = 'switched-off';
      const told = await cast.owner.staff.changes.explain.query({ id: requestId });
      expect(told).toMatchObject({
        decision: { by: { type: 'contact' }, decision: 'accept', settings: { limit: 'doing' } },
        now: { obstacle: { code: 'switched-off' } },
      });
      expect(told.trace).toContainEqual({ by: 'notes', outcome: 'answered', reason: 'The shop looks at it.' });
    });

    it('is decided beside the order alone: the requests’ own ways answer that it is not there', async () => {
      rules.admits = 'wait';
      const { id } = await order();
      const { requestId } = await change(id, { title: 'Elsewhere' });
      const { release, decline } = cast.owner.staff.requests;
      expect(await refusal(release.mutate({ id: requestId }))).toMatchObject({ code: 'request.not-here' });
      expect(await refusal(decline.mutate({ id: requestId, reason: 'X' }))).toMatchObject({ code: 'request.not-here' });
    });
  });

  describe('a name that a customer uses once', () => {
    const claim = (value: string, policy: 'refuse' | 'warn' = 'refuse') => void (rules.claims = { value, policy });
    const name = () => `ACME-${newId().slice(-8)}`;

    it('[T-50] names the order that has it, however it is spelled; another customer may use it', async () => {
      const own = name();
      claim(own);
      const { number } = await order();
      claim(`  ${own.toLowerCase()} `);
      expect(await refusal(order())).toMatchObject({
        code: 'claim.taken',
        status: 409,
        params: { order: String(number) },
        details: { number },
      });
      const toms = await cast.tom.portal.requests.submit.mutate({
        id: newId(),
        kind: 'note',
        content: note as unknown as Json,
      });
      expect(toms.state).toBe('accepted');
    });

    it('two tabs that send it at once: one order, and one refusal that names it', async () => {
      claim(name());
      const sent = await Promise.allSettled([order(), order(), order()]);
      const [won] = sent.filter((one) => one.status === 'fulfilled');
      const lost = sent.filter((one) => one.status === 'rejected');
      expect(lost).toHaveLength(2);
      for (const { reason } of lost)
        expect(await refusal(Promise.reject(reason))).toMatchObject({
          code: 'claim.taken',
          details: { number: won!.value.number },
        });
    });

    it('is held while the request waits, free when it is declined or withdrawn, and kept by what was cancelled', async () => {
      claim(name());
      rules.admitsCreate = 'wait';
      const sent = () =>
        cast.sarah.portal.requests.submit.mutate({ id: newId(), kind: 'note', content: note as unknown as Json });
      const first = await sent();
      expect(await refusal(sent())).toMatchObject({ code: 'claim.waiting' });
      await cast.owner.staff.requests.decline.mutate({ id: first.requestId, reason: 'Not ours.' });
      const second = await sent();
      await cast.sarah.portal.changes.withdraw.mutate({ id: second.requestId });
      const third = await sent();
      const { orderId } = await cast.owner.staff.requests.release.mutate({ id: third.requestId });
      const { claims } = rules;
      rules = { ...fresh(), claims };
      await cancel(orderId!);
      expect(await refusal(order())).toMatchObject({ code: 'claim.taken' });
    });

    it('is taken in with a warning where the shop wants that', async () => {
      claim(name(), 'warn');
      const first = await order();
      const second = await order();
      const { order: row } = await page(second.number);
      expect(row.request_issues).toMatchObject([
        { code: 'claim.taken', severity: 'warn', params: { order: String(first.number) } },
      ]);
    });

    it('stays with the customer that stays when two that use it are merged', async () => {
      const { seed } = test.platform;
      const customer = async (title: string) => {
        const { id, contacts } = await seed.customer(test.shop, {
          name: title,
          contacts: [{ name: 'Kim', email: `${newId()}@kim.test` }],
        });
        const browser = openBrowser(test.platform, { base: '' });
        browser.take(await seed.cookie(test.shop, { type: 'contact', id: contacts[0]! }));
        return {
          id,
          send: () =>
            browser.portal.requests.submit.mutate({
              id: newId(),
              kind: 'note',
              content: { ...note },
            }),
        };
      };
      const [gone, stays] = [await customer('Gone'), await customer('Stays')];
      claim(name());
      await gone.send();
      const { number } = await stays.send();
      const profile = { name: 'Stays', email: null, phone: null, note: null };
      await cast.owner.staff.customers.merge.mutate({ id: gone.id, into: stays.id, ...profile });
      expect(await refusal(stays.send())).toMatchObject({ code: 'claim.taken', details: { number } });
    });

    it('goes over to the new one when a change takes it, and refuses the change when another order has it', async () => {
      const [old, taken] = [name(), name()];
      claim(taken);
      const other = await order();
      claim(old);
      const { id } = await order();
      const draft = await begin(id);
      claim(taken);
      expect(await refusal(send(draft, { title: 'Taken' }))).toMatchObject({
        code: 'claim.taken',
        details: { number: other.number },
      });
      claim(name());
      expect((await send(draft, { title: 'Renamed' })).state).toBe('accepted');
      claim(old);
      expect((await order()).number).toBeGreaterThan(0);
    });
  });
});

describe('without a plugin that has a say', () => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(undefined, [])] });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());

  it('[T-02] [T-60] no order can be changed or cancelled by its customer', async () => {
    const { orderId } = await cast.sarah.portal.requests.submit.mutate({
      id: newId(),
      kind: 'note',
      content: note as unknown as Json,
    });
    expect(await cast.sarah.portal.changes.ofOrder.query({ order: orderId! })).toMatchObject({
      change: { obstacle: { code: 'not-editable' } },
      cancel: { obstacle: { code: 'not-editable' } },
    });
    expect(await refusal(cast.sarah.portal.changes.begin.mutate({ order: orderId! }))).toMatchObject({
      code: 'change.not-possible',
    });
    expect(await refusal(cast.sarah.portal.changes.cancel.mutate({ order: orderId!, reason: 'X' }))).toMatchObject({
      code: 'cancel.not-possible',
    });
  });
});
