import { day, sayOrders } from '../demo.ts';
import { arrivalsToAskOf } from './add-waiting.ts';
import { dayOf, instantOf, isWorkday, later, workday } from './calendar.ts';
import { customerOf, type Added, type Arrival, type Carrier, type Made } from './carrier.ts';
import { lifeOf, type Life } from './life.ts';
import { northway } from './northway.ts';
import { demoTransport } from './transports.ts';
import { askChange } from './wishes.ts';

/** The orders with what became of them since; the oldest first, so that numbers grow with time. */
export async function addOrders(carrier: Carrier): Promise<void> {
  const { chance, size, customers } = carrier;
  const byShare = customers.map((one) => [one, one.of.share] as const);
  const usual = Array.from({ length: size.orders }, () => {
    const customer = chance.weighted(byShare);
    return { customer, at: momentOf(carrier, customer) };
  });
  const arrivals = [...usual, ...arrivalsToAskOf(carrier), ...arrivalsThatStand(carrier)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  for (const [nth, arrival] of arrivals.entries()) {
    await addOrder(carrier, arrival);
    sayOrders(nth + 1, size.orders);
  }
}

/** At some hours of the week the clock leads nothing to these statuses, and the demo shows every one. */
function arrivalsThatStand(carrier: Carrier): readonly Arrival[] {
  const { now } = carrier;
  const today = dayOf(now);
  const [loyal, brewery] = [customerOf(carrier, 'SC'), customerOf(carrier, 'BO')];
  return [
    { customer: brewery, at: later(now, -65), service: 'truck', stands: 'quote' },
    {
      customer: loyal,
      at: instantOf(workday(today, -2), '11:05'),
      service: 'groupage',
      collectOn: workday(today, 1),
      stands: 'planned',
    },
    {
      customer: brewery,
      at: instantOf(workday(today, -8), '10:20'),
      service: 'groupage',
      collectOn: workday(today, -6),
      stands: 'delivered',
    },
  ];
}

/** When somebody is at work there, mostly. Business grows: there is more of what is newer. */
function momentOf({ chance, now, size }: Carrier, { of: { sites } }: Added): Date {
  const { zone } = sites[0]!;
  for (;;) {
    const on = dayOf(new Date(now.getTime() - chance.share() ** 1.2 * size.days * day));
    const time = `${String(chance.between(7, 17)).padStart(2, '0')}:${String(chance.between(0, 59)).padStart(2, '0')}`;
    const at = new Date(instantOf(on, time, zone).getTime() + chance.between(0, 59_999));
    if (at < now && (isWorkday(on) || chance.is(0.08))) return at;
  }
}

async function addOrder(carrier: Carrier, arrival: Arrival): Promise<void> {
  const { platform, shop, chance, orders } = carrier;
  const { customer, at, awaits, stands } = arrival;
  const contact = chance.of(customer.contacts);
  const { content, stops } = demoTransport(chance, arrival, customer.reference(at));
  const sent = { customer: customer.id, contact, kind: northway.kind, content: () => content, at };
  const receipt = await platform.seed.send(shop, sent);
  if (receipt.orderId === null) return;
  const made = { id: receipt.orderId, customer, contact, at, awaits };
  const life = awaits === undefined ? lifeOf(chance, { ...carrier, at, stands, receipt, stops }) : undefined;
  if (life) await live(carrier, made, life);
  orders.push({ ...made, completedAt: life?.completedAt });
}

async function live(carrier: Carrier, order: Omit<Made, 'completedAt'>, { taken, wish, driven }: Life): Promise<void> {
  const { platform, shop } = carrier;
  await platform.seed.advance(shop, order.id, taken);
  if (wish) await askAndDecide(carrier, order, wish);
  await platform.seed.advance(shop, order.id, driven);
}

/** Four of five changes are taken, and every cancellation; what is not decided yet waits. */
async function askAndDecide(
  { platform: { seed }, shop, crew, chance, now }: Carrier,
  { id, customer, contact }: Omit<Made, 'completedAt'>,
  { intent, at, decidedAt }: NonNullable<Life['wish']>,
): Promise<void> {
  const asked = { order: id, customer: customer.id, contact, at };
  const { requestId: request } =
    intent === 'change'
      ? await askChange(seed, shop, chance, asked)
      : await seed.cancel(shop, { ...asked, reason: chance.of(cancelReasons) });
  if (decidedAt >= now) return;
  const decision = { request, staff: crew.dispatcher, at: decidedAt };
  await (intent === 'change' && chance.is(0.2)
    ? seed.decide(shop, { ...decision, decline: 'The tour is closed. We can do it on the next one.' })
    : seed.decide(shop, { ...decision, override: 'The vehicle was not loaded yet.' }));
}

const cancelReasons = [
  'Our customer called the order off.',
  'It goes with the next delivery.',
  'Ordered twice by mistake.',
  'The goods are not ready in time.',
];
