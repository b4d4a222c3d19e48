import { intake, on, status, type Admission, type Json } from '@docket/sdk';
import { refusalOf } from '@docket/sdk/client';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { openCast, type Cast } from '../../testing/cast.ts';
import { notePlugin, openTestPlatform, stores, type TestPlatform } from '../../testing/index.ts';

/** What the shop's rules say; steps of the test change them. */
const rules = { admits: 'accept' as Admission['decision'], isCollected: false };

const plugin = notePlugin(undefined, [
  on(status.facts, () => (rules.isCollected ? [{ id: 'collected', value: 'all' }] : [])),
  on(intake.eligible, ({ facts }) => ({ obstacle: facts.length > 0 ? { code: 'collected', params: {} } : null })),
  on(intake.admit, ({ intent }) => (intent === 'create' ? undefined : { decision: rules.admits, reason: '' })),
]);

const note = { title: 'Zero', lines: [{ text: 'zero', count: 1 }], files: [] };

/** One step of somebody in the life of an order. */
type Step =
  | { readonly do: 'write'; readonly title: number }
  | { readonly do: 'count'; readonly count: number }
  | { readonly do: 'send' | 'cancel' | 'withdraw' | 'decide' | 'reject' | 'collect' | 'return' | 'move' }
  | { readonly do: 'admit'; readonly decision: 'accept' | 'wait' }
  | { readonly do: 'revise'; readonly count: number }
  | { readonly do: 'race'; readonly steps: readonly Step['do'][] };

const plain = fc.constantFrom<Step['do']>('send', 'cancel', 'withdraw', 'decide', 'reject', 'move');
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { arbitrary: fc.record({ do: fc.constant('write' as const), title: fc.nat(5) }), weight: 4 },
    { arbitrary: fc.record({ do: fc.constant('count' as const), count: fc.integer({ min: 1, max: 5 }) }), weight: 2 },
    { arbitrary: fc.record({ do: fc.constant('send' as const) }), weight: 5 },
    { arbitrary: fc.record({ do: fc.constant('decide' as const) }), weight: 3 },
    {
      arbitrary: fc.record({ do: fc.constantFrom('withdraw' as const, 'reject', 'collect', 'return', 'move') }),
      weight: 3,
    },
    { arbitrary: fc.record({ do: fc.constant('cancel' as const) }), weight: 1 },
    {
      arbitrary: fc.record({ do: fc.constant('admit' as const), decision: fc.constantFrom('accept' as const, 'wait') }),
      weight: 2,
    },
    { arbitrary: fc.record({ do: fc.constant('revise' as const), count: fc.integer({ min: 6, max: 9 }) }), weight: 2 },
    {
      arbitrary: fc.record({
        do: fc.constant('race' as const),
        steps: fc.array(plain, { minLength: 2, maxLength: 4 }),
      }),
      weight: 2,
    },
  ),
  { minLength: 4, maxLength: 14 },
);

interface Wish extends Readonly<Record<string, Json>> {
  readonly id: string;
  readonly state: string;
}

describe.each(stores)('the life of an order, whoever does what in whatever sequence, on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [plugin], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());

  const run = async (text: string, ...values: unknown[]) => {
    const name = `test.${text.replaceAll(/\W/g, '').slice(0, 50)}`;
    const [rows] = await test.platform.database.withTenant(test.shop).run({ name, text, values });
    return rows as Record<string, Json>[];
  };

  /** Every refusal that somebody may meet here; anything else is a bug. */
  const expected = new Set([
    'change.not-possible',
    'cancel.not-possible',
    'change.nothing',
    'request.decided',
    'order.stale',
    'status.not-possible',
    'change.busy',
    'request.other-content',
    'draft.sent',
    'draft.changed-elsewhere',
  ]);

  /** What somebody does, or the refusal of it. */
  async function tried(deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      expect(expected).toContain(refusalOf(error).code);
    }
  }

  function peopleAt(id: string, number: number) {
    const { portal } = cast.sarah;
    const { staff } = cast.owner;
    const begin = async () => (await portal.changes.begin.mutate({ order: id })).id;
    const waiting = async () =>
      (await run(`select id from core.request where order_id = $1 and state = 'waiting' limit 1`, id))[0]?.['id'] as
        | string
        | undefined;
    const write = async (part: string, form: Json) => {
      const draft = await begin();
      await portal.requests.save.mutate({ id: draft, part, base: 0, form, keepMine: true });
    };
    const withWaiting = async (deed: (wish: string) => Promise<unknown>) => {
      const wish = await waiting();
      if (wish) await deed(wish);
    };
    const deeds = {
      send: async () => portal.requests.submit.mutate({ id: await begin() }),
      cancel: () => portal.changes.cancel.mutate({ order: id, reason: 'Enough.' }),
      withdraw: () => withWaiting((wish) => portal.changes.withdraw.mutate({ id: wish })),
      decide: () =>
        withWaiting(async (wish) => {
          const { version } = await staff.changes.get.query({ id: wish });
          await staff.changes.decide.mutate({ id: wish, version, accept: 'all' });
        }),
      reject: () => withWaiting((wish) => staff.changes.reject.mutate({ id: wish, reason: 'Not now.' })),
      move: async () => staff.orders.move.mutate({ id, to: 'doing' }),
    };
    return async function act(step: Step): Promise<void> {
      switch (step.do) {
        case 'write':
          return tried(() => write('what', { title: `Title ${step.title}` }));
        case 'count':
          return tried(() => write('lines', { lines: [{ text: 'zero', count: step.count }], files: [] }));
        case 'admit':
          rules.admits = step.decision;
          return;
        case 'collect':
        case 'return':
          rules.isCollected = step.do === 'collect';
          return void (await run('select core.touch_order($1)', id));
        case 'revise': {
          const { order } = await staff.orders.get.query({ number });
          const content = { ...(order.content as object), lines: [{ text: 'shop', count: step.count }] } as Json;
          return tried(() => staff.orders.revise.mutate({ number, base: order.version, content }));
        }
        case 'race':
          return void (await Promise.all(step.steps.map((each) => tried(deeds[each as keyof typeof deeds]))));
        default:
          return tried(deeds[step.do]);
      }
    };
  }

  const wishesOf = (id: string) =>
    run(
      `select id, intent, state, decision from core.request where order_id = $1 and state <> 'draft' order by id`,
      id,
    ) as Promise<unknown> as Promise<Wish[]>;
  const versionsOf = (id: string) =>
    run('select version, content, request_id from core.order_version where order_id = $1 order by version', id);

  /** What must be so after every step. */
  async function mustHold(id: string, number: number, before: readonly Wish[], frozen: boolean) {
    const wishes = await wishesOf(id);
    const versions = await versionsOf(id);
    const { order } = await cast.owner.staff.orders.get.query({ number });
    // One of each that waits.
    for (const intent of ['change', 'cancel'])
      expect(wishes.filter((wish) => wish['intent'] === intent && wish.state === 'waiting').length).toBeLessThan(2);
    // No version is lost, and each change that was taken is exactly one.
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, at) => at + 1));
    expect(order.version).toBe(versions.length);
    const taken = wishes
      .filter((wish) => wish['intent'] === 'change' && wish.state === 'accepted')
      .map((wish) => wish.id);
    const written = versions.flatMap(({ request_id }, at) => (at === 0 || request_id === null ? [] : [request_id]));
    expect(new Set(written)).toEqual(new Set(taken));
    expect(written).toHaveLength(taken.length);
    // What is over stays over, and says why where its customer reads it.
    for (const wish of before.filter(({ state }) => state !== 'waiting'))
      expect(wishes.find((now) => now.id === wish.id)).toEqual(wish);
    const shown = await cast.sarah.portal.changes.ofOrder.query({ order: id });
    for (const { state, decision } of shown.wishes.filter((wish) => !['waiting', 'accepted'].includes(wish.state))) {
      const { reason, reasons, obstacle } = decision as Record<string, Json>;
      expect([state, reason, reasons, obstacle]).not.toEqual([state, '', [], null]);
    }
    // Nothing that the customer asks for is done once it is collected.
    if (frozen)
      expect(wishes.filter(({ state }) => state === 'accepted')).toEqual(
        before.filter(({ state }) => state === 'accepted'),
      );
    return wishes;
  }

  it('loses no update, keeps one open change, and ends nothing without a reason', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (life) => {
        Object.assign(rules, { admits: 'accept', isCollected: false });
        const { orderId, number } = await cast.sarah.portal.requests.submit.mutate({
          id: newId(),
          kind: 'note',
          content: note,
        });
        const act = peopleAt(orderId!, number!);
        let wishes: readonly Wish[] = [];
        for (const step of life) {
          const frozen = rules.isCollected && step.do !== 'return';
          await act(step);
          wishes = await mustHold(orderId!, number!, wishes, frozen);
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);
});
