import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openBrowser, openPostOffice, type PostOffice, type TestBrowser } from '@docket/core/testing';
import { buildApps, builtPages, loadProject, readSettings, serve, type Served } from '@docket/server';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { typed, type Wanted } from '../../src/shop.fixture.ts';

export { keepPicture, quality } from '@docket/ui/testing/page-quality.ts';

const distribution = path.join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  'examples',
  'print-shop',
  'docket.config.ts',
);

/** People of the shop and of its customer: Sarah and Bob approve; Vera orders, and approves nothing. */
export type Who = 'robin' | 'sarah' | 'bob' | 'vera';

/** What a customer sends to be printed. */
export interface Artwork {
  readonly name: string;
  readonly bytes: Buffer;
}

/** An order that is there. */
export interface Made {
  readonly id: string;
  readonly number: number;
}

/** A print shop in Chicago with proofs on, its pages, its mails and one customer. */
export interface PrintShop {
  /** Of the shop, without a slash at its end. */
  readonly url: string;
  readonly post: PostOffice;
  readonly people: Readonly<Record<Who, TestBrowser>>;
  readonly platform: Served['platform'];
  /** A new order of Smith Embroidery’s, with artwork for its first print. */
  readonly order: (wanted?: Wanted & { readonly artwork?: Artwork }) => Promise<Made>;
  /** Staff change an order to what is wanted now. */
  readonly revise: (made: Made, wanted: Wanted) => Promise<void>;
  readonly statusOf: (made: Made) => Promise<string>;
  /** In a browser in which they are signed in. */
  readonly open: (who: Who, how: BrowserContextOptions) => Promise<Page>;
  /** In a browser in which nobody is. */
  readonly visit: (how: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Builds the apps where they are not, and opens the shop. Close it when done. */
export async function openPrintShop(): Promise<PrintShop> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-proofs-'));
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
  const { platform } = served;
  const { people, shop, customer, contact } = await found(served);
  const { staff } = people.robin;
  const visit: PrintShop['visit'] = async (how) => {
    const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...how });
    context.setDefaultTimeout(20_000);
    return context.newPage();
  };
  return {
    url: `${served.origin}/s/inkworks`,
    post,
    people,
    platform,
    async order({ artwork = crest, ...wanted } = {}) {
      const number = await platform.seed.order(shop, {
        customer,
        contact,
        kind: 'garment',
        content: (files) => typed({ ...wanted, files }),
        files: [artwork],
        at: new Date(),
      });
      return { id: (await staff.orders.get.query({ number })).order.id, number };
    },
    async revise({ number }, wanted) {
      const { order } = await staff.orders.get.query({ number });
      const [files] = (order.content as unknown as { imprints: { files: string[] }[] }).imprints.map(
        (one) => one.files,
      );
      const content = { ...(order.content as object), ...(typed({ ...wanted, files: files ?? [] }) as object) };
      await staff.orders.revise.mutate({ number, base: order.version, content });
    },
    statusOf: async ({ number }) => (await staff.orders.get.query({ number })).order.status,
    async open(who, how) {
      const page = await visit(how);
      const cookies = people[who]
        .cookie()
        .split('; ')
        .map((pair) => pair.split('=', 2) as [string, string]);
      await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: served.origin })));
      return page;
    },
    visit,
    async close() {
      await browser.close();
      await served.stop(0);
      await post.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function found({ platform, origin }: Served) {
  const { seed } = platform;
  const shop = await seed.shop({
    slug: 'inkworks',
    name: 'Inkworks',
    email: 'hello@inkworks.test',
    timeZone: 'America/Chicago',
    currency: 'USD',
    locale: 'en-US',
    units: 'inch',
  });
  const password = 'x'.repeat(12);
  const robinId = await seed.staff(shop, { name: 'Robin Ink', email: 'robin@inkworks.test', role: 'owner', password });
  const contacts = [
    { name: 'Sarah Smith', email: 'sarah@smith.test' },
    { name: 'Vera Valdez', email: 'vera@smith.test' },
    { name: 'Bob Brown', email: 'bob@smith.test' },
  ];
  const smith = await seed.customer(shop, { name: 'Smith Embroidery', contacts });
  const signedIn = async (type: 'staff' | 'contact', id: string): Promise<TestBrowser> => {
    const browser = openBrowser(platform, { origin, base: '/s/inkworks' });
    browser.take(await seed.cookie(shop, { type, id }));
    return browser;
  };
  const robin = await signedIn('staff', robinId);
  const [sarah, vera, bob] = (await Promise.all(smith.contacts.map((id) => signedIn('contact', id)))) as [
    TestBrowser,
    TestBrowser,
    TestBrowser,
  ];
  const { customers, plugins } = robin.staff;
  const ofVera = { ...contacts[1]!, customer: smith.id, id: smith.contacts[1]!, phone: null };
  await customers.updateContact.mutate({ ...ofVera, rights: ['order'] });
  await plugins.switch.mutate({ plugin: 'proofs', active: true });
  const values = {
    checklist: ['spelling', 'size', 'placement'],
    terms: 'We make what is shown here.\nColors on a screen differ a little from ink on cloth.',
    termsVersion: '2026-01',
  };
  await plugins.saveSettings.mutate({ plugin: 'proofs', values });
  return { people: { robin, sarah, bob, vera }, shop, customer: smith.id, contact: smith.contacts[0]! };
}

const crest: Artwork = {
  name: 'crest.svg',
  bytes: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="#e2b13c" d="M10 90 50 8l40 82H62L50 46 38 90Z"/></svg>',
  ),
};
