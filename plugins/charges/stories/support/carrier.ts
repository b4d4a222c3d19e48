import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openBrowser, openPostOffice, type PostOffice, type TestBrowser } from '@docket/core/testing';
import type { Json } from '@docket/sdk';
import { buildApps, builtPages, loadProject, readSettings, serve, type Served } from '@docket/server';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';

export { keepPicture, quality } from '@docket/ui/testing/page-quality.ts';

const distribution = path.join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'carrier', 'docket.config.ts');

/** What the carrier charges for. */
export const types = [
  { id: 'waiting', title: 'Waiting time', basis: 'hour', rate: 45, asks: true },
  { id: 'toll', title: 'Toll', basis: 'flat', asks: false },
  { id: 'fuel', title: 'Fuel surcharge', basis: 'percent', rate: 12.5, asks: true },
];

/** People of the carrier and of its customer: Vera sees charges and approves nothing, Carl sees none. */
export type Who = 'ann' | 'pat' | 'vera' | 'carl';

/** A carrier in Brussels with charges on, its pages, its mails and one customer. */
export interface Carrier {
  /** Of the shop, without a slash at its end. */
  readonly url: string;
  readonly post: PostOffice;
  readonly people: Readonly<Record<Who, TestBrowser>>;
  readonly platform: Served['platform'];
  /** A new order of Acme’s. */
  readonly order: (by?: 'pat' | 'carl') => Promise<{ readonly id: string; readonly number: number }>;
  readonly open: (who: Who, how: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Builds the apps where they are not, and opens the carrier. Close it when done. */
export async function openCarrier(): Promise<Carrier> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-charges-'));
  const post = await openPostOffice();
  const project = await loadProject(distribution);
  await buildApps(project);
  const given = { PORT: '0', HOST: '127.0.0.1', DOCKET_DATA: folder, SMTP_URL: post.url };
  const settings = readSettings(given, folder);
  const served = await serve({ project, settings, demo: false, pages: await builtPages(project) });
  const browser = await chromium.launch({
    ...(process.env['DOCKET_CHROMIUM'] && { executablePath: process.env['DOCKET_CHROMIUM'] }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const people = await found(served);
  return {
    url: `${served.origin}/s/northway`,
    post,
    people,
    platform: served.platform,
    async order(by = 'pat') {
      const { id } = await people[by].portal.requests.begin.mutate({ kind: 'transport' });
      const sent = await people[by].portal.requests.submit.mutate({ id, content: transport });
      return { id: sent.orderId!, number: sent.number! };
    },
    async open(who, how) {
      const context = await browser.newContext({ locale: 'en-GB', ...how });
      context.setDefaultTimeout(20_000);
      const cookies = people[who]
        .cookie()
        .split('; ')
        .map((pair) => pair.split('=', 2) as [string, string]);
      await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: served.origin })));
      return context.newPage();
    },
    async close() {
      await browser.close();
      await served.stop(0);
      await post.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function found({ platform, origin }: Served): Promise<Carrier['people']> {
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
