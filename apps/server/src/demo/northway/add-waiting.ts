import type { Day } from '@docket/sdk/content';
import { dayOf, instantOf, isWorkday, later, workday } from './calendar.ts';
import { customerOf, type Arrival, type Carrier } from './carrier.ts';
import { northway } from './northway.ts';
import { importSettings } from './services.ts';
import { demoTransport } from './transports.ts';
import { withInstructions, withPackages, withWindow } from './wishes.ts';

/** When groupage for a day closes. */
const closingOf = (collection: Day): Date => instantOf(workday(collection, -1), '16:00');

/** The last day that has closed and is not over: whoever orders for it is late. */
function closedDay(now: Date): Day {
  const today = dayOf(now);
  let day = isWorkday(today) ? today : workday(today, 1);
  for (let next = workday(day, 1); closingOf(next) < now; next = workday(next, 1)) day = next;
  return day;
}

/** What is asked today of orders of these customers, minutes ago; `late` once the day of the collection has closed. */
const changes = [
  { of: 'SC', ago: 190, late: false, content: withPackages(2) },
  { of: 'PCP', ago: 75, late: false, content: withInstructions('The lift is broken: bring a pallet jack.') },
  { of: 'DB', ago: 55, late: true, content: withPackages(3) },
  { of: 'BO', ago: 130, late: false, content: withWindow('06:00', '09:30') },
] as const;
/** By telephone, since it was asked: now both have changed the same. */
const agreed = { of: 'BO', ago: 40, content: withWindow('12:30', '15:30'), reason: 'Agreed by telephone.' } as const;
const cancellations = [
  { of: 'BO', ago: 20, reason: 'Our customer moved the opening to spring.' },
  { of: 'SC', ago: 80, reason: 'The batch failed our inspection.' },
  { of: 'DB', ago: 140, reason: 'Ordered twice.' },
] as const;

const names = { change: (of: string) => `change ${of}`, cancel: (of: string) => `cancel ${of}` } as const;

/** The orders that this is asked of; they came in time, among the others. */
export function arrivalsToAskOf(carrier: Carrier): readonly Arrival[] {
  const { now } = carrier;
  const far = workday(dayOf(now), 5);
  const arrival = (of: string, collectOn: Day, awaits: string, daysAgo: number): Arrival => {
    const closing = closingOf(collectOn);
    const at = later(closing < now ? closing : now, -daysAgo * 24 * 60 - 95);
    return { customer: customerOf(carrier, of), at, service: 'groupage', collectOn, awaits };
  };
  return [
    ...changes.map(({ of, late }, nth) => arrival(of, late ? closedDay(now) : far, names.change(of), 1 + nth)),
    ...cancellations.map(({ of }, nth) => arrival(of, far, names.cancel(of), 1.2 + nth)),
  ];
}

/** What the dispatcher finds waiting: new orders, changes and cancellations, in time and late, and two that contradict. */
export async function addWaiting(carrier: Carrier): Promise<void> {
  await addLateOrders(carrier, ['SC', 'DB', 'PCP']);
  await addHeldOrders(carrier, ['BO', 'PCP']);
  const { platform, shop, now, orders, crew } = carrier;
  const wish = (awaits: string, ago: number) => {
    const { id, contact, customer } = orders.find((order) => order.awaits === awaits)!;
    return { order: id, customer: customer.id, contact, at: later(now, -ago) };
  };
  for (const { of, ago, late, content } of changes)
    await platform.seed.change(shop, { ...wish(names.change(of), late ? lateAgo(now, ago) : ago), content });
  const { order } = wish(names.change(agreed.of), 0);
  const { content, reason, ago } = agreed;
  await platform.seed.revise(shop, { order, staff: crew.dispatcher, at: later(now, -ago), content, reason });
  for (const { of, ago: since, reason: why } of cancellations)
    await platform.seed.cancel(shop, { ...wish(names.cancel(of), since), reason: why });
}

/** So many minutes ago, but not before the day had closed. */
const lateAgo = (now: Date, minutes: number): number =>
  Math.min(minutes, ((now.getTime() - closingOf(closedDay(now)).getTime()) / 60_000) * 0.8);

/** For a day that has closed: their customers read that they arrived, and the dispatcher why they wait. */
async function addLateOrders(carrier: Carrier, customers: readonly string[]): Promise<void> {
  const { now } = carrier;
  for (const [nth, of] of customers.entries())
    await ask(carrier, of, later(now, -lateAgo(now, 25 + 110 * nth)), closedDay(now));
}

/** From the hours in which the dispatcher looked at every new order before it was made. */
async function addHeldOrders(carrier: Carrier, customers: readonly string[]): Promise<void> {
  const { platform, shop, now } = carrier;
  const hold = (createAutomatically: boolean): Promise<void> =>
    platform.seed.settings(shop, 'order-import', { ...importSettings, createAutomatically });
  await hold(false);
  for (const [nth, of] of customers.entries())
    await ask(carrier, of, later(now, -150 - 35 * nth), workday(dayOf(now), 4 + nth));
  await hold(true);
}

async function ask(carrier: Carrier, of: string, at: Date, collectOn: Day): Promise<void> {
  const { platform, shop, chance } = carrier;
  const customer = customerOf(carrier, of);
  const arrival = { customer, at, service: 'groupage', collectOn } as const;
  const { content } = demoTransport(chance, arrival, customer.reference(at));
  const who = { customer: customer.id, contact: customer.contacts[0]! };
  await platform.seed.send(shop, { ...who, kind: northway.kind, content: () => content, at });
}
