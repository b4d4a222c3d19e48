import fc from 'fast-check';
import { expect } from 'vitest';
import { goods, transport, type LabelShop, type Made } from './shop.fixture.ts';

/** What is known of an order: how many packages each of its lines has, and whether it is called off. */
interface KnownOrder {
  readonly made: Made;
  lines: readonly number[];
  isCancelled: boolean;
}

/** What must be so, whatever the shop does. */
export interface Known {
  readonly orders: KnownOrder[];
  /** Every number that was ever seen, with the package that it was given to. */
  readonly owners: Map<string, string>;
  /** Numbers that were seen to hold no more. */
  readonly ended: Set<string>;
  /** Numbers that hold, by order. */
  readonly holding: Map<string, readonly string[]>;
}

export const nothingKnown = (): Known => ({ orders: [], owners: new Map(), ended: new Set(), holding: new Map() });

type Step = fc.AsyncCommand<Known, LabelShop>;

/** Quantities of the lines of an order. */
const lines = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });

/** Anything that a shop, its customers and its printers do. */
export const steps: readonly fc.Arbitrary<Step>[] = [
  lines.map((quantities) =>
    step(`sends ${quantities.join()}`, always, async (known, shop) => {
      const made = await shop.order(transport(goods(...quantities)));
      known.orders.push({ made, lines: quantities, isCancelled: false });
    }),
  ),
  fc.tuple(fc.nat(), lines).map(([which, quantities]) =>
    about(
      which,
      `changes to ${quantities.join()}`,
      ({ isCancelled }) => !isCancelled,
      async (order, shop) => {
        await shop.revise(order.made, goods(...quantities));
        order.lines = quantities;
      },
    ),
  ),
  fc.nat().map((which) =>
    about(
      which,
      'calls off',
      ({ isCancelled }) => !isCancelled,
      async (order, shop) => {
        await shop.move(order.made, 'cancelled');
        order.isCancelled = true;
      },
    ),
  ),
  fc.nat().map((which) =>
    about(
      which,
      'goes on after all',
      ({ isCancelled }) => isCancelled,
      async (order, shop) => {
        await shop.move(order.made, 'to-plan');
        order.isCancelled = false;
      },
    ),
  ),
  fc.tuple(fc.nat(), fc.integer({ min: 2, max: 5 })).map(([which, count]) =>
    about(
      which,
      `is asked for ${count} times at once`,
      () => true,
      async ({ made }, shop) => {
        await Promise.all(Array.from({ length: count }, () => shop.file(made)));
      },
    ),
  ),
  fc.nat().map((which) =>
    about(
      which,
      'is printed',
      () => true,
      async ({ made }, shop) => void (await shop.print(made)),
    ),
  ),
  fc
    .constantFrom('', '0614141', '123456789012')
    .map((companyPrefix) =>
      step(
        `numbers by ${companyPrefix || 'its own'}`,
        always,
        async (_, shop) => void (await shop.set({ companyPrefix })),
      ),
    ),
];

const always = (): boolean => true;

function step(
  name: string,
  check: (known: Known) => boolean,
  run: (known: Known, shop: LabelShop) => Promise<void>,
): Step {
  return {
    check,
    toString: () => name,
    async run(known, shop) {
      await run(known, shop);
      for (const order of known.orders) await lookAt(order, known, shop);
    },
  };
}

function about(
  which: number,
  name: string,
  check: (order: KnownOrder) => boolean,
  run: (order: KnownOrder, shop: LabelShop) => Promise<void>,
): Step {
  const chosen = ({ orders }: Known): KnownOrder | undefined => orders[which % orders.length];
  return step(
    `${name} (${which})`,
    (known) => known.orders.length > 0 && check(chosen(known)!),
    (known, shop) => run(chosen(known)!, shop),
  );
}

/** Asks for the labels, and compares them with everything that was ever seen. */
async function lookAt(
  { made, lines: quantities, isCancelled }: KnownOrder,
  known: Known,
  shop: LabelShop,
): Promise<void> {
  expect((await shop.file(made)).status).toBe(isCancelled ? 409 : 200);
  const { labels } = await shop.printing(made);
  const numbers = labels.map(({ number }) => number!);
  const packages = quantities.flatMap((quantity, line) =>
    Array.from({ length: quantity }, (_, at) => `${made.id} g${line + 1}.${at + 1}`),
  );
  expect(numbers).toHaveLength(isCancelled ? 0 : packages.length);
  for (const gone of known.holding.get(made.id) ?? []) if (!numbers.includes(gone)) known.ended.add(gone);
  for (const [at, number] of numbers.entries()) {
    expect(known.ended).not.toContain(number);
    expect(known.owners.get(number) ?? packages[at]).toBe(packages[at]);
    known.owners.set(number, packages[at]!);
  }
  known.holding.set(made.id, numbers);
}
