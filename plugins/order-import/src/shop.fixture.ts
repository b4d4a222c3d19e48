import { definePlugin, describePlugin, on, status, type Json } from '@docket/sdk';
import { refusalOf, type Refusal } from '@docket/sdk/client';
import {
  notePlugin,
  openBrowser,
  openProgram,
  openTestPlatform,
  type Store,
  type TestBrowser,
  type TestPlatform,
} from '@docket/core/testing';
import transportOrders from '@docket/transport-orders';
import { expect } from 'vitest';
import plugin from './index.ts';

/** A moment of Tuesday, 16 June 2026, by the clock of the shop, which stands at Chicago. */
export const chicago = (time: string): Date => new Date(`2026-06-16T${time}-05:00`);

type Values = Readonly<Record<string, Json>>;
type Receipt = Awaited<ReturnType<TestBrowser['portal']['requests']['submit']['mutate']>>;
type Decided = Awaited<ReturnType<TestBrowser['staff']['changes']['decide']['mutate']>>;
type Order = Awaited<ReturnType<TestBrowser['staff']['orders']['get']['query']>>['order'];

/** An order that is there. */
export interface Made {
  readonly id: string;
  readonly number: number;
}

/** A carrier that takes orders in by order import, and notes without any reference. Close it in `afterAll`. */
export interface ImportShop {
  readonly test: TestPlatform;
  readonly owner: TestBrowser;
  /** A contact of Smith & Sons. */
  readonly sarah: TestBrowser;
  /** A contact of Jones. */
  readonly tom: TestBrowser;
  /** What Smith & Sons’ own system calls with. */
  readonly program: ReturnType<typeof openProgram>;
  /** Id of Smith & Sons. */
  readonly smith: string;
  /** How much of every order is collected. */
  collected: 'none' | 'part' | 'all';
  /** Saves settings of order imports; all others are as they come. */
  readonly set: (values: Values) => Promise<unknown>;
  readonly setTransport: (values: Values) => Promise<unknown>;
  readonly send: (content: Json, browser?: TestBrowser) => Promise<Receipt>;
  /** An order that is made at once. */
  readonly order: (content?: Json, browser?: TestBrowser) => Promise<Made>;
  readonly orderOf: (made: Made) => Promise<Order>;
  /** Sends a change of the order: what is different. */
  readonly change: (made: Made, content: object) => Promise<Receipt>;
  readonly cancel: (made: Made, reason?: string) => Promise<Receipt>;
  readonly wishes: (made: Made) => ReturnType<TestBrowser['portal']['changes']['ofOrder']['query']>;
  readonly move: (made: Made, to: string) => Promise<unknown>;
  /** Records that the goods of a planned order are collected, which is under way from then on. */
  readonly collect: (made: Made) => Promise<unknown>;
  /** What staff decide of a change or cancellation as it is now. */
  readonly decide: (id: string, more?: object) => Promise<Decided>;
  close(): Promise<void>;
}

const place = (company: string, city: string) => ({
  company,
  name: '',
  street: 'Main Street 1',
  street2: '',
  city,
  region: '',
  postcode: '1000',
  country: 'BE',
  phone: '',
});
const at = (id: string, action: string, date: string, address: ReturnType<typeof place>) => ({
  id,
  action,
  address,
  zone: 'Europe/Brussels',
  date,
  from: '08:00',
  to: '17:00',
});

/** A transport as it is typed, under a reference that was not used yet. */
export function transport(change: object = {}): Json {
  used += 1;
  return {
    reference: `ACME-${used}`,
    service: 'groupage',
    stops: [
      at('s1', 'collect', '2026-06-17', place('Acme', 'Antwerpen')),
      at('s2', 'deliver', '2026-06-19', place('BuildMart', 'Gent')),
    ],
    goods: [{ id: 'g1', quantity: '4', package: 'euro-pallet', description: 'Paint', gross: '1240' }],
    ...change,
  };
}
let used = 1000;

/** The same, collected on another day. */
export const collectedOn = (date: string, change: object = {}): Json =>
  transport({
    stops: [
      at('s1', 'collect', date, place('Acme', 'Antwerpen')),
      at('s2', 'deliver', '2026-06-30', place('BuildMart', 'Gent')),
    ],
    ...change,
  });

/** Says how much is collected, in place of a carrier's stops. */
const yard = (shop: { readonly collected: string }) =>
  describePlugin({
    id: 'yard',
    version: '1.0.0',
    title: 'Yard',
    about: 'Knows what has been collected.',
    activation: 'on',
    server: async () => ({
      server: definePlugin({ hooks: [on(status.facts, () => [{ id: 'collected', value: shop.collected }])] }),
    }),
  });

/** Starts the shop at ten in the morning, with order imports switched on. */
export async function openImportShop(store: Store): Promise<ImportShop> {
  const yarded: { collected: ImportShop['collected'] } = { collected: 'none' };
  const plugins = [transportOrders, notePlugin(undefined, []), yard(yarded), plugin];
  const test = await openTestPlatform({ plugins, store, now: chicago('10:00:00') });
  const { seed } = test.platform;
  const signedIn = async (who: Parameters<typeof seed.cookie>[1]): Promise<TestBrowser> => {
    const browser = openBrowser(test.platform);
    browser.take(await seed.cookie(test.shop, who));
    return browser;
  };
  const customer = (name: string, email: string) =>
    seed.customer(test.shop, { name, contacts: [{ name: 'Pat', email }] });
  const smith = await customer('Smith & Sons', 'sarah@smith.test');
  const jones = await customer('Jones', 'tom@jones.test');
  const password = 'seven green lamps';
  const staff = await seed.staff(test.shop, { name: 'Robin', email: 'robin@shop.test', role: 'owner', password });
  const owner = await signedIn({ type: 'staff', id: staff });
  const sarah = await signedIn({ type: 'contact', id: smith.contacts[0]! });
  const tom = await signedIn({ type: 'contact', id: jones.contacts[0]! });
  const save = (id: string) => (values: Values) => owner.staff.plugins.saveSettings.mutate({ plugin: id, values });
  await owner.staff.plugins.switch.mutate({ plugin: plugin.id, active: true });
  await save(transportOrders.id)({ services: [{ id: 'groupage', title: 'Groupage', off: false }] });
  const { key } = await owner.staff.keys.make.mutate({ contact: smith.contacts[0]!, name: 'Warehouse' });
  const send: ImportShop['send'] = async (content, browser = sarah) => {
    const { id } = await browser.portal.requests.begin.mutate({ kind: 'transport' });
    return browser.portal.requests.submit.mutate({ id, content });
  };
  const orderOf = async ({ number }: Made) => (await owner.staff.orders.get.query({ number })).order;
  return {
    test,
    owner,
    sarah,
    tom,
    program: openProgram(test.platform, key),
    smith: smith.id,
    get collected() {
      return yarded.collected;
    },
    set collected(value) {
      yarded.collected = value;
    },
    set: (values) => save(plugin.id)({ ...unset, ...values }),
    setTransport: save(transportOrders.id),
    send,
    async order(content = transport(), browser) {
      const { orderId, number } = await send(content, browser);
      return { id: orderId!, number: number! };
    },
    orderOf,
    async change(made, content) {
      const { id } = await sarah.portal.changes.begin.mutate({ order: made.id });
      const opened = await sarah.portal.requests.open.query({ id });
      return sarah.portal.requests.submit.mutate({ id, content: { ...(opened.content as object), ...content } });
    },
    cancel: ({ id: order }, reason = 'No longer needed.') => sarah.portal.changes.cancel.mutate({ order, reason }),
    wishes: ({ id: order }) => sarah.portal.changes.ofOrder.query({ order }),
    move: ({ id }, to) => owner.staff.orders.move.mutate({ id, to }),
    collect: ({ id }) => owner.staff.orders.mark.mutate({ id, part: 's1', type: 'done', done: true, note: '' }),
    async decide(id, more = {}) {
      const { version } = await owner.staff.changes.get.query({ id });
      return owner.staff.changes.decide.mutate({ id, version, accept: 'all', ...more });
    },
    close: () => test.close(),
  };
}

/** Back to the standard. */
const unset: Values = Object.fromEntries(
  Object.keys(plugin.settings!.shape)
    .filter((key) => key !== 'referencePolicy')
    .map((key) => [key, null]),
);

/** What a call is refused with. */
export const refused = async (sending: Promise<unknown>): Promise<Refusal> =>
  sending.then(
    () => expect.unreachable('It was not refused.'),
    (error: unknown) => refusalOf(error),
  );
