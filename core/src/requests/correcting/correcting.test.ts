import { intake, issue, on, referral, type Admission, type IntakeRequest, type Issue, type Json } from '@docket/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { openCast, refusal, type Cast } from '../../testing/cast.ts';
import { notePlugin, openTestPlatform, stores, type TestPlatform } from '../../testing/index.ts';

const note = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const late = referral('note.late', 'title', { day: 'Tuesday' }, 'orders.edit');

/** What the shop's rules say at the moment. */
interface Rules {
  readonly admits: Admission['decision'];
  readonly finds: (request: IntakeRequest) => readonly Issue[];
}
const quiet: Rules = { admits: 'wait', finds: () => [] };
let rules = quiet;
const seen: IntakeRequest[] = [];
const plugin = notePlugin(undefined, [
  on(intake.eligible, () => ({ obstacle: null })),
  on(intake.validate, (request) => {
    seen.push(request);
    return rules.finds(request);
  }),
  on(intake.admit, ({ content }) => ({
    decision: rules.admits,
    reason: 'We look.',
    claim: { value: (content as typeof note).title, policy: 'refuse' as const },
  })),
]);

describe.each(stores)('correcting what waits, on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [plugin], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(() => {
    rules = quiet;
    seen.length = 0;
  });

  const staff = () => cast.owner.staff.requests;
  const titled = (title: string) => ({ ...note, title }) as unknown as Json;
  async function waiting(title = `Paint ${newId()}`) {
    const id = newId();
    await cast.sarah.portal.requests.submit.mutate({ id, kind: 'note', content: titled(title) });
    return { id, title };
  }
  const retitle = (id: string, title: string, base = 1) =>
    staff().edit.mutate({ id, base, part: 'what', form: { title } });
  const pageOf = (id: string) => staff().get.query({ id });
  const orderOf = async (number: number | null) => cast.owner.staff.orders.get.query({ number: number! });

  it('[T-69] [T-40] keeps what came as it came, and makes the order of what staff made of it', async () => {
    const { id, title } = await waiting();
    const better = `${title}, twice`;
    expect(await retitle(id, better)).toEqual({ version: 2, issues: [] });
    const { request, changes } = await pageOf(id);
    expect(request.submitted).toMatchObject({ title });
    expect(request.content).toMatchObject({ title: better });
    expect(changes).toEqual([{ path: 'title', label: 'note.title', before: title, after: better }]);
    const { number } = await staff().release.mutate({ id, version: 2 });
    const { order, changes: since } = await orderOf(number);
    expect(order).toMatchObject({ title: better, version: 1 });
    expect(since).toEqual(changes);
    expect((await pageOf(id)).request.submitted).toMatchObject({ title });
  });

  it('[T-69] tells the customer after it is taken what was changed, and nothing before', async () => {
    const { id, title } = await waiting();
    await retitle(id, `${title}, twice`);
    const draft = await cast.sarah.portal.requests.open.query({ id });
    expect(draft.content).toMatchObject({ title });
    const own = await cast.sarah.portal.requests.own.query({ of: 'waiting', before: null });
    expect(own.rows.find((row) => row.id === id)?.title).toBe(title);
    const { number } = await staff().release.mutate({ id });
    const { timeline } = await cast.sarah.portal.orders.get.query({ number: number! });
    expect(timeline.find(({ type }) => type === 'corrected')).toMatchObject({
      by: { type: 'staff' },
      data: { changes: [{ path: 'title', label: 'note.title', before: title, after: `${title}, twice` }] },
    });
  });

  it('says nothing of corrections in the history of an order that was taken as it came', async () => {
    const { id } = await waiting();
    const { number } = await staff().release.mutate({ id, version: 1 });
    expect((await orderOf(number)).timeline.map(({ type }) => type)).toEqual(['requested']);
  });

  it('[T-69] checks it again under the rules that it came under, by the moment at which it came', async () => {
    test.setNow(new Date('2026-06-16T09:00:00Z'));
    const { id, title } = await waiting();
    test.setNow(new Date('2026-06-16T15:00:00Z'));
    rules = { ...quiet, finds: ({ refers }) => (refers ? [late] : [issue('refuse', 'note.late', 'title')]) };
    expect(await retitle(id, `${title}!`)).toEqual({ version: 2, issues: [late] });
    expect(seen.at(-1)).toMatchObject({ flow: 'notes', receivedAt: new Date('2026-06-16T09:00:00Z') });
    expect(await refusal(staff().release.mutate({ id }))).toMatchObject({ code: 'override.needed' });
    expect(await staff().release.mutate({ id, override: 'It is small.' })).toMatchObject({ state: 'accepted' });
    expect((await pageOf(id)).request.decision).toMatchObject({ override: { reason: 'It is small.', missed: [late] } });
    test.setNow(undefined);
  });

  it('[T-69] needs no reason any more once what a rule referred is mended', async () => {
    rules = { ...quiet, finds: ({ content }) => ((content as typeof note).title.includes('late') ? [late] : []) };
    const { id } = await waiting(`late ${newId()}`);
    expect(await refusal(staff().release.mutate({ id }))).toMatchObject({ code: 'override.needed' });
    expect((await retitle(id, `soon ${newId()}`)).issues).toEqual([]);
    expect(await staff().release.mutate({ id })).toMatchObject({ state: 'accepted' });
  });

  it('keeps what is wrong, says what is, and makes no order of it', async () => {
    const { id } = await waiting();
    const { issues } = await retitle(id, '');
    expect(issues).toMatchObject([{ code: 'note.wrong', path: 'title', severity: 'refuse' }]);
    expect((await staff().form.query({ id })).content).toMatchObject({ title: '' });
    expect(await refusal(staff().release.mutate({ id }))).toMatchObject({ code: 'request.refused' });
    rules = { ...quiet, finds: () => [issue('refuse', 'note.never', 'title')] };
    await retitle(id, `right ${newId()}`, 2);
    expect(await refusal(staff().release.mutate({ id, override: 'All the same.' }))).toMatchObject({
      code: 'request.refused',
      details: { issues: [{ code: 'note.never' }] },
    });
  });

  it('refuses what a colleague has corrected meanwhile, and shows both', async () => {
    const { id } = await waiting();
    await retitle(id, 'Theirs');
    expect(await refusal(retitle(id, 'Mine'))).toMatchObject({
      code: 'request.stale',
      details: { typed: { title: 'Mine' }, content: { title: 'Theirs' }, version: 2 },
    });
    expect(await refusal(staff().release.mutate({ id, version: 1 }))).toMatchObject({ code: 'request.stale' });
    expect((await pageOf(id)).request).toMatchObject({ state: 'waiting', content: { title: 'Theirs' } });
  });

  it('loses neither of two corrections at the same moment, nor one beside a decision', async () => {
    const { id } = await waiting();
    const both = await Promise.allSettled([retitle(id, `One ${id}`), retitle(id, `Two ${id}`)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { title } = (await pageOf(id)).request.content as unknown as typeof note;
    const [taken, edited] = await Promise.allSettled([
      staff().release.mutate({ id, version: 2 }),
      retitle(id, `Three ${id}`, 2),
    ]);
    expect([taken.status, edited.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    if (taken.status === 'fulfilled') expect((await orderOf(taken.value.number)).order.title).toBe(title);
  });

  it('[T-51] holds the name that it has now, and lets go of the one before', async () => {
    const [{ id, title }, other] = [await waiting(), await waiting()];
    await retitle(id, other.title);
    expect(await refusal(staff().release.mutate({ id }))).toMatchObject({ code: 'claim.waiting' });
    await retitle(id, `${title} anew`, 2);
    await staff().release.mutate({ id });
    expect(await refusal(waiting(`${title} anew`))).toMatchObject({ code: 'claim.taken' });
    await waiting(title);
  });

  it('corrects nothing that is decided, that is about an order, or that is not there', async () => {
    const { id } = await waiting();
    const { orderId } = await staff().release.mutate({ id });
    expect(await refusal(retitle(id, 'Later'))).toMatchObject({ code: 'request.decided' });
    expect(await refusal(staff().form.query({ id }))).toMatchObject({ code: 'request.decided' });
    const { id: change } = await cast.sarah.portal.changes.begin.mutate({ order: orderId! });
    await cast.sarah.portal.requests.submit.mutate({ id: change, content: titled('Another') });
    expect(await refusal(retitle(change, 'Later'))).toMatchObject({ code: 'request.not-here' });
    expect(await refusal(retitle(newId(), 'Later'))).toMatchObject({ code: 'not-found' });
    const fresh = await waiting();
    const edit = { id: fresh.id, base: 1, part: 'nowhere', form: {} };
    expect(await refusal(staff().edit.mutate(edit))).toMatchObject({ code: 'not-found' });
  });

  it('[T-69] is told to its sender by a mail that says that it was corrected, and another where it was not', async () => {
    const mail = async () => {
      await test.platform.settle();
      return test.post.newestTo('sarah@smith.test').parsed;
    };
    const [plain, mended] = [await waiting(), await waiting()];
    await mail();
    const { number } = await staff().release.mutate({ id: plain.id });
    expect((await mail()).subject).toBe(`Your request is order ${number}`);
    await retitle(mended.id, `${mended.title}, mended`);
    expect((await mail()).text).not.toContain('mended');
    const { number: other } = await staff().release.mutate({ id: mended.id });
    const { subject, text } = await mail();
    expect(subject).toBe(`Your request is order ${other}, with corrections`);
    for (const part of ['field by field', `${mended.title}, mended`, `http://shop.test/orders/${other}`])
      expect(text).toContain(part);
  });

  it('is kept by the audit, with who changed what', async () => {
    const { id, title } = await waiting();
    await retitle(id, `${title}!`);
    const { rows } = await cast.owner.staff.audit.list.query({ action: 'requests.edit' });
    expect(JSON.stringify(rows[0])).toContain(`${title}!`);
  });

  describe('several at once', () => {
    it('[T-40] makes an order of each that can become one, and says of each other why not', async () => {
      const first = await waiting();
      rules = { ...quiet, finds: () => [late] };
      const second = await waiting();
      rules = quiet;
      const third = await waiting();
      const { released, refused } = await staff().takeAll.mutate({ ids: [first.id, second.id, third.id] });
      expect(released).toMatchObject([
        { id: first.id, number: expect.any(Number), prefix: '' },
        { id: third.id, number: expect.any(Number), prefix: '' },
      ]);
      expect(refused).toEqual([{ id: second.id, code: 'override.needed', params: {} }]);
      expect((await pageOf(second.id)).request.state).toBe('waiting');
      expect(await staff().takeAll.mutate({ ids: [first.id] })).toEqual({ released: [], refused: [] });
    });

    it('[T-70] declines them with one reason for all, and passes over what is decided', async () => {
      const [first, second, third] = [await waiting(), await waiting(), await waiting()];
      await staff().release.mutate({ id: first.id });
      const ids = [first.id, second.id, third.id, third.id, newId()];
      const reason = 'We are closed that week.';
      expect((await staff().declineAll.mutate({ ids, reason })).ids.toSorted()).toEqual(
        [second.id, third.id].toSorted(),
      );
      for (const { id } of [second, third]) {
        const { request } = await pageOf(id);
        expect(request).toMatchObject({ state: 'declined', decision: { decision: 'decline', reason } });
      }
      const own = await cast.sarah.portal.requests.own.query({ of: 'cancelled', before: null });
      expect(own.rows.filter(({ reason: told }) => told === reason)).toHaveLength(2);
      await waiting(second.title);
    });
  });
});
