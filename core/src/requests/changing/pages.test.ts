import { intake, on, type Admission, type Json } from '@docket/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { openCast, refusal, type Cast } from '../../testing/cast.ts';
import { notePlugin, openTestPlatform, stores, type TestPlatform } from '../../testing/index.ts';

const note = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
let admits: Admission['decision'] = 'accept';
let admitsCreate: Admission['decision'] = 'accept';
const plugin = notePlugin(undefined, [
  on(intake.eligible, () => ({ obstacle: null })),
  on(intake.admit, ({ intent }) => ({ decision: intent === 'create' ? admitsCreate : admits, reason: 'We look.' })),
]);

describe.each(stores)('the pages about changes, on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [plugin], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(() => {
    admits = 'accept';
    admitsCreate = 'accept';
  });

  const typed = (content: object) => ({ ...note, ...content }) as unknown as Json;
  const send = (id: string, content: object = {}) =>
    cast.sarah.portal.requests.submit.mutate({ id, kind: 'note', content: typed(content) });
  async function order(content: object = {}) {
    const { orderId, number } = await send(newId(), content);
    return { id: orderId!, number: number! };
  }
  const begin = async (id: string) => (await cast.sarah.portal.changes.begin.mutate({ order: id })).id;
  const own = async (of: 'waiting' | 'cancelled', before: string | null = null) =>
    cast.sarah.portal.requests.own.query({ of, before });
  const find = async (of: 'waiting' | 'cancelled', id: string) => (await own(of)).rows.find((row) => row.id === id);
  const wishOf = async (number: number) => {
    const { rows } = await cast.owner.staff.orders.list.query({});
    const { order: row } = await cast.owner.staff.orders.get.query({ number });
    const listed = rows.find((each) => each.number === number)!.wish;
    expect(listed).toEqual(row.wish);
    return row.wish;
  };

  describe('a draft of a change', () => {
    it('shows what it would do to the order as the order is now, and what others changed since', async () => {
      const { id, number } = await order();
      const draft = await begin(id);
      const form = { title: 'Paint the wall' };
      await cast.sarah.portal.requests.save.mutate({ id: draft, part: 'what', base: 0, form });
      const shown = () => cast.sarah.portal.changes.draft.query({ id: draft });
      expect(await shown()).toMatchObject({
        order: { id, number },
        isStale: false,
        conflicts: [],
        proposals: [{ path: 'title', label: 'note.title', current: 'Paint the door', proposed: 'Paint the wall' }],
      });
      const content = typed({ lines: [{ text: 'blue', count: 9 }] });
      await cast.owner.staff.orders.revise.mutate({ number, base: 1, content });
      expect(await shown()).toMatchObject({ isStale: true, conflicts: [], proposals: [{ path: 'title' }] });
      await cast.owner.staff.orders.revise.mutate({ number, base: 2, content: typed({ title: 'Paint the roof' }) });
      expect(await shown()).toMatchObject({ isStale: true, conflicts: ['what'] });
    });

    it('is its author’s alone, and a draft of an order is none', async () => {
      const { id } = await order();
      const draft = await begin(id);
      const foreign = await refusal(cast.tom.portal.changes.draft.query({ id: draft }));
      expect(foreign).toMatchObject({ code: 'not-found' });
      const { id: fresh } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
      expect(await refusal(cast.sarah.portal.changes.draft.query({ id: fresh }))).toEqual(foreign);
    });
  });

  describe('the customer’s own lists', () => {
    it('[T-44] [T-58] hold a change that waits, or was taken and not looked at, until somebody has', async () => {
      admits = 'wait';
      const { id, number } = await order();
      const { requestId } = await send(await begin(id), { title: 'Waits' });
      expect(await find('waiting', requestId)).toMatchObject({ intent: 'change', state: 'waiting', number });
      admits = 'accept';
      const { requestId: taken } = await send(await begin(id), { title: 'Taken' });
      expect(await find('waiting', requestId)).toBeUndefined();
      expect(await find('waiting', taken)).toMatchObject({ state: 'seen-not', number, reason: '' });
      await cast.owner.staff.requests.seen.mutate({ id: taken });
      expect(await find('waiting', taken)).toBeUndefined();
    });

    it('[T-70] [T-71] hold what never became an order: waiting, then declined with the reason or taken back', async () => {
      admitsCreate = 'wait';
      const [declined, back] = [newId(), newId()];
      await send(declined, { title: 'Not ours' });
      await send(back, { title: 'Taken back' });
      const { waiting } = await cast.sarah.portal.requests.counts.query({});
      expect(await find('waiting', declined)).toMatchObject({ intent: 'create', number: null, title: 'Not ours' });
      await cast.owner.staff.requests.decline.mutate({ id: declined, reason: 'No paint left.' });
      await cast.sarah.portal.changes.withdraw.mutate({ id: back });
      expect(await find('cancelled', declined)).toMatchObject({ state: 'declined', reason: 'No paint left.' });
      expect(await find('cancelled', back)).toMatchObject({ state: 'withdrawn', number: null });
      expect((await cast.sarah.portal.requests.counts.query({})).waiting).toBe(waiting - 2);
    });

    it('[T-72] hold an order that was cancelled, with the customer’s reason', async () => {
      const { id, number } = await order({ title: 'Cancelled' });
      const { cancelled } = await cast.sarah.portal.requests.counts.query({});
      await cast.sarah.portal.changes.cancel.mutate({ order: id, reason: 'The door is gone.' });
      const found = (await own('cancelled')).rows.find((row) => row.number === number);
      expect(found).toMatchObject({ intent: 'create', state: 'cancelled', reason: 'The door is gone.' });
      expect((await cast.sarah.portal.requests.counts.query({})).cancelled).toBe(cancelled + 1);
    });

    it('are nobody else’s, and go on page by page', async () => {
      admitsCreate = 'wait';
      const sent = newId();
      await send(sent);
      const ids = Array.from({ length: 53 }, () => newId());
      const text = `insert into core.request select (jsonb_populate_record(r, jsonb_build_object('id', copy.id))).*
        from core.request r, unnest($1::text[]) copy(id) where r.id = $2`;
      await test.platform.database.withTenant(test.shop).run({ name: 'test.copies', text, values: [ids, sent] });
      const first = await own('waiting');
      expect(first.rows).toHaveLength(50);
      const second = await own('waiting', first.next);
      const seen = [...first.rows, ...second.rows].map(({ id }) => id);
      expect(seen.filter((id) => ids.includes(id))).toHaveLength(53);
      expect(new Set(seen).size).toBe(seen.length);
      const toms = await cast.tom.portal.requests.own.query({ of: 'waiting' });
      expect(toms.rows.filter(({ id }) => ids.includes(id))).toEqual([]);
    });
  });

  describe('staff', () => {
    it('[T-59] see beside an order what its customer asked, until it is settled or seen', async () => {
      admits = 'wait';
      const { id, number } = await order();
      expect(await wishOf(number)).toBeNull();
      const { requestId } = await send(await begin(id), { title: 'Asked' });
      expect(await wishOf(number)).toEqual({ id: requestId, intent: 'change', state: 'waiting' });
      await cast.owner.staff.changes.reject.mutate({ id: requestId, reason: 'No.' });
      expect(await wishOf(number)).toBeNull();
      admits = 'accept';
      const { requestId: taken } = await send(await begin(id), { title: 'At once' });
      expect(await wishOf(number)).toEqual({ id: taken, intent: 'change', state: 'accepted' });
      await cast.owner.staff.requests.seen.mutate({ id: taken });
      expect(await wishOf(number)).toBeNull();
    });

    it('narrow what waits by intent, kind, customer and age against the shop’s own target', async () => {
      admits = 'wait';
      const { id } = await order({ title: 'Queued' });
      const { requestId } = await send(await begin(id), { title: 'Queued too' });
      const queue = async (more: object) =>
        (await cast.owner.staff.requests.waiting.query(more)).filter((row) => row.id === requestId);
      const [row] = await queue({ intent: 'change' });
      expect(Date.parse(row!.due_at) - Date.parse(row!.submitted_at)).toBe(24 * 3_600_000);
      expect(await queue({ intent: 'cancel' })).toEqual([]);
      expect(await queue({ kind: 'note', customer: row!.customer_name!.slice(1, 4).toUpperCase() })).toHaveLength(1);
      expect(await queue({ kind: 'other' })).toEqual([]);
      expect(await queue({ customer: '%' })).toEqual([]);
      expect(await queue({ overdue: true })).toEqual([]);
      expect(await queue({ after: requestId })).toEqual([]);
      const text = `update core.request set submitted_at = submitted_at - interval '25 hours' where id = $1`;
      await test.platform.database.withTenant(test.shop).run({ name: 'test.age', text, values: [requestId] });
      expect(await queue({ overdue: true })).toHaveLength(1);
    });
  });

  it('[T-02] says of an order whether anybody of the shop lets it be changed', async () => {
    const { number } = await order();
    expect((await cast.sarah.portal.orders.get.query({ number })).offersChanges).toBe(true);
  });
});
