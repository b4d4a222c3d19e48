import { openBrowser, type TestBrowser } from '@docket/core/testing';
import { openTestServer, type TestServer } from '@docket/server/testing';
import type { Page } from 'playwright-core';

export { keepPicture, quality } from '@docket/ui/testing/page-quality.ts';

/** Id of the plugin of transports. */
export const plugin = 'transport-orders';

/** Somebody before a screen. */
export interface Visit {
  readonly width: number;
  readonly javaScript?: boolean;
  /** IANA zone of the reader's clock. */
  readonly clock?: string;
}

/** A carrier in Brussels that serves its pages: two services, one customer, one member of staff. */
export interface Carrier {
  /** Of the shop, without a slash at its end. */
  readonly url: string;
  /** Pat of Acme Coatings and Ann of the carrier, by the same cookies. */
  readonly people: TestBrowser;
  readonly open: (visit: Visit) => Promise<Page>;
  /** Gives the shop the order imports, as the operator does, and switches them on. */
  readonly provideImports: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the carrier of the built distribution. Close it when done. */
export async function openCarrier(): Promise<Carrier> {
  const server = await openTestServer(import.meta.resolve('@docket/example-carrier'));
  const people = await found(server);
  return {
    url: `${server.origin}/s/northway`,
    people,
    async provideImports() {
      const all = server.platform.registry.plugins.map(({ descriptor }) => descriptor.id);
      await server.platform.operators.shops.provision({ type: 'command' }, 'northway', all);
      await people.staff.plugins.switch.mutate({ plugin: 'order-import', active: true });
    },
    open: ({ width, javaScript = true, clock }) =>
      server.open({
        viewport: { width, height: 900 },
        javaScriptEnabled: javaScript,
        locale: 'en-GB',
        ...(clock !== undefined && { timezoneId: clock }),
        as: people,
      }),
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
  const ann = await seed.staff(shop, {
    name: 'Ann',
    email: 'ann@northway.test',
    role: 'owner',
    password: 'x'.repeat(12),
  });
  const acme = await seed.customer(shop, {
    name: 'Acme Coatings',
    contacts: [{ name: 'Pat', email: 'pat@acme.test' }],
  });
  const people = openBrowser(platform, { origin, base: '/s/northway' });
  people.take(await seed.cookie(shop, { type: 'staff', id: ann }));
  people.take(await seed.cookie(shop, { type: 'contact', id: acme.contacts[0]! }));
  const services = [
    { id: 'groupage', title: 'Groupage', off: false },
    { id: 'express', title: 'Express', off: false },
  ];
  const equipment = [{ id: 'tail-lift', title: 'Tail lift', off: false }];
  await people.staff.plugins.saveSettings.mutate({ plugin, values: { services, equipment } });
  await people.staff.settings.saveOfService.mutate({ id: 'groupage', plugin, values: { dangerousGoods: true } });
  const values = { cutoffMode: 'same-day', cutoffTime: '14:00', initialStatus: 'to-plan' };
  await people.staff.settings.saveOfService.mutate({ id: 'express', plugin, values });
  return people;
}

/** The day so many days from today, on a working day. */
export function workday(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** Opens a new order of the customer, at the first part of its form. */
export async function beginOrder(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/portal/acme-coatings`);
  await page.getByRole('button', { name: 'Start: Transport order' }).first().click();
  await page
    .getByRole('link', { name: /Reference and service/ })
    .first()
    .click();
  await page.getByLabel('Your reference').waitFor();
  await page.waitForLoadState('networkidle');
}

/** Goes on to the next part of the form. */
export async function goOn(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.waitForLoadState('networkidle');
}

/** Fills a stop of the route, by its place on the way. */
export async function fillStop(page: Page, number: number, texts: Readonly<Record<string, string>>): Promise<void> {
  const card = page.getByRole('group', { name: `Stop ${number}` }).first();
  for (const [label, text] of Object.entries(texts))
    if (label === 'Country') await card.getByLabel(label).selectOption(text);
    else await card.getByLabel(new RegExp(`^${label}(?: \\(optional\\))?$`)).fill(text);
}

/** The sender's stop on a day, and the receiver's: what the fields of a stop are filled with, by their labels. */
export const antwerpen = (day: string): Readonly<Record<string, string>> => ({
  Company: 'Acme Coatings',
  'Street and number': 'Havenweg 7',
  Town: 'Antwerpen',
  Country: 'Belgium',
  Date: day,
});
export const dublin = (day: string): Readonly<Record<string, string>> => ({
  Company: 'BuildMart',
  'Street and number': 'Quay Road 12',
  Town: 'Dublin',
  Country: 'Ireland',
  Date: day,
});
