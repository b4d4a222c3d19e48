import type { Json } from '@docket/sdk';
import { pluginCaller, refusalOf, type Refusal } from '@docket/sdk/client';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  type Store,
  type TestBrowser,
  type TestPlatform,
} from '@docket/core/testing';
import { expect } from 'vitest';
import plugin from './index.ts';
import type { ChargesApi } from './server.ts';
import type { ShownCharges, StaffCharge, StaffCharges } from './rules/shown.ts';

/** Types of a carrier, one by each way to count that matters. */
export const types = [
  { id: 'waiting', title: 'Waiting time', basis: 'hour', rate: 45, asks: true },
  { id: 'toll', title: 'Toll', basis: 'flat', asks: false },
  { id: 'haul', title: 'Line haul', basis: 'km', rate: 1.2345, asks: false },
  { id: 'fuel', title: 'Fuel surcharge', basis: 'percent', rate: 12.5, asks: true },
];

type Values = Readonly<Record<string, Json>>;

/** A shop with charges on, an order of Smith & Sons, and people with different rights. Close it in `afterAll`. */
export interface ChargeShop {
  readonly test: TestPlatform;
  readonly owner: TestBrowser;
  /** Of Smith & Sons: with every right; without charges; with charges, who approves nothing. */
  readonly sarah: TestBrowser;
  readonly carl: TestBrowser;
  readonly vera: TestBrowser;
  /** Of Jones. */
  readonly tom: TestBrowser;
  readonly smith: string;
  readonly order: () => Promise<string>;
  /** An order with a file of this name. */
  readonly orderWith: (file: string) => Promise<string>;
  readonly set: (values: Values) => Promise<unknown>;
  readonly setCustomer: (values: Values) => Promise<unknown>;
  readonly add: (order: string, typed?: object) => Promise<StaffCharge>;
  readonly amend: (order: string, charge: StaffCharge, typed?: object) => Promise<StaffCharge>;
  readonly withdraw: (order: string, charge: StaffCharge, reason?: string) => Promise<StaffCharge>;
  readonly takeCounter: (order: string, charge: StaffCharge) => Promise<StaffCharge>;
  readonly sheet: (order: string, browser?: TestBrowser) => Promise<StaffCharges>;
  readonly shown: (order: string, browser?: TestBrowser) => Promise<ShownCharges | null>;
  readonly close: () => Promise<void>;
}

export async function openChargeShop(store: Store): Promise<ChargeShop> {
  const test = await openTestPlatform({ plugins: [notePlugin(), plugin], store });
  const { seed } = test.platform;
  const signedIn = async (who: Parameters<typeof seed.cookie>[1]): Promise<TestBrowser> => {
    const browser = openBrowser(test.platform);
    browser.take(await seed.cookie(test.shop, who));
    return browser;
  };
  const contacts = [
    { name: 'Sarah', email: 'sarah@smith.test' },
    { name: 'Carl', email: 'carl@smith.test' },
    { name: 'Vera', email: 'vera@smith.test' },
  ];
  const smith = await seed.customer(test.shop, { name: 'Smith & Sons', contacts });
  const jones = await seed.customer(test.shop, { name: 'Jones', contacts: [{ name: 'Tom', email: 'tom@jones.test' }] });
  const password = 'seven green lamps';
  const robin = await seed.staff(test.shop, { name: 'Robin', email: 'robin@shop.test', role: 'owner', password });
  const owner = await signedIn({ type: 'staff', id: robin });
  const [sarah, carl, vera] = (await Promise.all(smith.contacts.map((id) => signedIn({ type: 'contact', id })))) as [
    TestBrowser,
    TestBrowser,
    TestBrowser,
  ];
  const tom = await signedIn({ type: 'contact', id: jones.contacts[0]! });
  await owner.staff.plugins.switch.mutate({ plugin: plugin.id, active: true });
  const { customers, plugins, settings } = owner.staff;
  const rights = async (
    id: string,
    { name, email }: (typeof contacts)[number],
    held: ('order' | 'approve' | 'charges')[],
  ) => customers.updateContact.mutate({ customer: smith.id, id, name, email, phone: null, rights: held });
  await rights(smith.contacts[1]!, contacts[1]!, ['order', 'approve']);
  await rights(smith.contacts[2]!, contacts[2]!, ['order', 'charges']);
  const set: ChargeShop['set'] = (values) => plugins.saveSettings.mutate({ plugin: plugin.id, values });
  await set({ types });
  const callsOf = (client: TestBrowser['portal'] | TestBrowser['staff']) =>
    pluginCaller<ChargesApi>(client as never, plugin.id);
  // What a form does not send, the plugin fills in.
  const call = (name: 'add' | 'amend' | 'withdraw' | 'takeCounter', typed: object) =>
    callsOf(owner.staff).mutate(name, typed as never);
  const sheet: ChargeShop['sheet'] = (order, browser = owner) => callsOf(browser.staff).query('sheet', { order });
  const chargeOn = async (order: string, id: string): Promise<StaffCharge> =>
    (await sheet(order)).charges.find((one) => one.id === id)!;
  const seen = (order: string, { id, version }: StaffCharge) => ({ order, charge: id, version });
  return {
    test,
    owner,
    sarah,
    carl,
    vera,
    tom,
    smith: smith.id,
    async order() {
      const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };
      const sent = await sarah.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
      return sent.orderId!;
    },
    async orderWith(file) {
      const { id } = await sarah.portal.requests.begin.mutate({ kind: 'note' });
      const body = new FormData();
      body.append('files', new File(['Gate 7: 09:30 to 11:45'], file));
      await sarah.fetch(`/files/drafts/${id}/lines`, { method: 'POST', body });
      const { files } = await sarah.portal.requests.open.query({ id });
      const lines = [{ text: 'blue', count: 2 }];
      const content = { title: 'Paint', lines, files: files.map((one) => one.id) };
      return (await sarah.portal.requests.submit.mutate({ id, content })).orderId!;
    },
    set,
    setCustomer: (values) => settings.saveOfCustomer.mutate({ id: smith.id, plugin: plugin.id, values }),
    async add(order, typed = {}) {
      const id = crypto.randomUUID();
      await call('add', { order, id, type: 'waiting', quantity: '2.25', ...typed });
      return chargeOn(order, id);
    },
    async amend(order, charge, typed = {}) {
      const { quantity, rate, tax, from, to } = charge.typed;
      const asItWas = {
        quantity,
        rate,
        tax,
        from,
        to,
        description: charge.description,
        noted: charge.evidence.noted,
        files: charge.evidence.files.map((file) => file.id),
        parts: charge.parts,
      };
      await call('amend', { ...seen(order, charge), ...asItWas, reason: 'Counted anew.', ...typed });
      return chargeOn(order, charge.id);
    },
    async withdraw(order, charge, reason = 'It was the other lorry.') {
      await call('withdraw', { ...seen(order, charge), reason });
      return chargeOn(order, charge.id);
    },
    async takeCounter(order, charge) {
      await call('takeCounter', seen(order, charge));
      return chargeOn(order, charge.id);
    },
    sheet,
    shown: (order, browser = sarah) => callsOf(browser.portal).query('shown', { order }),
    close: () => test.close(),
  };
}

/** What a call is refused with. */
export const refused = async (calling: Promise<unknown>): Promise<Refusal> =>
  calling.then(
    () => expect.unreachable('It was not refused.'),
    (error: unknown) => refusalOf(error),
  );

/** The codes of what was wrong with a charge, by the field. */
export const faults = async (calling: Promise<unknown>): Promise<readonly string[]> =>
  ((await refused(calling)).details as { issues: { code: string; path: string }[] }).issues.map(
    ({ code, path }) => `${path} ${code}`,
  );
