import type { Platform } from '@docket/core';
import type { PostOffice } from '@docket/core/testing';
import type { Json } from '@docket/sdk';
import type { ArtFile } from './artwork.ts';
import { openEmptyHouse, type HouseOptions } from './empty-house.ts';
import type { OrderSheet } from './order-sheet.ts';

/** The owner of every story's shop. */
export const owner = { name: 'Olive Owner', email: 'olive@inkwell.test', password: 'four plain words here' } as const;

/** The customer of every story: its people, its permanent link's last step, and a saved address. */
export const customer = {
  name: 'Northgate Promotional',
  slug: 'northgate-promotional',
  contact: { name: 'Ann Buyer', email: 'ann@northgate.test' },
} as const;

/** A running print shop: the server as it is served, mail as it is sent. */
export interface StoryShop {
  readonly platform: Platform;
  /** Id of the shop. */
  readonly id: string;
  /** Prefix of the shop's addresses, e.g. `http://127.0.0.1:40123/s/inkwell`. */
  readonly url: string;
  readonly post: PostOffice;
  /** Sends an order as the customer's contact, without a page, all files for its first place; answers its number. */
  order(sheet: OrderSheet, files?: readonly ArtFile[]): Promise<number>;
  /** `Cookie` of a contact of the customer, who is signed in. */
  contactCookie(): Promise<string>;
  /** `Cookie` of the owner, who is signed in. */
  ownerCookie(): Promise<string>;
  /** Ends the server and starts another one at the same address: the platform from then on. */
  restart(): Promise<Platform>;
  close(): Promise<void>;
}

interface Options extends HouseOptions {
  /** BCP 47; of a language that runs from right to left, the whole shop does. */
  readonly locale?: string;
}

/** Starts the built print shop on an embedded database, with one shop, its owner and a customer. Close it in `afterAll`. */
export async function openShop({ locale = 'en-US', ...options }: Options = {}): Promise<StoryShop> {
  const house = await openEmptyHouse(options);
  const { platform, post } = house;
  const { seed } = platform;
  const place = { timeZone: 'America/Chicago', currency: 'USD', locale, units: 'inch' } as const;
  const id = await seed.shop({ slug: 'inkwell', name: 'Inkwell', email: 'hello@inkwell.test', ...place });
  const ownerId = await seed.staff(id, { ...owner, role: 'owner' });
  const { id: customerId, contacts } = await seed.customer(id, {
    name: customer.name,
    contacts: [customer.contact],
    addresses: [{ label: 'Warehouse', value: warehouse }],
  });
  return {
    platform,
    id,
    post,
    url: `${house.origin}/s/inkwell`,
    order: (sheet, art = []) =>
      seed.order(id, {
        customer: customerId,
        contact: contacts[0]!,
        kind: 'garment',
        content: (files) => withFiles(sheet, files) as unknown as Json,
        files: art.map(({ name, buffer }) => ({ name, bytes: buffer })),
        at: new Date(),
      }),
    contactCookie: () => seed.cookie(id, { type: 'contact', id: contacts[0]! }),
    ownerCookie: () => seed.cookie(id, { type: 'staff', id: ownerId }),
    restart: () => house.restart(),
    close: () => house.close(),
  };
}

const withFiles = (sheet: OrderSheet, files: readonly string[]) => ({
  ...sheet,
  imprints: sheet.imprints.map((imprint, index) => (index === 0 ? { ...imprint, files } : imprint)),
});

/** The address that the customer has saved. */
const warehouse = {
  company: 'Northgate Promotional',
  name: 'Receiving',
  street: '12 Canal Street',
  street2: '',
  city: 'Chicago',
  region: 'IL',
  postcode: '60606',
  country: 'US',
  phone: '',
};
