import { definePlugin, describePlugin, intake, on, referral, type IntakeRequest, type Issue } from '@docket/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import { notePlugin, openTestPlatform, stores, type TestPlatform } from '../testing/index.ts';

/** What the flows of the shop say at the moment, by plugin. */
const quiet = { one: undefined as boolean | undefined, two: undefined as boolean | undefined, issues: [] as Issue[] };
let says = quiet;
const seen: IntakeRequest[] = [];

const flowPlugin = (id: 'one' | 'two') =>
  describePlugin({
    id,
    version: '1.0.0',
    title: id,
    about: 'Takes requests in.',
    activation: 'on',
    server: async () => ({
      server: definePlugin({
        hooks: [
          on(intake.flow, () => (says[id] === undefined ? undefined : { refers: says[id] })),
          ...(id === 'one'
            ? [
                on(intake.validate, (request) => {
                  seen.push(request);
                  return says.issues;
                }),
              ]
            : []),
        ],
      }),
    }),
  });

describe.each(stores)('the flow of a request on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), flowPlugin('one'), flowPlugin('two')], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(() => {
    says = { ...quiet };
    seen.length = 0;
  });

  const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
  const send = () => cast.sarah.portal.requests.submit.mutate({ id: newId(), kind: 'note', content });
  const orderOf = async (number: number | null) => (await cast.owner.staff.orders.get.query({ number: number! })).order;
  const late = referral('note.late', 'title', { day: 'Tuesday' }, 'orders.edit');

  it('is the kind’s own plugin’s where nobody takes it, and the first one’s that does', async () => {
    expect((await orderOf((await send()).number)).flow).toBe('notes');
    says = { ...quiet, two: false };
    expect((await orderOf((await send()).number)).flow).toBe('two');
    says = { ...quiet, one: true, two: false };
    expect((await orderOf((await send()).number)).flow).toBe('one');
    expect(seen.map(({ flow, refers }) => [flow, refers])).toEqual([
      ['notes', false],
      ['two', false],
      ['one', true],
    ]);
  });

  it('[T-60] stays the order’s, and speaks for what changes it', async () => {
    says = { ...quiet, two: true };
    const { orderId, number } = await send();
    says = { ...quiet, one: false, two: true };
    const { id } = await cast.sarah.portal.changes.begin.mutate({ order: orderId! });
    await cast.sarah.portal.requests.submit.mutate({ id, content: { ...content, title: 'Paint the wall' } });
    expect((await orderOf(number)).flow).toBe('two');
    expect(seen.at(-1)).toMatchObject({ intent: 'change', flow: 'two', refers: true });
  });

  it('[T-69] lets what a rule refers wait, and takes it for a reason from whoever has the permission', async () => {
    says = { ...quiet, issues: [late] };
    const { requestId, state } = await send();
    expect(state).toBe('waiting');
    const { release, releaseAll, get } = cast.owner.staff.requests;
    expect(await refusal(release.mutate({ id: requestId }))).toMatchObject({
      code: 'override.needed',
      details: { issues: [{ code: 'note.late', params: { day: 'Tuesday' } }] },
    });
    expect(await releaseAll.mutate({ ids: [requestId] })).toMatchObject({ released: [], refused: [] });
    expect(await release.mutate({ id: requestId, override: 'It is small.' })).toMatchObject({ state: 'accepted' });
    expect((await get.query({ id: requestId })).request.decision).toMatchObject({
      by: { type: 'staff' },
      override: { reason: 'It is small.', missed: [late] },
    });
  });

  it('[T-69] refuses whoever lacks the permission that the rule names', async () => {
    says = { ...quiet, issues: [{ ...late, overridable: 'notes.overrule' }] };
    const { requestId } = await send();
    const { release } = cast.owner.staff.requests;
    expect(await refusal(release.mutate({ id: requestId, override: 'Please.' }))).toMatchObject({
      code: 'right.missing',
    });
  });

  it('[T-69] lets a change wait in the same way', async () => {
    const { orderId } = await send();
    says = { ...quiet, issues: [late] };
    const { id } = await cast.sarah.portal.changes.begin.mutate({ order: orderId! });
    const changed = { ...content, title: 'Paint the wall' };
    const { state } = await cast.sarah.portal.requests.submit.mutate({ id, content: changed });
    expect(state).toBe('waiting');
    const decide = (more: object) => cast.owner.staff.changes.decide.mutate({ id, version: 1, accept: 'all', ...more });
    expect(await refusal(decide({}))).toMatchObject({ code: 'override.needed' });
    expect(await decide({ override: 'It is small.' })).toMatchObject({ state: 'accepted', version: 2 });
  });

  it('[T-66] judges what waits by the moment at which it came', async () => {
    test.setNow(new Date('2026-06-16T09:00:00Z'));
    const { orderId } = await send();
    says = { ...quiet, issues: [late] };
    const { id } = await cast.sarah.portal.changes.begin.mutate({ order: orderId! });
    await cast.sarah.portal.requests.submit.mutate({ id, content: { ...content, title: 'Paint the wall' } });
    test.setNow(new Date('2026-06-16T15:00:00Z'));
    await cast.owner.staff.changes.decide.mutate({ id, version: 1, accept: 'all', override: 'It is small.' });
    expect(seen.at(-1)?.receivedAt).toEqual(new Date('2026-06-16T09:00:00Z'));
    test.setNow(undefined);
  });
});
