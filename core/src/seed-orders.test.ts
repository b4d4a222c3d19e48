import { intake, on, type Json } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCast, type Cast } from './testing/cast.ts';
import { notePlugin, openTestPlatform, roundTripsOf, type TestPlatform } from './testing/index.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const titled = (title: string) => (now: Json) => ({ ...(now as typeof content), title });

/** Orders come in, unless they say that they wait; whatever is asked of them waits. */
const careful = notePlugin(undefined, [
  on(intake.eligible, () => ({ obstacle: null })),
  on(intake.admit, ({ intent, content: note }) => {
    const passes = intent === 'create' && (note as typeof content).title !== 'Wait';
    return { decision: passes ? ('accept' as const) : ('wait' as const), reason: 'We look.' };
  }),
]);

describe('orders that are made from code', () => {
  let test: TestPlatform;
  let cast: Cast;
  let staff: string;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [careful], now: new Date('2026-02-01T10:00:00Z') });
    cast = await openCast(test);
    const kim = { name: 'Kim', email: 'kim@shop.test', role: 'production', password: 'nine grey lamps' } as const;
    staff = await test.platform.seed.staff(test.shop, kim);
  });
  afterAll(() => test.close());

  const at = (time: string): Date => new Date(`2026-01-05T${time}:00Z`);
  const who = () => ({ customer: cast.smith.id, contact: cast.smith.contact });
  const send = (title = 'Paint the door') =>
    test.platform.seed.send(test.shop, {
      ...who(),
      kind: 'note',
      content: () => ({ ...content, title }),
      at: at('10:00'),
    });
  async function order() {
    const { orderId, number } = await send();
    return { id: orderId!, number: number! };
  }
  const pageOf = (number: number) => cast.owner.staff.orders.get.query({ number });
  const requestOf = async (id: string) => (await cast.owner.staff.requests.get.query({ id })).request;
  const change = (id: string, title: string) =>
    test.platform.seed.change(test.shop, { ...who(), order: id, at: at('11:00'), content: titled(title) });

  it('come in by one round trip where they have no files', async () => {
    let sent: Awaited<ReturnType<typeof send>> | undefined;
    expect(await roundTripsOf(test.platform.database, async () => void (sent = await send()))).toBe(1);
    expect(sent).toMatchObject({ state: 'accepted', orderId: expect.any(String) as string });
  });

  it('are moved and have things recorded of them, each step at its moment and by whom it was', async () => {
    const { id, number } = await order();
    await test.platform.seed.advance(test.shop, id, [
      { at: at('12:00'), staff, to: 'doing' },
      { at: at('13:30'), staff, part: 'l1', type: 'checked', note: 'Two coats.' },
      { at: at('15:00'), staff, to: 'done' },
    ]);
    const { order: made, timeline } = await pageOf(number);
    expect(made).toMatchObject({ status: 'done', marks: { l1: { checked: {} } } });
    expect(timeline.slice(0, 3).map((entry) => new Date(entry.at).toISOString().slice(11, 16))).toEqual([
      '15:00',
      '13:30',
      '12:00',
    ]);
  });

  it('stay as they are when nothing was done with them', async () => {
    const { id, number } = await order();
    await test.platform.seed.advance(test.shop, id, []);
    expect((await pageOf(number)).order).toMatchObject({ status: 'new', version: 1 });
  });

  it('are changed once staff have opened the change and taken it', async () => {
    const { id, number } = await order();
    const { requestId, state } = await change(id, 'Paint the wall');
    expect(state).toBe('waiting');
    await test.platform.seed.decide(test.shop, { request: requestId, staff, at: at('12:00') });
    expect((await pageOf(number)).order).toMatchObject({ title: 'Paint the wall', version: 2 });
    const { state: now, seen_at: seenAt, submitted_at: sentAt } = await requestOf(requestId);
    expect(now).toBe('accepted');
    expect([sentAt, seenAt].map((moment) => new Date(moment!).toISOString())).toEqual([
      at('11:00').toISOString(),
      at('12:00').toISOString(),
    ]);
  });

  it('stay as they are when staff decline what was asked, with the reason', async () => {
    const { id, number } = await order();
    const { requestId } = await change(id, 'Paint the wall');
    const decline = 'The door is painted.';
    await test.platform.seed.decide(test.shop, { request: requestId, staff, at: at('12:00'), decline });
    expect((await pageOf(number)).order).toMatchObject({ title: 'Paint the door', version: 1 });
    expect(await requestOf(requestId)).toMatchObject({ state: 'declined', decision: { reason: decline } });
  });

  it('conflict where staff changed the same after the change was sent', async () => {
    const { id } = await order();
    const { requestId } = await change(id, 'Paint the wall');
    const revision = { order: id, staff, at: at('12:00'), reason: 'By telephone.' };
    await test.platform.seed.revise(test.shop, { ...revision, content: titled('Paint the fence') });
    const { conflicts, version } = await cast.owner.staff.changes.get.query({ id: requestId });
    expect(version).toBe(2);
    expect(conflicts).not.toEqual([]);
  });

  it('end when staff take a cancellation', async () => {
    const { id, number } = await order();
    const cancellation = { ...who(), order: id, at: at('11:00'), reason: 'The door is gone.' };
    const { requestId, state } = await test.platform.seed.cancel(test.shop, cancellation);
    expect(state).toBe('waiting');
    await test.platform.seed.decide(test.shop, { request: requestId, staff, at: at('12:00') });
    expect((await pageOf(number)).order).toMatchObject({ status: 'off' });
  });

  it('are made of what waits, or not, as staff decide', async () => {
    const [taken, left] = [await send('Wait'), await send('Wait')];
    expect(taken).toMatchObject({ state: 'waiting', number: null });
    const decision = { staff, at: at('12:00') };
    await test.platform.seed.decide(test.shop, { ...decision, request: taken.requestId });
    await test.platform.seed.decide(test.shop, { ...decision, request: left.requestId, decline: 'Not today.' });
    expect(await requestOf(taken.requestId)).toMatchObject({ state: 'accepted' });
    expect(await requestOf(left.requestId)).toMatchObject({ state: 'declined' });
  });

  it('are told to nobody, whatever became of them', async () => {
    await test.platform.settle();
    expect(test.post.mails.filter(({ to }) => to.includes('sarah@smith.test'))).toEqual([]);
    expect((await cast.owner.staff.notices.bell.query({})).rows).toEqual([]);
  });
});
