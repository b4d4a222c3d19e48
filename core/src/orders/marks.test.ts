import { definePlugin, describePlugin, on, status, type Issue, type Json, type Marks } from '@docket/sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import { notePlugin, openTestPlatform, roundTripsOf, stores, type TestPlatform } from '../testing/index.ts';

const content = {
  title: 'Paint',
  lines: [
    { text: 'door', count: 1 },
    { text: 'wall', count: 2 },
  ],
  files: [],
};

/** `all` once every line of a note is checked. */
const checkedOf = (note: Json, marks: Marks): string =>
  (note as typeof content).lines.every((_, at) => marks[`l${at + 1}`]?.['checked'] !== undefined) ? 'all' : 'part';

describe.each(stores)('what is recorded of parts of an order on %s', (store) => {
  let objections: readonly Issue[] = [];
  let meanwhile: () => Promise<unknown> = async () => undefined;
  let asked: { from: string; to: string; facts: readonly object[] }[] = [];
  let test: TestPlatform;
  let cast: Cast;
  let id: string;
  let number: number;
  const foreman = describePlugin({
    id: 'foreman',
    version: '1.0.0',
    title: 'Foreman',
    about: 'Says how far a note is.',
    activation: 'on',
    server: async () => ({
      server: definePlugin({
        hooks: [
          on(status.facts, ({ content: note, marks }) => [{ id: 'checked', value: checkedOf(note, marks) }]),
          on(status.mayMove, async (move) => {
            asked.push(move);
            await meanwhile();
            return objections;
          }),
        ],
      }),
    }),
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), foreman], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(async () => {
    const draft = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
    const receipt = await cast.sarah.portal.requests.submit.mutate({ id: draft.id, content });
    [id, number] = [receipt.orderId!, receipt.number!];
  });
  afterEach(() => {
    [objections, asked] = [[], []];
    meanwhile = async () => undefined;
  });

  const mark = (part: string, done = true, more: object = {}) =>
    cast.owner.staff.orders.mark.mutate({ id, part, type: 'checked', done, ...more });
  const page = () => cast.owner.staff.orders.get.query({ number });
  const move = (to: string) => cast.owner.staff.orders.move.mutate({ id, to });

  it('stands on the order and in its history, with who did it and why', async () => {
    const { marks, status: now } = await mark('l1', true, { note: 'By telephone.' });
    expect({ marks, now }).toEqual({
      marks: { l1: { checked: expect.stringMatching(/^2.*Z$/) as string } },
      now: 'new',
    });
    const { order, timeline } = await page();
    expect(order.marks).toEqual(marks);
    expect(timeline[0]).toMatchObject({
      type: 'note.checked',
      shown: false,
      by: { type: 'staff' },
      data: { part: 'l1', name: 'door', note: 'By telephone.' },
    });
  });

  it('is taken back, also of a part that is gone, and leaves both in the history', async () => {
    await mark('l2');
    await cast.owner.staff.orders.revise.mutate({
      number,
      base: 1,
      content: { ...content, lines: [content.lines[0]!] },
    });
    expect(await mark('l2', false)).toMatchObject({ marks: {} });
    expect((await page()).timeline.map(({ type }) => type)).toEqual([
      'note.checked.undone',
      'revised',
      'note.checked',
      'requested',
    ]);
    expect(await refusal(mark('l2'))).toMatchObject({ code: 'order.mark-not-possible' });
  });

  it('changes nothing the second time', async () => {
    const { marks } = await mark('l1');
    expect(await mark('l1')).toMatchObject({ marks });
    await mark('l1', false);
    await mark('l1', false);
    expect((await page()).timeline).toHaveLength(3);
  });

  it('keeps what two people record of two parts at once', async () => {
    await Promise.all([mark('l1'), mark('l2')]);
    expect(Object.keys((await page()).order.marks).toSorted()).toEqual(['l1', 'l2']);
  });

  it('is asked of nobody who may not move orders, of nothing that is foreign, and of no part or event that is none', async () => {
    expect(
      await refusal(cast.sarah.staff.orders.mark.mutate({ id, part: 'l1', type: 'checked', done: true })),
    ).toMatchObject({
      code: 'sign-in.needed',
    });
    const unknown = { id: '0190a000-0000-7000-8000-00000000dead', part: 'l1', type: 'checked', done: true };
    expect(await refusal(cast.owner.staff.orders.mark.mutate(unknown))).toMatchObject({ code: 'not-found' });
    for (const wrong of [{ part: 'l3' }, { type: 'eaten' }, { part: 'constructor' }])
      expect(await refusal(mark('l1', true, wrong))).toMatchObject({ code: 'order.mark-not-possible' });
  });

  it('is not possible in a status that the kind leaves out', async () => {
    await move('doing');
    await mark('l1');
    await mark('l2');
    expect((await page()).order.status).toBe('done');
    expect(await refusal(mark('l1', false))).toMatchObject({ code: 'order.mark-not-possible' });
  });

  describe('moves the order on', () => {
    beforeEach(() => move('doing'));

    it('where the kind says so', async () => {
      expect(await mark('l1')).toMatchObject({ status: 'doing', number });
      expect(await mark('l2')).toMatchObject({ status: 'done', number });
      const moves = (await page()).timeline.filter(({ type }) => type === 'status');
      expect(moves.map(({ data }) => data)).toContainEqual({ from: 'doing', to: 'done' });
    });

    it('unless a plugin objects: it is recorded all the same', async () => {
      await mark('l1');
      objections = [{ severity: 'refuse', code: 'foreman.no', path: '', audience: 'staff', params: {} }];
      const { status: now, marks } = await mark('l2');
      expect([now, Object.keys(marks)]).toEqual(['doing', ['l1', 'l2']]);
    });

    it('and whoever judges a move is told how far it is', async () => {
      await mark('l1');
      await move('done');
      expect(asked.at(-1)!.facts).toEqual([{ id: 'checked', value: 'part' }]);
    });
  });

  it('has a move judged anew that was judged before it', async () => {
    meanwhile = async () => {
      meanwhile = async () => undefined;
      await mark('l1');
    };
    await move('doing');
    expect(asked.map(({ from, to }) => [from, to])).toEqual([
      ['new', 'doing'],
      ['new', 'doing'],
    ]);
    expect(asked.at(-1)!.facts).toEqual([{ id: 'checked', value: 'part' }]);
    expect((await page()).order).toMatchObject({ status: 'doing', marks: { l1: {} } });
  });

  it('takes two round trips, as a move does', async () => {
    const { database } = test.platform;
    const count = async (work: () => Promise<unknown>): Promise<number> => {
      await test.platform.settle();
      return roundTripsOf(database, work);
    };
    expect(await count(() => mark('l1'))).toBe(2);
    expect(await count(() => move('doing'))).toBe(2);
  });
});
