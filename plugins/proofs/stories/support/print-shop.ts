import { openBrowser, type TestBrowser } from '@docket/core/testing';
import { openTestServer, type TestServer } from '@docket/server/testing';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { typed, type Wanted } from '../../src/shop.fixture.ts';

export { keepPicture, quality } from '@docket/ui/testing/page-quality.ts';

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
export interface PrintShop extends Pick<TestServer, 'platform' | 'post' | 'close'> {
  /** Of the shop, without a slash at its end. */
  readonly url: string;
  readonly people: Readonly<Record<Who, TestBrowser>>;
  /** A new order of Smith Embroidery’s, with artwork for its first print. */
  readonly order: (wanted?: Wanted & { readonly artwork?: Artwork }) => Promise<Made>;
  /** Staff change an order to what is wanted now. */
  readonly revise: (made: Made, wanted: Wanted) => Promise<void>;
  readonly statusOf: (made: Made) => Promise<string>;
  /** In a browser in which they are signed in. */
  readonly open: (who: Who, how: BrowserContextOptions) => Promise<Page>;
  /** In a browser in which nobody is. */
  readonly visit: (how: BrowserContextOptions) => Promise<Page>;
}

/** Opens the shop of the built distribution. Close it when done. */
export async function openPrintShop(): Promise<PrintShop> {
  const server = await openTestServer(import.meta.resolve('@docket/example-print-shop'));
  const { platform, origin, post, close } = server;
  const { people, shop, customer, contact } = await found(server);
  const { staff } = people.robin;
  const usual = { locale: 'en-US', reducedMotion: 'reduce' } as const;
  return {
    platform,
    post,
    close,
    url: `${origin}/s/inkworks`,
    people,
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
    open: (who, how) => server.open({ ...usual, ...how, as: people[who] }),
    visit: (how) => server.open({ ...usual, ...how }),
  };
}

async function found({ platform, origin }: TestServer) {
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
