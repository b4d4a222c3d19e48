import { openBrowser, type TestBrowser } from '@docket/core/testing';
import type { Json } from '@docket/sdk';
import { openTestServer, type TestServer } from '@docket/server/testing';
import type { Page } from 'playwright-core';

export { keepPicture, quality } from '@docket/ui/testing/page-quality.ts';

/** Somebody before a screen. */
export interface Visit {
  readonly width: number;
  readonly javaScript?: boolean;
}

/** A carrier that prints labels and serves its pages: one customer, one member of staff. */
export interface Carrier {
  /** Of the shop, without a slash at its end. */
  readonly url: string;
  /** Pat of Acme Coatings and Ann of the carrier, by the same cookies. */
  readonly people: TestBrowser;
  readonly set: (plugin: string, values: Readonly<Record<string, Json>>) => Promise<unknown>;
  /** Switches the flow of order imports on, where every order waits for the carrier, or off. */
  readonly importing: (active: boolean) => Promise<void>;
  /** Sends a transport of so many pallets. Answers its draft and what it became. */
  readonly send: (
    pallets?: number,
  ) => Promise<{ readonly id: string; readonly orderId: string | null; readonly number: number | null }>;
  readonly open: (visit: Visit) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Opens the carrier of the built distribution. Close it when done. */
export async function openCarrier(): Promise<Carrier> {
  const server = await openTestServer(import.meta.resolve('@docket/example-carrier'));
  const people = await found(server);
  const set: Carrier['set'] = (plugin, values) => people.staff.plugins.saveSettings.mutate({ plugin, values });
  return {
    url: `${server.origin}/s/northway`,
    people,
    set,
    async importing(active) {
      await people.staff.plugins.switch.mutate({ plugin: 'order-import', active });
      if (active) await set('order-import', { createAutomatically: false });
    },
    async send(pallets = 3) {
      const { id } = await people.portal.requests.begin.mutate({ kind: 'transport' });
      const { orderId, number } = await people.portal.requests.submit.mutate({ id, content: transport(pallets) });
      return { id, orderId, number };
    },
    open: ({ width, javaScript = true }) =>
      server.open({ viewport: { width, height: 900 }, javaScriptEnabled: javaScript, locale: 'en-GB', as: people }),
    close: server.close,
  };
}

async function found({ platform, origin }: TestServer): Promise<TestBrowser> {
  const { seed } = platform;
  const shop = await seed.shop({
    slug: 'northway',
    name: 'Northway',
    email: 'hello@northway.test',
    timeZone: 'Europe/Brussels',
    currency: 'EUR',
    locale: 'en-GB',
    units: 'mm',
  });
  const password = 'x'.repeat(12);
  const ann = await seed.staff(shop, { name: 'Ann', email: 'ann@northway.test', role: 'owner', password });
  const contacts = [{ name: 'Pat', email: 'pat@acme.test' }];
  const acme = await seed.customer(shop, { name: 'Acme Coatings', contacts });
  const people = openBrowser(platform, { origin, base: '/s/northway' });
  people.take(await seed.cookie(shop, { type: 'staff', id: ann }));
  people.take(await seed.cookie(shop, { type: 'contact', id: acme.contacts[0]! }));
  await provide(platform);
  await people.staff.plugins.switch.mutate({ plugin: 'labels', active: true });
  const values = { services: [{ id: 'groupage', title: 'Groupage', off: false }], initialStatus: 'to-plan' };
  await people.staff.plugins.saveSettings.mutate({ plugin: 'transport-orders', values });
  return people;
}

/** The operator gives the shop what the distribution alone would not: order imports. */
async function provide({ operators }: TestServer['platform']): Promise<void> {
  await operators.shops.provision({ type: 'command' }, 'northway', [
    'transport-orders',
    'order-import',
    'labels',
    'shop-notice',
  ]);
}

const workday = (days: number): string => {
  const day = new Date(Date.now() + days * 86_400_000);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
};
const stop = (id: string, action: string, date: string, address: Readonly<Record<string, string>>) => ({
  id,
  action,
  date,
  zone: 'Europe/Brussels',
  address,
});
const transport = (pallets: number): Json => ({
  reference: `ACME-${(used += 1)}`,
  service: 'groupage',
  stops: [
    stop('s1', 'collect', workday(4), {
      company: 'Acme',
      street: 'Havenweg 7',
      city: 'Antwerpen',
      postcode: '2030',
      country: 'BE',
    }),
    stop('s2', 'deliver', workday(8), {
      company: 'Budowa Łódź',
      street: 'Piotrkowska 104',
      city: 'Łódź',
      postcode: '90-926',
      country: 'PL',
    }),
  ],
  goods: [{ id: 'g1', quantity: String(pallets), package: 'euro-pallet', description: 'Paint', gross: '900' }],
});
let used = 1000;
