import { randomUUID } from 'node:crypto';
import type { Decision, Json, Question } from '@docket/sdk';
import type { Chance } from '../chance.ts';
import { dayOf, later, timeOf } from './calendar.ts';
import type { Carrier, Made } from './carrier.ts';

const plugin = 'charges';

/** What comes on top of a price now and then. */
const types = [
  { id: 'waiting', title: 'Waiting time', basis: 'hour', rate: 48, asks: true },
  { id: 'redelivery', title: 'Second delivery', basis: 'flat', rate: 62.5, asks: true },
  { id: 'storage', title: 'Storage', basis: 'pallet', rate: 4.2, asks: true },
  { id: 'tail-lift', title: 'Tail lift', basis: 'flat', rate: 35, asks: false },
] as const;

/** Up to which amount, in euros, customers are not asked. */
const threshold = 15;

/** Why somebody does not agree, and would pay half of it. */
const objections = [
  'Our gate log shows the driver in later than that.',
  'We had announced the closed day two days before.',
  'Nobody told us before it was done. We share it.',
] as const;

/** Charges of what was driven: the older ones are decided, of the latest some wait for their customers. */
export async function addCharges({ platform, shop, ...carrier }: Carrier): Promise<void> {
  if (!platform.registry.plugins.some(({ descriptor }) => descriptor.id === plugin)) return;
  await platform.seed.activate(shop, plugin);
  await platform.seed.settings(shop, plugin, { types, threshold, tax: 21 });
  const driven = carrier.orders.filter(
    ({ completedAt }) => completedAt !== undefined && later(completedAt, 190) < carrier.now,
  );
  const charged = driven.filter((_, nth) => (driven.length - nth) % 9 === 1);
  for (const [nth, order] of charged.entries()) {
    const waits = nth >= charged.length * 0.8;
    await charge({ platform, shop, ...carrier }, order, waits);
  }
}

async function charge(carrier: Carrier, order: Made, waits: boolean): Promise<void> {
  const { platform, shop, crew, chance, now } = carrier;
  const at = later(order.completedAt!, chance.between(1, 190));
  const input = { order: order.id, id: randomUUID(), ...typedCharge(chance, at) };
  await platform.seed.deed(shop, { plugin, does: 'add', staff: crew.dispatcher, at, input });
  const answered = later(at, chance.between(40, 2600));
  if (waits || answered >= now) return;
  const decide = (question: Pick<Question, 'lines'>): Decision => decisionOf(chance, question);
  await platform.seed.answer(shop, { order: order.id, ...whoOf(order), at: answered, decide });
}

function typedCharge(chance: Chance, at: Date): { readonly type: string } & Readonly<Record<string, Json>> {
  const type = chance.weighted([
    ['waiting', 6],
    ['tail-lift', 3],
    ['storage', 2],
    ['redelivery', 1],
  ]);
  switch (type) {
    case 'waiting': {
      const quarters = chance.between(1, 10);
      const [from, to] = [later(at, -300), later(at, -300 + 15 * quarters)].map(
        (moment) => `${dayOf(moment)}T${timeOf(moment)}`,
      );
      return { type, quantity: String(quarters / 4), noted: 'Waited for a free dock.', from: from!, to: to! };
    }
    case 'storage':
      return { type, quantity: String(chance.between(2, 12)), noted: 'Goods were not collected on the day agreed.' };
    case 'redelivery':
      return { type, noted: 'Nobody was there to receive the goods.' };
    default:
      return { type };
  }
}

function decisionOf(chance: Chance, { lines }: Pick<Question, 'lines'>): Decision {
  if (chance.is(0.84)) return { choice: 'approve' };
  const asked = lines.flatMap(({ value }) => (value.type === 'money' ? [value] : []))[0];
  const counter = asked && { minor: Math.round(asked.minor / 2), currency: asked.currency };
  return { choice: 'decline', reason: chance.of(objections), ...(counter && { counter }) };
}

const whoOf = ({ customer, contact }: Made): { readonly customer: string; readonly contact: string } => ({
  customer: customer.id,
  contact,
});
