import type { Platform } from '@docket/core';
import { chanceOf, type Chance } from '../chance.ts';
import { day, sayOrders, type DemoSize } from '../demo.ts';
import { dayOf, holidays, instantOf, isWorkday } from './calendar.ts';
import { demoCustomers, type DemoCustomer } from './customers.ts';
import { lifeOf, type Crew, type Life } from './life.ts';
import { northway, staff } from './northway.ts';
import { carrierSettings, importSettings, services } from './services.ts';
import { demoTransport } from './transports.ts';
import { addWaiting } from './waiting.ts';
import { askChange } from './wishes.ts';

/** The carrier while it is filled. */
export interface Carrier {
  readonly platform: Platform;
  readonly shop: string;
  readonly crew: Crew;
  readonly chance: Chance;
  readonly now: Date;
  readonly size: DemoSize;
  /** In the sequence in which they came, as far as they are made. */
  readonly orders: Made[];
}

/** An order that is there. */
export interface Made {
  readonly id: string;
  readonly customer: Added;
  readonly at: Date;
  /** When all papers of it were there, where they are. */
  readonly completedAt: Date | undefined;
}

/** A customer that is there, by its ids. */
export interface Added {
  readonly of: DemoCustomer;
  readonly id: string;
  /** In the sequence of its people, without those who may not order. */
  readonly contacts: readonly string[];
  readonly addresses: readonly string[];
  /** The next of its own references. */
  readonly reference: (at: Date) => string;
}

const [transports, imports] = ['transport-orders', 'order-import'] as const;

/** Something of the carrier, on top of the chapters before. */
type Chapter = (carrier: Carrier, customers: readonly Added[]) => Promise<void>;

const chapters: readonly Chapter[] = [setUp, addOrders, addWaiting];

/** Founds the carrier with its customers, and fills it chapter by chapter. */
export async function fillNorthway(platform: Platform, size: DemoSize): Promise<void> {
  const carrier = await found(platform, size);
  const customers = await addCustomers(carrier);
  for (const chapter of chapters) await chapter(carrier, customers);
}

async function found(platform: Platform, size: DemoSize): Promise<Carrier> {
  const { seed, operators, registry } = platform;
  const shop = await seed.shop({
    slug: northway.slug,
    name: northway.name,
    email: 'hello@northway.test',
    timeZone: 'Europe/Brussels',
    currency: 'EUR',
    locale: 'en-GB',
    units: 'mm',
    brandColor: '#0b5d6e',
    demo: true,
  });
  const plugins = registry.plugins.map(({ descriptor }) => descriptor.id);
  await operators.shops.provision({ type: 'command' }, northway.slug, plugins);
  const crew = {
    owner: await seed.staff(shop, { ...staff.owner, role: 'owner' }),
    dispatcher: await seed.staff(shop, { ...staff.dispatcher, role: 'manager' }),
  };
  return { platform, shop, crew, chance: chanceOf(7), now: new Date(), size, orders: [] };
}

async function addCustomers({ platform, shop, now, size }: Carrier): Promise<readonly Added[]> {
  const added: Added[] = [];
  for (const of of demoCustomers) {
    const { name, phone, contacts, sites } = of;
    const { id, ...ids } = await platform.seed.customer(shop, {
      name,
      phone,
      contacts,
      addresses: sites.map(({ label, zone: _, ...value }) => ({ label, value })),
      at: new Date(now.getTime() - (size.days + 30) * day),
    });
    const mayOrder = ids.contacts.filter((_, nth) => contacts[nth]!.rights?.includes('order') ?? true);
    added.push({ of, id, contacts: mayOrder, addresses: ids.addresses, reference: counted(of.letters) });
  }
  return added;
}

/** Numbers of a customer's own, counted on. */
function counted(letters: string): Added['reference'] {
  let last = 100;
  return (at) => {
    last += 1;
    return `${letters}-${at.getUTCFullYear() % 100}-${String(last).padStart(4, '0')}`;
  };
}

async function setUp({ platform: { seed }, shop, now }: Carrier, customers: readonly Added[]): Promise<void> {
  await seed.settings(shop, 'core', { firstOrderNumber: 40_118 });
  await seed.settings(shop, transports, carrierSettings(holidays(now)));
  const byAir = customers.filter(({ of }) => of.services.some(([id]) => id === 'atlantic')).map(({ id }) => id);
  for (const { id, settings } of Object.values(services)) {
    const named = id === 'atlantic' ? { customers: byAir } : {};
    await seed.settings(shop, transports, { ...settings, ...named }, { service: id });
  }
  await seed.activate(shop, imports);
  await seed.settings(shop, imports, importSettings);
  await setUpCustomers(seed, shop, customers);
}

/** What is agreed with single customers, and what their new orders begin with. */
async function setUpCustomers(seed: Platform['seed'], shop: string, customers: readonly Added[]): Promise<void> {
  const named = (letters: string): string => customers.find(({ of }) => of.letters === letters)!.id;
  const [coatings, farma, brewery] = [named('SC'), named('KF'), named('BO')];
  await seed.settings(shop, transports, { initialStatus: 'to-plan', standardService: 'cool' }, { customer: farma });
  await seed.settings(shop, transports, { standardService: 'groupage' }, { customer: coatings });
  await seed.settings(shop, imports, { referencePolicy: 'warn' }, { customer: brewery });
  const kept = { kind: northway.kind };
  await seed.defaults(shop, {
    ...kept,
    of: { customer: coatings },
    part: 'service',
    form: { payer: 'prepaid', equipment: ['tail-lift'] },
  });
  await seed.defaults(shop, {
    ...kept,
    of: { customer: farma },
    part: 'goods',
    form: {
      goods: [
        { id: 'g1', package: 'carton', sizeUnit: 'cm', weightUnit: 'kg', temperatureMin: '2', temperatureMax: '8' },
      ],
      instructions: 'The logger travels with the goods; send its record with the proof of delivery.',
    },
  });
  await seed.defaults(shop, {
    ...kept,
    of: { service: 'cool' },
    part: 'goods',
    form: { goods: [], instructions: 'Doors stay closed between stops.' },
  });
}

/** The oldest first, so that numbers grow with time. */
async function addOrders(carrier: Carrier, customers: readonly Added[]): Promise<void> {
  const { chance, size } = carrier;
  const moments = Array.from({ length: size.orders }, () => {
    const customer = chance.weighted(customers.map((one) => [one, one.of.share] as const));
    return { customer, at: momentOf(carrier, customer) };
  }).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (const [nth, { customer, at }] of moments.entries()) {
    await addOrder(carrier, customer, at);
    sayOrders(nth + 1, size.orders);
  }
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

async function addOrder(carrier: Carrier, customer: Added, at: Date): Promise<void> {
  const { platform, shop, crew, chance, now, orders } = carrier;
  const who = { customer: customer.id, contact: chance.of(customer.contacts) };
  const { addresses, of } = customer;
  const { content, stops } = demoTransport(chance, { customer: of, addresses, at, reference: customer.reference(at) });
  const receipt = await platform.seed.send(shop, { ...who, kind: northway.kind, content: () => content, at });
  const order = receipt.orderId;
  if (order === null) return;
  const { taken, wish, driven } = lifeOf(chance, { at, receipt, stops, crew, now });
  await platform.seed.advance(shop, order, taken);
  if (wish) await askAndDecide(carrier, { ...who, order, at: wish.at }, wish);
  await platform.seed.advance(shop, order, driven);
  const completedAt = driven.find((step) => 'to' in step && step.to === 'completed')?.at;
  orders.push({ id: order, customer, at, completedAt });
}

/** Four of five changes are taken, and every cancellation; what is not decided yet waits. */
async function askAndDecide(
  { platform: { seed }, shop, crew, chance, now }: Carrier,
  asked: { readonly order: string; readonly customer: string; readonly contact: string; readonly at: Date },
  { intent, decidedAt }: NonNullable<Life['wish']>,
): Promise<void> {
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
