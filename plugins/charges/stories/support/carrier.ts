import { openBrowser, type TestBrowser } from '@docket/core/testing';
import type { Json } from '@docket/sdk';
import { openTestServer, type TestServer } from '@docket/server/testing';
import type { BrowserContextOptions, Page } from 'playwright-core';

export { keepPicture, quality } from '@docket/ui/testing/page-quality.ts';

/** What the carrier charges for. */
export const types = [
  { id: 'waiting', title: 'Waiting time', basis: 'hour', rate: 45, asks: true },
  { id: 'toll', title: 'Toll', basis: 'flat', asks: false },
  { id: 'fuel', title: 'Fuel surcharge', basis: 'percent', rate: 12.5, asks: true },
];

/** People of the carrier and of its customer: Vera sees charges and approves nothing, Carl sees none. */
export type Who = 'ann' | 'pat' | 'vera' | 'carl';

/** A carrier in Brussels with charges on, its pages, its mails and one customer. */
export interface Carrier extends Pick<TestServer, 'platform' | 'post' | 'close'> {
  /** Of the shop, without a slash at its end. */
  readonly url: string;
  readonly people: Readonly<Record<Who, TestBrowser>>;
  /** A new order of Acme’s. */
  readonly order: (by?: 'pat' | 'carl') => Promise<{ readonly id: string; readonly number: number }>;
  readonly open: (who: Who, how: BrowserContextOptions) => Promise<Page>;
}

/** Opens the carrier of the built distribution. Close it when done. */
export async function openCarrier(): Promise<Carrier> {
  const server = await openTestServer(import.meta.resolve('@docket/example-carrier'));
  const people = await found(server);
  const { platform, origin, post, close } = server;
  return {
    platform,
    post,
    close,
    url: `${origin}/s/northway`,
    people,
    async order(by = 'pat') {
      const { id } = await people[by].portal.requests.begin.mutate({ kind: 'transport' });
      const sent = await people[by].portal.requests.submit.mutate({ id, content: transport });
      return { id: sent.orderId!, number: sent.number! };
    },
    open: (who, how) => server.open({ locale: 'en-GB', ...how, as: people[who] }),
  };
}

async function found({ platform, origin }: TestServer): Promise<Carrier['people']> {
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
  const annId = await seed.staff(shop, { name: 'Ann', email: 'ann@northway.test', role: 'owner', password });
  const contacts = ['Pat', 'Vera', 'Carl'].map((name) => ({ name, email: `${name.toLowerCase()}@acme.test` }));
  const acme = await seed.customer(shop, { name: 'Acme Coatings', contacts });
  const signedIn = async (type: 'staff' | 'contact', id: string): Promise<TestBrowser> => {
    const browser = openBrowser(platform, { origin, base: '/s/northway' });
    browser.take(await seed.cookie(shop, { type, id }));
    return browser;
  };
  const ann = await signedIn('staff', annId);
  const [pat, vera, carl] = (await Promise.all(acme.contacts.map((id) => signedIn('contact', id)))) as [
    TestBrowser,
    TestBrowser,
    TestBrowser,
  ];
  const { customers, plugins } = ann.staff;
  for (const [at, rights] of [
    [1, ['order', 'charges']],
    [2, ['order', 'approve']],
  ] as const)
    await customers.updateContact.mutate({
      ...contacts[at]!,
      customer: acme.id,
      id: acme.contacts[at]!,
      phone: null,
      rights: [...rights],
    });
  await plugins.switch.mutate({ plugin: 'charges', active: true });
  await plugins.saveSettings.mutate({ plugin: 'charges', values: { types } });
  return { ann, pat, vera, carl };
}

const day = (days: number): string => {
  const date = new Date(Date.now() + days * 86_400_000);
  while (date.getUTCDay() === 0 || date.getUTCDay() === 6) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
};
const stop = (id: string, action: string, date: string, city: string) => ({
  id,
  action,
  address: {
    company: 'Acme',
    name: '',
    street: 'Havenweg 7',
    street2: '',
    city,
    region: '',
    postcode: '1000',
    country: 'BE',
    phone: '',
  },
  zone: 'Europe/Brussels',
  date,
  from: '08:00',
  to: '17:00',
});
const transport: Json = {
  reference: 'ACME-1',
  service: 'standard',
  stops: [stop('s1', 'collect', day(4), 'Antwerpen'), stop('s2', 'deliver', day(8), 'Gent')],
  goods: [{ id: 'g1', quantity: '4', package: 'euro-pallet', description: 'Paint', gross: '1240' }],
};
