import type { Json } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { openBrowser, openTestPlatform, type Store, type TestBrowser, type TestPlatform } from '@docket/core/testing';
import orderImport from '@docket/order-import';
import transportOrders from '@docket/transport-orders';
import { expect, vi } from 'vitest';
import plugin from './index.ts';
import type { LabelsApi } from './server.ts';
import type { ShownLabels, ShownToStaff, ShownWhenSent } from './shown.ts';

type Values = Readonly<Record<string, Json>>;
type Receipt = Awaited<ReturnType<TestBrowser['portal']['requests']['submit']['mutate']>>;

/** An order that is there. */
export interface Made {
  readonly id: string;
  readonly number: number;
}

/** A carrier that prints labels. Close it in `afterAll`. */
export interface LabelShop {
  readonly test: TestPlatform;
  readonly owner: TestBrowser;
  /** A contact of Smith & Sons, and one of Jones. */
  readonly sarah: TestBrowser;
  readonly tom: TestBrowser;
  /** Saves settings of labels; all others are as they come. */
  readonly set: (values: Values) => Promise<unknown>;
  readonly setTransport: (values: Values) => Promise<unknown>;
  /** Switches the flow of order imports on with these settings, or off. */
  readonly importing: (values: Values | false) => Promise<void>;
  readonly send: (content?: Json) => Promise<Receipt>;
  readonly order: (content?: Json) => Promise<Made>;
  readonly move: (made: Made, to: string) => Promise<unknown>;
  /** Staff change the order: what is different. */
  readonly revise: (made: Made, change: object) => Promise<unknown>;
  /** The numbers of its packages, in their sequence, once each has one. */
  readonly numbers: (made: Made) => Promise<readonly string[]>;
  readonly labels: (made: Pick<Made, 'id'>, browser?: TestBrowser) => Promise<ShownLabels | null>;
  readonly sent: (made: Pick<Made, 'id'>) => Promise<ShownWhenSent | null>;
  readonly printing: (made: Made) => Promise<ShownToStaff>;
  readonly print: (made: Made, number?: string) => Promise<{ readonly count: number }>;
  /** The customer’s file, or the staff’s. */
  readonly file: (
    made: Pick<Made, 'id'>,
    more?: { browser?: TestBrowser; query?: string; name?: string },
  ) => Promise<Response>;
  close(): Promise<void>;
}

const place = (company: string, city: string) => ({
  company,
  street: 'Main Street 1',
  city,
  postcode: '1000',
  country: 'BE',
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

/** Lines of goods as they are typed: how many packages each. */
export const goods = (...quantities: readonly number[]) => ({
  goods: quantities.map((quantity, line) => ({
    id: `g${line + 1}`,
    quantity: String(quantity),
    package: 'euro-pallet',
    description: 'Paint',
    gross: String(quantity * 100),
  })),
});

/** A transport as it is typed, of three packages, under a reference that was not used yet. */
export function transport(change: object = {}): Json {
  used += 1;
  return {
    reference: `ACME-${used}`,
    service: 'groupage',
    stops: [
      at('s1', 'collect', '2026-06-17', place('Acme', 'Antwerpen')),
      at('s2', 'deliver', '2026-06-19', place('BuildMart', 'Gent')),
    ],
    ...goods(3),
    ...change,
  };
}
let used = 1000;

/** Starts the shop on Tuesday, 16 June 2026, at ten in the morning. */
export async function openLabelShop(store: Store): Promise<LabelShop> {
  const test = await openTestPlatform({
    plugins: [transportOrders, orderImport, plugin],
    store,
    now: new Date('2026-06-16T10:00:00-05:00'),
  });
  const { seed } = test.platform;
  const signedIn = async (who: Parameters<typeof seed.cookie>[1]): Promise<TestBrowser> => {
    const browser = openBrowser(test.platform);
    browser.take(await seed.cookie(test.shop, who));
    return browser;
  };
  const contact = async (name: string, email: string) => {
    const { contacts } = await seed.customer(test.shop, { name, contacts: [{ name: 'Pat', email }] });
    return signedIn({ type: 'contact', id: contacts[0]! });
  };
  const [sarah, tom] = [await contact('Smith & Sons', 'sarah@smith.test'), await contact('Jones', 'tom@jones.test')];
  const password = 'seven green lamps';
  const staff = await seed.staff(test.shop, { name: 'Robin', email: 'robin@shop.test', role: 'owner', password });
  const owner = await signedIn({ type: 'staff', id: staff });
  const save = (id: string) => (values: Values) => owner.staff.plugins.saveSettings.mutate({ plugin: id, values });
  await owner.staff.plugins.switch.mutate({ plugin: plugin.id, active: true });
  const standard = { services: [{ id: 'groupage', title: 'Groupage', off: false }], initialStatus: 'to-plan' };
  await save(transportOrders.id)(standard);
  const send: LabelShop['send'] = async (content = transport()) => {
    const { id } = await sarah.portal.requests.begin.mutate({ kind: 'transport' });
    return sarah.portal.requests.submit.mutate({ id, content });
  };
  const own = (browser: TestBrowser, door: 'portal' | 'staff') => pluginCaller<LabelsApi>(browser[door], plugin.id);
  const printing: LabelShop['printing'] = async ({ id }) =>
    (await own(owner, 'staff').query('printing', { order: id })) ?? expect.unreachable('There is no such order.');
  return {
    test,
    owner,
    sarah,
    tom,
    set: (values) => save(plugin.id)({ companyPrefix: null, autoprint: null, ...values }),
    setTransport: (values) => save(transportOrders.id)({ ...standard, ...values }),
    async importing(values) {
      await owner.staff.plugins.switch.mutate({ plugin: orderImport.id, active: values !== false });
      if (values !== false) await save(orderImport.id)(values);
    },
    send,
    async order(content) {
      const { orderId, number } = await send(content);
      return { id: orderId!, number: number! };
    },
    move: ({ id }, to) => owner.staff.orders.move.mutate({ id, to }),
    async revise({ number }, change) {
      const { order } = await owner.staff.orders.get.query({ number });
      const content = { ...(order.content as object), ...change };
      return owner.staff.orders.revise.mutate({ number, base: order.version, content });
    },
    numbers: (made) => vi.waitFor(async () => numbersIn(await printing(made)), { timeout: 10_000, interval: 20 }),
    labels: ({ id }, browser = sarah) => own(browser, 'portal').query('labels', { order: id }),
    sent: ({ id }) => own(sarah, 'portal').query('sent', { order: id }),
    printing,
    print: ({ id }, number) =>
      own(owner, 'staff').mutate('print', { order: id, ...(number !== undefined && { number }) }),
    file: ({ id }, { browser = sarah, query = '', name = 'labels.pdf' } = {}) =>
      browser.fetch(`/files/made/labels/${name}?order=${id}${query}`),
    close: () => test.close(),
  };
}

function numbersIn({ labels }: ShownToStaff): readonly string[] {
  const numbers = labels.flatMap(({ number }) => number ?? []);
  expect(numbers).toHaveLength(labels.length);
  return numbers;
}
