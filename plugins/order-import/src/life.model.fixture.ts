import type { Json } from '@docket/sdk';
import fc from 'fast-check';
import { expect } from 'vitest';
import { refused, transport, type ImportShop, type Made } from './shop.fixture.ts';

/** What people write of an order, and what their own system does: neither knows of the other’s. */
interface Version {
  readonly told: string;
  readonly described: string;
}

interface Waiting extends Version {
  readonly id: string;
  readonly intent: 'change' | 'cancel';
  readonly by: 'person' | 'program';
  /** Number of the version that it was made on. */
  readonly base: number;
}

/** The life of one order as it should be; the shop is asked whether it is. */
export interface Life {
  readonly made: Made;
  /** As it was sent. */
  readonly typed: Typed;
  status: string;
  readonly versions: Version[];
  collected: ImportShop['collected'];
  /** Staff have recorded it at the stop itself, which stays. */
  isRecorded: boolean;
  rules: { creation: boolean; updates: boolean; applyChanges: boolean; applyCancellations: boolean; limited: boolean };
  waiting: Waiting | undefined;
  /** The highest number of the program’s that was taken, and what it said last that became so. */
  last: number;
  said: string;
  /** What it sent too early. */
  early: { readonly sequence: number; readonly text: string } | undefined;
}

interface Typed {
  readonly reference: string;
  readonly goods: readonly Readonly<Record<string, string>>[];
}

/** What is done with it, by customer, staff and whoever sets the switches. */
export type Step = fc.AsyncCommand<Life, ImportShop>;

const moves: Readonly<Record<string, readonly string[]>> = {
  'to-plan': ['planned', 'cancelled'],
  planned: ['in-transit', 'to-plan', 'cancelled'],
  'in-transit': ['planned'],
  cancelled: ['to-plan'],
};

/** Begins a life: an order that is just made, with nothing collected. */
export async function begin(shop: ImportShop): Promise<Life> {
  shop.collected = 'none';
  const rules = { creation: true, updates: true, applyChanges: true, applyCancellations: false, limited: false };
  await shop.set(settingsOf(rules));
  const typed = transport({ instructions: 'first' }) as unknown as Typed;
  const made = await shop.order(typed as unknown as Json);
  const first = { told: 'first', described: 'Paint' };
  const program = { last: 0, said: first.described, early: undefined };
  return {
    made,
    typed,
    status: 'to-plan',
    versions: [first],
    collected: 'none',
    isRecorded: false,
    rules,
    waiting: undefined,
    ...program,
  };
}

/** Brings what differs from a version to what is so now. */
function merged({ versions }: Life, proposed: Version, base: number): Version & { readonly isConflict: boolean } {
  const [was, now] = [versions[base - 1]!, versions.at(-1)!];
  const of = (field: keyof Version) => (proposed[field] === was[field] ? now[field] : proposed[field]);
  const collides = (field: keyof Version): boolean =>
    ![was[field], now[field]].includes(proposed[field]) && was[field] !== now[field];
  return { told: of('told'), described: of('described'), isConflict: collides('told') || collides('described') };
}

export const took = (life: Life, { told, described }: Version): void => void life.versions.push({ told, described });

const settingsOf = ({ limited, ...rules }: Life['rules']) => ({
  ...rules,
  applyChanges: rules.updates && rules.applyChanges,
  updateLimit: limited ? [{ status: 'transport.planned' }] : [],
});

/** What is in the way of the order's customer; when staff finish a wish, switches are not. */
export function obstacle(
  { status, collected, isRecorded, rules, waiting }: Life,
  intent: 'change' | 'cancel',
  finishes = false,
) {
  if (status === 'cancelled') return 'finished';
  if (!finishes && intent === 'change' && waiting?.intent === 'cancel') return 'cancel-waits';
  if (intent === 'cancel' && status === 'in-transit') return 'too-far';
  if (!finishes && !rules.creation) return 'order-import.off';
  if (!finishes && intent === 'change' && !rules.updates) return 'order-import.updates-off';
  if (collected !== 'none' || isRecorded) return 'order-import.collected';
  return intent === 'change' && rules.limited && status !== 'to-plan' ? 'order-import.status-reached' : undefined;
}

export const step = (
  name: string,
  run: (life: Life, shop: ImportShop) => Promise<unknown>,
  check: (life: Life) => boolean = () => true,
): Step => ({
  check,
  async run(life, shop) {
    await run(life, shop);
    await isSo(life, shop);
  },
  toString: () => name,
});

async function isSo({ made, status, versions, waiting }: Life, shop: ImportShop): Promise<void> {
  const order = await shop.orderOf(made);
  const { told: instructions, described: description } = versions.at(-1)!;
  expect(order).toMatchObject({
    status,
    version: versions.length,
    content: { instructions, goods: [{ description }] },
  });
  const { wishes } = await shop.wishes(made);
  expect(wishes.filter(({ state }) => state === 'waiting').map(({ id }) => id)).toEqual(waiting ? [waiting.id] : []);
  const over = wishes.filter(({ state }) => !['waiting', 'accepted'].includes(state));
  for (const { decision } of over) {
    const {
      reason,
      reasons,
      obstacle: inTheWay,
    } = decision as { reason: string; reasons: unknown[]; obstacle: unknown };
    expect([reason !== '', reasons.length > 0, inTheWay !== null]).toContain(true);
  }
}

const changes = (text: string): Step =>
  step(`customer changes to ${text}`, async (life, shop) => {
    const code = obstacle(life, 'change');
    const { made, rules, versions, waiting } = life;
    if (code !== undefined) {
      const refusal = await refused(shop.change(made, { instructions: text }));
      return expect(refusal).toMatchObject({ code: 'change.not-possible', details: { obstacle: { code } } });
    }
    // Whoever changes what waits goes on from it, whoever sent that.
    const base = waiting?.base ?? versions.length;
    const proposed = { told: text, described: (waiting ?? versions.at(-1)!).described };
    const { requestId, state } = await shop.change(made, { instructions: text });
    const next = merged(life, proposed, base);
    expect(state).toBe(rules.applyChanges && !next.isConflict ? 'accepted' : 'waiting');
    life.waiting =
      state === 'waiting' ? { id: requestId, intent: 'change', by: 'person', ...proposed, base } : undefined;
    if (state === 'accepted') took(life, next);
  });

/** Who has cancelled is told of it again, which is not asked here. */
const cancels = (): Step =>
  step(
    'customer cancels',
    async (life, shop) => {
      const { made, rules, waiting } = life;
      const code = obstacle(life, 'cancel');
      const isAskedAlready = waiting?.intent === 'cancel';
      if (code !== undefined && !isAskedAlready) {
        const refusal = await refused(shop.cancel(made));
        return expect(refusal).toMatchObject({ code: 'cancel.not-possible', details: { obstacle: { code } } });
      }
      const { requestId, state } = await shop.cancel(made);
      if (isAskedAlready) return expect(requestId).toBe(waiting.id);
      expect(state).toBe(rules.applyCancellations ? 'accepted' : 'waiting');
      ended(life, requestId, state, 'person');
    },
    ({ status }) => status !== 'cancelled',
  );

export function ended(life: Life, id: string, state: string | null, by: Waiting['by']): void {
  life.waiting = state === 'waiting' ? { id, intent: 'cancel', by, told: '', described: '', base: 1 } : undefined;
  if (state === 'accepted') life.status = 'cancelled';
}

const waits = ({ waiting }: Life): boolean => waiting !== undefined;

const withdraws = (): Step =>
  step(
    'customer withdraws',
    async (life, shop) => {
      const { id, by } = life.waiting!;
      const withdrawing = shop.sarah.portal.changes.withdraw.mutate({ id });
      // What a program sent is no person’s to take back.
      if (by === 'program') return expect(await refused(withdrawing)).toMatchObject({ code: 'not-found' });
      await withdrawing;
      life.waiting = undefined;
    },
    waits,
  );

const decides = (): Step =>
  step(
    'staff take what waits',
    async (life, shop) => {
      const { id, intent, by, base, ...proposed } = life.waiting!;
      const code = obstacle(life, intent, true);
      const { state, obstacle: stopped } = await shop.decide(id);
      expect([state, stopped?.code]).toEqual([code === undefined ? 'accepted' : 'declined', code]);
      life.waiting = undefined;
      if (state !== 'accepted') return;
      if (intent === 'cancel') return void (life.status = 'cancelled');
      took(life, merged(life, proposed, base));
      if (by === 'program') life.said = proposed.described;
    },
    waits,
  );

const rejects = (): Step =>
  step(
    'staff reject what waits',
    async (life, shop) => {
      await shop.owner.staff.changes.reject.mutate({ id: life.waiting!.id, reason: 'We cannot.' });
      life.waiting = undefined;
    },
    waits,
  );

const movesTo = (to: string): Step =>
  step(
    `staff move to ${to}`,
    async (life, shop) => {
      await shop.move(life.made, to);
      life.status = to;
    },
    // What is collected is under way; nothing else is, and it is nobody's to call off.
    ({ status, isRecorded }) =>
      moves[status]!.includes(to) && (to !== 'in-transit' || isRecorded) && (to !== 'cancelled' || !isRecorded),
  );

const revises = (text: string): Step =>
  step(`staff write ${text}`, async (life, shop) => {
    const { made, versions } = life;
    const { content } = await shop.orderOf(made);
    const revised = { ...(content as object), instructions: text };
    await shop.owner.staff.orders.revise.mutate({ number: made.number, base: versions.length, content: revised });
    took(life, { ...versions.at(-1)!, told: text });
  });

/** The reference stays the order’s, however the order ends. */
const sendsAgain = (): Step =>
  step('customer sends another order with the same reference', async ({ made, typed, rules }, shop) => {
    if (!rules.creation) return;
    const refusal = await refused(shop.send(typed as unknown as Json));
    expect(refusal).toMatchObject({ code: 'claim.taken', details: { number: made.number } });
  });

const switches = (rules: Life['rules']): Step =>
  step(`switches ${JSON.stringify(rules)}`, async (life, shop) => {
    life.rules = { ...rules, applyChanges: rules.updates && rules.applyChanges };
    await shop.set(settingsOf(rules));
  });

const recordsCollection = (): Step =>
  step(
    'staff record the collection',
    async (life, shop) => {
      await shop.collect(life.made);
      life.isRecorded = true;
      life.status = 'in-transit';
    },
    ({ status, isRecorded }) => status === 'planned' && !isRecorded,
  );

const collects = (how: ImportShop['collected']): Step =>
  step(`${how} is collected`, async (life, shop) => {
    life.collected = how;
    shop.collected = how;
  });

/** Nobody writes twice the same: it would change nothing. */
export const anyText = fc.noShrink(fc.uuid());
const toggle = fc.boolean();
const mostlyOn = fc.constantFrom(true, true, true, false);

/** What people do with it, in any sequence. */
export const steps: readonly fc.Arbitrary<Step>[] = [
  anyText.map(changes),
  anyText.map(changes),
  fc.constant(undefined).map(cancels),
  fc.constant(undefined).map(withdraws),
  fc.constant(undefined).map(decides),
  fc.constant(undefined).map(rejects),
  fc.constantFrom('to-plan', 'planned', 'in-transit', 'cancelled').map(movesTo),
  anyText.map(revises),
  fc.constant(undefined).map(recordsCollection),
  fc.constant(undefined).map(sendsAgain),
  fc
    .record({
      creation: mostlyOn,
      updates: mostlyOn,
      applyChanges: toggle,
      applyCancellations: toggle,
      limited: fc.constantFrom(false, false, true),
    })
    .map(switches),
  fc.constantFrom('none' as const, 'none' as const, 'part' as const, 'all' as const).map(collects),
];
