import { Readable } from 'node:stream';
import { PlatformError, type Json, type Pipeline } from '@docket/sdk';
import type { Caller } from './access/access.ts';
import { seedSession, seedStaff, type SeededStaff } from './access/seeding.ts';
import type { Invitation, StaffLinks } from './access/staff-links.ts';
import { customerPreload, type Customers } from './customers/customers.ts';
import { errors } from './errors.ts';
import type { Files } from './files/files.ts';
import type { Database } from './kernel/database.ts';
import type { NewId } from './kernel/ids.ts';
import type { Registry } from './kernel/registry.ts';
import { orderById } from './orders/store.ts';
import type { Orders } from './orders/orders.ts';
import type { Drafts } from './requests/drafts.ts';
import { submitPreload, type Requests } from './requests/requests.ts';
import type { Directory } from './tenants/directory.ts';
import { eraseShop } from './tenants/erase.ts';
import { foundShop, type NewShop } from './tenants/founding.ts';
import type { Plugins } from './tenants/plugins.ts';
import type { Shop } from './tenants/tenants.ts';

/** A customer with its people and addresses; the first person is the first contact. Without people nobody can sign in. */
export interface SeededCustomer {
  readonly name: string;
  readonly phone?: string;
  readonly contacts: readonly SeededContact[];
  readonly addresses?: readonly { readonly label: string; readonly value: Json }[];
  readonly at?: Date;
}

export interface SeededContact {
  readonly name: string;
  readonly email: string;
}

/** An order as a signed-in contact sends it, with what the shop did with it since. Nobody is told of it. */
export interface SeededOrder {
  readonly customer: string;
  readonly contact: string;
  readonly kind: string;
  /** The draft as typed, made when the ids of the files are known. */
  readonly content: (files: readonly string[]) => Json;
  readonly files?: readonly { readonly name: string; readonly bytes: Buffer }[];
  readonly at: Date;
  /** The status it has reached since, moved step by step by a staff member. */
  readonly reaches?: { readonly status: string; readonly until: Date; readonly staff: string };
}

/** Fills a platform from code, through the same deep modules that requests go through. */
export interface Seed {
  /** Founds a shop and answers its id; refuses a slug that is taken. */
  shop(shop: Omit<NewShop, 'now'>): Promise<string>;
  /** The shop of a slug, by its id. */
  find(slug: string): Promise<string | undefined>;
  /** True while there is no shop. */
  isEmpty(): Promise<boolean>;
  staff(shop: string, member: SeededStaff): Promise<string>;
  /** Adds a staff member without a password; answers the link to choose one with, which is mailed too. */
  invite(shop: string, member: Pick<Invitation, 'name' | 'email' | 'role'>): Promise<string>;
  customer(
    shop: string,
    customer: SeededCustomer,
  ): Promise<{ readonly id: string; readonly slug: string; readonly contacts: readonly string[] }>;
  /** Statuses and moves of a kind that the shop offers. */
  pipeline(shop: string, kind: string): Promise<Pipeline>;
  /** Sends an order and answers its number. Throws what a customer would be refused with. */
  order(shop: string, order: SeededOrder): Promise<number>;
  /** Stores settings of a plugin, or of the `core`, for the shop; throws for what would not resolve. */
  settings(shop: string, plugin: string, values: Readonly<Record<string, Json>>): Promise<void>;
  /** Erases a shop with all its data and files. */
  erase(shop: string): Promise<void>;
  /** The `Cookie` header of somebody who is signed in. */
  cookie(shop: string, who: { readonly type: 'contact' | 'staff'; readonly id: string }): Promise<string>;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Date;
  readonly secureCookies: boolean;
  readonly registry: Registry;
  readonly directory: Directory;
  readonly filesFolder: string;
  /** Tables of plugins, with their schemas. */
  readonly pluginTables: readonly string[];
  readonly customers: Customers;
  readonly drafts: Drafts;
  readonly requests: Requests;
  readonly orders: Orders;
  readonly files: Files;
  readonly plugins: Plugins;
  readonly staffLinks: StaffLinks;
  /** Prefix of the shop's addresses, without a slash at the end. */
  readonly urlOf: (shop: Shop) => Promise<string>;
}

/** The staff member of what code does: none. */
const nobody = '00000000-0000-0000-0000-000000000000';

export function createSeed(parts: Dependencies): Seed {
  const { database, newId, clock, directory } = parts;
  const seeding = (tenantId: string, now = clock()) => ({ database, newId, tenantId, now });

  return {
    async shop(shop) {
      const id = await foundShop(database, newId, parts.registry, { ...shop, now: clock() });
      directory.forget();
      return id;
    },
    find: async (slug) => (await directory.at({ slug, host: '' }))?.tenant.id,
    isEmpty: () => directory.isEmpty(),
    staff: (shop, member) => seedStaff(seeding(shop), member),
    async invite(id, member) {
      const by = { type: 'system', reason: 'It fills the shop from code.' } as const;
      const url = await parts.urlOf(await open(id));
      return (await parts.staffLinks.inviteStaff({ ...member, tenantId: id, by, url, now: clock() })).link;
    },
    customer: async (shop, customer) => seedCustomer(parts, await open(shop), customer),
    async pipeline(id, kind) {
      const offered = (await open(id)).kinds.get(kind);
      if (!offered) throw new PlatformError(errors['kind.unknown']);
      return offered.kind.pipeline;
    },
    order: async (shop, order) => seedOrder(parts, silent(await open(shop)), order),
    async settings(id, plugin, values) {
      const by = { type: 'staff', id: nobody, permissions: ['plugins.manage'] } as const;
      await parts.plugins.saveSettings(callOf(await open(id), by, clock()), plugin, values);
    },
    async erase(id) {
      await eraseShop({ database, filesFolder: parts.filesFolder, pluginTables: parts.pluginTables }, id);
      directory.forget(id);
    },
    async cookie(id, who) {
      const { face } = await open(id);
      return seedSession(seeding(id), who, { slug: face.slug, secure: parts.secureCookies });
    },
  };

  async function open(id: string): Promise<Shop> {
    const shop = await directory.byId(id);
    if (!shop) throw new PlatformError(errors['shop.unknown']);
    return shop;
  }
}

/** What is made up happened to nobody: neither staff nor customers are told. */
const silent = (shop: Shop): Shop => ({
  ...shop,
  hooks: { ...shop.hooks, subscribers: () => [] },
  narrowed: async (subject) => silent(await shop.narrowed(subject)),
});

const callOf = (shop: Shop, actor: Caller['actor'], now: Date): Caller => ({
  shop,
  actor,
  now,
  requestId: 'seed',
  address: 'seed',
});

async function seedCustomer(
  { database, customers, clock }: Dependencies,
  shop: Shop,
  { name, phone, contacts: people, addresses = [], at }: SeededCustomer,
) {
  const call = callOf(shop, { type: 'system', reason: 'It fills the shop from code.' }, at ?? clock());
  const [first, ...others] = people;
  const { id, slug } = await customers.create(call, { name, phone, contactName: first?.name, email: first?.email });
  for (const contact of others) await customers.addContact(call, { customer: id, ...contact });
  for (const address of addresses) await customers.saveAddress(call, { customer: id, ...address });
  const { contacts } = customers.get(call, await database.withTenant(shop.tenant.id).run(...customerPreload(id)));
  const idOf = ({ email }: SeededContact): string => contacts.find((contact) => contact.email === email)!.id;
  return { id, slug, contacts: people.map(idOf) };
}

async function seedOrder(parts: Dependencies, shop: Shop, order: SeededOrder): Promise<number> {
  const { database, drafts, requests, files } = parts;
  const contact = { type: 'contact', id: order.contact, customerId: order.customer, rights: ['order'] } as const;
  const call = callOf(shop, contact, order.at);
  const id = await drafts.begin(call, [], order.kind, null, null);
  const stored: string[] = [];
  for (const { name, bytes } of order.files ?? [])
    stored.push(
      (await files.receive(call, { id, files: stored.length }, { name, content: Readable.from([bytes]) })).id,
    );
  const limits = { counted: [{ key: `seed:${id}`, minutes: 60, most: 1 }] };
  const rows = await database.withTenant(shop.tenant.id).run(...submitPreload(id, limits.counted, order.at));
  const submission = { id, content: order.content(stored) };
  const { orderId, number } = await requests.submit(call, null, requests.reads(rows), submission, limits);
  if (orderId === null || number === null) throw new TypeError('The order was not accepted at once.');
  await moveOn(parts, shop, orderId, order);
  return number;
}

async function moveOn({ database, orders }: Dependencies, shop: Shop, id: string, order: SeededOrder): Promise<void> {
  const { at, kind, reaches } = order;
  if (!reaches) return;
  const steps = shortestWay(shop.kinds.get(kind)!.kind.pipeline, reaches.status);
  const pace = (reaches.until.getTime() - at.getTime()) / (steps.length + 1);
  for (const [step, to] of steps.entries()) {
    const now = new Date(at.getTime() + pace * (step + 1));
    const call = callOf(shop, { type: 'staff', id: reaches.staff, permissions: ['orders.move'] }, now);
    const [rows] = await database.withTenant(shop.tenant.id).run(orderById({ id }));
    await orders.move(call, rows[0], to);
  }
}

/** The fewest moves from the first status to the named one; none when it is the first or cannot be reached. */
function shortestWay({ initial, moves }: Pipeline, to: string): readonly string[] {
  const ways = new Map<string, readonly string[]>([[initial, []]]);
  for (const [status, way] of ways)
    for (const next of moves[status] ?? []) if (!ways.has(next)) ways.set(next, [...way, next]);
  return ways.get(to) ?? [];
}
