import type { Platform } from '@docket/core';
import { chanceOf, type Chance } from '../chance.ts';
import { day, sayOrders, type DemoSize } from '../demo.ts';
import { demoArtwork, type DemoFile } from './artwork.ts';
import { demoCustomers, type DemoCustomer } from './customers.ts';
import { addProofs, type ProvenOrder } from './add-proofs.ts';
import { demoGarmentOrder } from './garment-orders.ts';
import { inkworks, owner as robin } from './inkworks.ts';

/** What one order of the demo needs to know. */
export interface Workshop {
  readonly platform: Platform;
  readonly shop: string;
  readonly owner: string;
  readonly chance: Chance;
  readonly artwork: readonly DemoFile[];
  readonly now: Date;
  readonly size: DemoSize;
}

/** Fills the print shop. A distribution without its kind of orders gets the shop and its customers. */
export async function fillInkworks(platform: Platform, size: DemoSize): Promise<void> {
  const shop = await platform.seed.shop({
    slug: inkworks.slug,
    name: inkworks.name,
    email: 'hello@inkworks.test',
    timeZone: 'America/Chicago',
    currency: 'USD',
    locale: 'en-US',
    units: 'inch',
    brandColor: '#b3401f',
    demo: true,
  });
  const owner = await platform.seed.staff(shop, { ...robin, role: 'owner' });
  const workshop = { platform, shop, owner, chance: chanceOf(4), artwork: await demoArtwork(), now: new Date(), size };
  const customers = await addCustomers(workshop);
  if (!(await takesGarments(workshop))) {
    console.log('  No plugin of this distribution takes garment orders, so the shop has none.');
    return;
  }
  // The hints lead to the first customer, who has an order that is talked about now.
  const [first] = customers;
  const made: ProvenOrder[] = [];
  for (const [at, moment] of moments(workshop).entries()) {
    const anybody = workshop.chance.of(customers);
    made.push(await addOrder(workshop, at === size.orders - talkedAbout ? first! : anybody, moment));
    sayOrders(at + 1, size.orders);
  }
  await addProofs(workshop, made, first!.id);
}

/** Which of the newest orders, counted from the last, is the first customer's. */
const talkedAbout = 2;

const takesGarments = ({ platform, shop }: Workshop): Promise<boolean> =>
  platform.seed.pipeline(shop, 'garment').then(
    () => true,
    () => false,
  );

interface AddedCustomer {
  readonly id: string;
  readonly contacts: readonly string[];
  readonly titles: readonly string[];
}

/** Adds the customers; answers those who can order. */
async function addCustomers({ platform, shop, now, size }: Workshop): Promise<readonly AddedCustomer[]> {
  const added: AddedCustomer[] = [];
  for (const { name, phone, contacts, address, titles } of demoCustomers) {
    const customer = await platform.seed.customer(shop, {
      name,
      phone,
      contacts,
      addresses: [addressOf(name, address)],
      at: new Date(now.getTime() - (size.days + 30) * day),
    });
    if (customer.contacts.length > 0) added.push({ ...customer, titles });
  }
  return added;
}

const addressOf = (company: string, { label, line1, city, region, postalCode }: DemoCustomer['address']) => ({
  label,
  value: { company, street: line1, city, region, postcode: postalCode, country: 'US' },
});

/** When the orders came in, the oldest first, so that numbers grow with time. */
const moments = ({ chance, now, size: { orders, days } }: Workshop): readonly Date[] =>
  Array.from({ length: orders }, () => new Date(now.getTime() - Math.floor(chance.share() * days * day))).toSorted(
    (a, b) => a.getTime() - b.getTime(),
  );

async function addOrder(workshop: Workshop, customer: AddedCustomer, at: Date): Promise<ProvenOrder> {
  const { platform, shop, owner, chance, artwork, now } = workshop;
  const dueOn = new Date(at.getTime() + chance.between(9, 24) * day).toISOString().slice(0, 10);
  const draft = demoGarmentOrder(chance, chance.of(customer.titles), dueOn);
  const attached = chance.is(0.35) ? [chance.of(artwork)] : [];
  const contact = chance.of(customer.contacts);
  const status = await statusBy(workshop, now.getTime() - at.getTime());
  const id = await platform.seed.made(shop, {
    customer: customer.id,
    contact,
    kind: 'garment',
    files: attached,
    content: (files) => withArtwork(draft, files),
    at,
    reaches: { status, until: now, staff: owner },
  });
  return { id, customer: customer.id, contact, at, status, draft };
}

type Draft = ReturnType<typeof demoGarmentOrder>;

function withArtwork(draft: Draft, files: readonly string[]): Draft {
  const { imprints, ...rest } = draft as { readonly imprints: readonly Draft[] };
  return { ...rest, imprints: imprints.map((imprint, at) => (at === 0 ? { ...(imprint as object), files } : imprint)) };
}

/** What is older is further; one in twenty was stopped on the way. */
async function statusBy({ platform, shop, chance }: Workshop, age: number): Promise<string> {
  const { statuses } = await platform.seed.pipeline(shop, 'garment');
  const main = statuses.filter(({ stage }) => stage !== 'stopped');
  const stopped = statuses.filter(({ stage }) => stage === 'stopped');
  if (age > 5 * day && stopped.length > 0 && chance.is(0.05)) return chance.of(stopped).id;
  const done = main.filter(({ final }) => final);
  if (age > 28 * day && done.length > 0) return chance.of(done).id;
  const reached = Math.min(main.length - 1, Math.floor((age / (28 * day)) * main.length));
  return main[Math.max(0, reached - chance.between(0, 1))]!.id;
}
