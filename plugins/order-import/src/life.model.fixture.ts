import fc from 'fast-check';
import { expect } from 'vitest';
import { refused, transport, type ImportShop, type Made } from './shop.fixture.ts';

/** The life of one order as it should be; the shop is asked whether it is. */
export interface Life {
  readonly made: Made;
  status: string;
  /** What its instructions were, by version. */
  readonly told: string[];
  collected: ImportShop['collected'];
  rules: { creation: boolean; updates: boolean; applyChanges: boolean; applyCancellations: boolean; limited: boolean };
  waiting:
    | { readonly id: string; readonly intent: 'change' | 'cancel'; readonly text: string; base: number }
    | undefined;
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
  const made = await shop.order(transport({ instructions: 'first' }));
  return { made, status: 'to-plan', told: ['first'], collected: 'none', rules, waiting: undefined };
}

const settingsOf = ({ limited, ...rules }: Life['rules']) => ({
  ...rules,
  applyChanges: rules.updates && rules.applyChanges,
  updateLimit: limited ? [{ status: 'transport.planned' }] : [],
});

/** What is in the way of the order's customer; when staff finish a wish, switches are not. */
function obstacle({ status, collected, rules, waiting }: Life, intent: 'change' | 'cancel', finishes = false) {
  if (status === 'cancelled') return 'finished';
  if (!finishes && intent === 'change' && waiting?.intent === 'cancel') return 'cancel-waits';
  if (intent === 'cancel' && status === 'in-transit') return 'too-far';
  if (!finishes && !rules.creation) return 'order-import.off';
  if (!finishes && intent === 'change' && !rules.updates) return 'order-import.updates-off';
  if (collected !== 'none') return 'order-import.collected';
  return intent === 'change' && rules.limited && status !== 'to-plan' ? 'order-import.status-reached' : undefined;
}

const step = (
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

async function isSo({ made, status, told, waiting }: Life, shop: ImportShop): Promise<void> {
  const order = await shop.orderOf(made);
  expect(order).toMatchObject({ status, version: told.length, content: { instructions: told.at(-1)! } });
  const { wishes } = await shop.wishes(made);
  expect(wishes.filter(({ state }) => state === 'waiting').map(({ id }) => id)).toEqual(waiting ? [waiting.id] : []);
  const ended = wishes.filter(({ state }) => !['waiting', 'accepted'].includes(state));
  for (const { decision } of ended) {
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
    const { made, rules, told, waiting } = life;
    if (code !== undefined) {
      const refusal = await refused(shop.change(made, { instructions: text }));
      return expect(refusal).toMatchObject({ code: 'change.not-possible', details: { obstacle: { code } } });
    }
    const base = waiting?.base ?? told.length;
    const { requestId, state } = await shop.change(made, { instructions: text });
    const isConflict = told[base - 1] !== told.at(-1);
    expect(state).toBe(rules.applyChanges && !isConflict ? 'accepted' : 'waiting');
    life.waiting = state === 'waiting' ? { id: requestId, intent: 'change', text, base } : undefined;
    if (state === 'accepted') told.push(text);
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
      life.waiting = state === 'waiting' ? { id: requestId, intent: 'cancel', text: '', base: 0 } : undefined;
      if (state === 'accepted') life.status = 'cancelled';
    },
    ({ status }) => status !== 'cancelled',
  );

const waits = ({ waiting }: Life): boolean => waiting !== undefined;

const withdraws = (): Step =>
  step(
    'customer withdraws',
    async (life, shop) => {
      await shop.sarah.portal.changes.withdraw.mutate({ id: life.waiting!.id });
      life.waiting = undefined;
    },
    waits,
  );

const decides = (): Step =>
  step(
    'staff take what waits',
    async (life, shop) => {
      const { id, intent, text } = life.waiting!;
      const code = obstacle(life, intent, true);
      const { state, obstacle: stopped } = await shop.decide(id);
      expect([state, stopped?.code]).toEqual([code === undefined ? 'accepted' : 'declined', code]);
      life.waiting = undefined;
      if (state !== 'accepted') return;
      if (intent === 'change') life.told.push(text);
      else life.status = 'cancelled';
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
    ({ status }) => moves[status]!.includes(to),
  );

const revises = (text: string): Step =>
  step(`staff write ${text}`, async ({ made, told }, shop) => {
    const { content } = await shop.orderOf(made);
    const revised = { ...(content as object), instructions: text };
    await shop.owner.staff.orders.revise.mutate({ number: made.number, base: told.length, content: revised });
    told.push(text);
  });

const switches = (rules: Life['rules']): Step =>
  step(`switches ${JSON.stringify(rules)}`, async (life, shop) => {
    life.rules = { ...rules, applyChanges: rules.updates && rules.applyChanges };
    await shop.set(settingsOf(rules));
  });

const collects = (how: ImportShop['collected']): Step =>
  step(`${how} is collected`, async (life, shop) => {
    life.collected = how;
    shop.collected = how;
  });

const text = fc.uuid();
const toggle = fc.boolean();
const mostlyOn = fc.constantFrom(true, true, true, false);

/** Everything that may happen, in any sequence. */
export const steps: readonly fc.Arbitrary<Step>[] = [
  text.map(changes),
  text.map(changes),
  fc.constant(undefined).map(cancels),
  fc.constant(undefined).map(withdraws),
  fc.constant(undefined).map(decides),
  fc.constant(undefined).map(rejects),
  fc.constantFrom('to-plan', 'planned', 'in-transit', 'cancelled').map(movesTo),
  text.map(revises),
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
