import type { Receipt } from '@docket/core';
import type { Json } from '@docket/sdk';
import type { Day } from '@docket/sdk/content';
import { dayOf, instantOf, later, workday } from './calendar.ts';
import type { Added, Carrier } from './fill.ts';
import { northway } from './northway.ts';
import { importSettings } from './services.ts';
import { closedDay, demoTransport } from './transports.ts';
import { withInstructions, withPackages, withWindow } from './wishes.ts';

/** When groupage for a day closes. */
const closingOf = (collection: Day): Date => instantOf(workday(collection, -1), '16:00');

/** What the dispatcher finds waiting: new orders, changes and cancellations, in time and late, and two that contradict. */
export async function addWaiting(carrier: Carrier, customers: readonly Added[]): Promise<void> {
  const named = (letters: string): Added => customers.find(({ of }) => of.letters === letters)!;
  const [coatings, brewery, bakery, cycles] = [named('SC'), named('BO'), named('DB'), named('PCP')];
  await addLateOrders(carrier, [coatings, bakery, cycles]);
  await addHeldOrders(carrier, [brewery, cycles]);
  await addChanges(carrier, { coatings, brewery, bakery, cycles });
  await addCancellations(carrier, [brewery, coatings, bakery]);
}

/** For a day that has closed: their customers read that they arrived, and the dispatcher why they wait. */
async function addLateOrders(carrier: Carrier, customers: readonly Added[]): Promise<void> {
  const { now, chance } = carrier;
  const collectOn = closedDay(now, closingOf);
  const open = now.getTime() - closingOf(collectOn).getTime();
  for (const [nth, customer] of customers.entries()) {
    const at = new Date(now.getTime() - open * (0.9 - 0.25 * nth) * (0.9 + 0.1 * chance.share()));
    await ask(carrier, customer, at, collectOn);
  }
}

/** From an afternoon on which the dispatcher looked at every new order herself before it was made. */
async function addHeldOrders(carrier: Carrier, customers: readonly Added[]): Promise<void> {
  const { platform, shop, now } = carrier;
  const hold = (createAutomatically: boolean): Promise<void> =>
    platform.seed.settings(shop, 'order-import', { ...importSettings, createAutomatically });
  await hold(false);
  for (const [nth, customer] of customers.entries())
    await ask(carrier, customer, later(now, -150 - 35 * nth), workday(dayOf(now), 4 + nth));
  await hold(true);
}

interface Four {
  readonly coatings: Added;
  readonly brewery: Added;
  readonly bakery: Added;
  readonly cycles: Added;
}

async function addChanges(carrier: Carrier, { coatings, brewery, bakery, cycles }: Four): Promise<void> {
  const { platform, shop, crew, now } = carrier;
  const change = (order: Order, minutesAgo: number, content: (now: Json) => Json): Promise<Receipt> =>
    platform.seed.change(shop, { ...order, at: later(now, -minutesAgo), content });
  await change(await planable(carrier, coatings), 190, withPackages(2));
  await change(await planable(carrier, cycles), 75, withInstructions('The lift is broken: bring a pallet jack.'));
  // Its day has closed meanwhile.
  const collectOn = closedDay(now, closingOf);
  const closedFor = (now.getTime() - closingOf(collectOn).getTime()) / 60_000;
  await change(await planable(carrier, bakery, collectOn), closedFor * 0.4, withPackages(3));
  // Staff have agreed on other hours by telephone: now both have changed them.
  const agreed = await planable(carrier, brewery);
  await change(agreed, 130, withWindow('06:00', '09:30'));
  const revision = { staff: crew.dispatcher, at: later(now, -40), reason: 'Agreed by telephone.' };
  await platform.seed.revise(shop, { ...revision, order: agreed.order, content: withWindow('13:00', '16:00') });
}

async function addCancellations(carrier: Carrier, customers: readonly Added[]): Promise<void> {
  const { platform, shop, now } = carrier;
  const reasons = ['Our customer moved the opening to spring.', 'The goods failed our inspection.', 'Ordered twice.'];
  for (const [nth, customer] of customers.entries())
    await platform.seed.cancel(shop, {
      ...(await planable(carrier, customer)),
      at: later(now, -20 - 60 * nth),
      reason: reasons[nth]!,
    });
}

type Order = { readonly order: string; readonly customer: string; readonly contact: string };

/** An order that is to be planned, sent in time for its day. */
async function planable(carrier: Carrier, customer: Added, collectOn?: Day): Promise<Order> {
  const { now } = carrier;
  const on = collectOn ?? workday(dayOf(now), 5);
  const closing = closingOf(on);
  const sent = later(closing < now ? closing : now, -24 * 60);
  const { receipt, who } = await ask(carrier, customer, sent, on);
  if (receipt.orderId === null) throw new TypeError('An order of the demo was not made at once.');
  return { ...who, order: receipt.orderId };
}

async function ask(carrier: Carrier, customer: Added, at: Date, collectOn: Day) {
  const { platform, shop, chance } = carrier;
  const who = { customer: customer.id, contact: customer.contacts[0]! };
  const { of, addresses } = customer;
  const wanted = {
    customer: of,
    addresses,
    at,
    reference: customer.reference(at),
    service: 'groupage',
    collectOn,
  } as const;
  const { content } = demoTransport(chance, wanted);
  const receipt = await platform.seed.send(shop, { ...who, kind: northway.kind, content: () => content, at });
  return { receipt, who };
}
