import { PlatformError, type ContactRight, type Json, type Pipeline } from '@docket/sdk';
import type { Caller } from './access/access.ts';
import { seedSession, seedStaff, type SeededStaff } from './access/seeding.ts';
import type { Invitation, StaffLinks } from './access/staff-links.ts';
import { customerPreload, type Customers } from './customers/customers.ts';
import { customerDefaultsPreload, serviceDefaultsPreload, type Defaults, type Holder } from './defaults/defaults.ts';
import { errors } from './errors.ts';
import type { NewId } from './kernel/ids.ts';
import type { Registry } from './kernel/registry.ts';
import type { Asking, Reach } from './kernel/open-call.ts';
import { callOf, createSeedOrders, type SeedOrders, type SeedOrdersParts } from './seed-orders.ts';
import { createSeedPlugins, type SeedPlugins, type SeedPluginsParts } from './seed-plugins.ts';
import type { Directory } from './tenants/directory.ts';
import { eraseShop } from './tenants/erase.ts';
import { foundShop, type NewShop } from './tenants/founding.ts';
import {
  customerSettingsPreload,
  serviceSettingsPreload,
  type NarrowSettingsModule,
} from './tenants/narrow-settings.ts';
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
  /** Absent: those of an ordinary contact. The first one has all of them. */
  readonly rights?: readonly ContactRight[];
}

/** Whose something is that may differ by customer and by service. */
export type SeededSubject = { readonly customer: string } | { readonly service: string };

/** What one part of a form begins with, for a customer or a service. */
export interface SeededDefault {
  readonly of: SeededSubject;
  readonly kind: string;
  readonly part: string;
  /** The part as its form sends it. */
  readonly form: Json;
}

/** Fills a platform from code, through the same deep modules that requests go through. */
export interface Seed extends SeedOrders, SeedPlugins {
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
  ): Promise<{
    readonly id: string;
    readonly slug: string;
    readonly contacts: readonly string[];
    readonly addresses: readonly string[];
  }>;
  /** Statuses and moves of a kind that the shop offers. */
  pipeline(shop: string, kind: string): Promise<Pipeline>;
  /** Switches a plugin on, with the permissions that it suggests. */
  activate(shop: string, plugin: string): Promise<void>;
  /** Stores settings of a plugin, or of the `core`, for the shop or for one of its customers or services; throws for what would not resolve. */
  settings(shop: string, plugin: string, values: Readonly<Record<string, Json>>, of?: SeededSubject): Promise<void>;
  /** Keeps what new orders begin with. */
  defaults(shop: string, kept: SeededDefault): Promise<void>;
  /** Erases a shop with all its data and files. */
  erase(shop: string): Promise<void>;
  /** The `Cookie` header of somebody who is signed in. */
  cookie(shop: string, who: { readonly type: 'contact' | 'staff'; readonly id: string }): Promise<string>;
}

interface Dependencies extends SeedOrdersParts, SeedPluginsParts {
  readonly newId: NewId;
  readonly clock: () => Date;
  readonly secureCookies: boolean;
  readonly registry: Registry;
  readonly directory: Directory;
  readonly filesFolder: string;
  /** Tables of plugins, with their schemas. */
  readonly pluginTables: readonly string[];
  readonly customers: Customers;
  readonly plugins: Plugins;
  readonly narrowSettings: NarrowSettingsModule;
  readonly defaults: Defaults;
  readonly staffLinks: StaffLinks;
  /** Makes what a plugin reaches in a call for a shop. */
  readonly reach: (shop: Shop, plugin: string, asking: Asking) => Reach;
  /** Prefix of the shop's addresses, without a slash at the end. */
  readonly urlOf: (shop: Shop) => Promise<string>;
}

/** The staff member of what code does: none. */
const nobody = '00000000-0000-0000-0000-000000000000';

export function createSeed(parts: Dependencies): Seed {
  const { database, newId, clock, directory } = parts;
  const seeding = (tenantId: string, now = clock()) => ({ database, newId, tenantId, now });
  const managing = async (id: string): Promise<Caller> =>
    callOf(await open(id), { type: 'staff', id: nobody, permissions: ['plugins.manage', 'customers.edit'] }, clock());

  const quiet = async (id: string): Promise<Shop> => silent(await open(id), parts.reach);

  return {
    ...createSeedOrders(parts, quiet),
    ...createSeedPlugins(parts, quiet),
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
    activate: async (id, plugin) => parts.plugins.switch(await managing(id), plugin, true),
    async settings(id, plugin, values, of) {
      const call = await managing(id);
      if (!of) return parts.plugins.saveSettings(call, plugin, values);
      const tables = database.withTenant(id);
      if ('customer' in of) {
        const rows = await tables.run(...customerSettingsPreload(id, of.customer));
        return parts.narrowSettings.saveOfCustomer(call, rows, { id: of.customer, plugin, values });
      }
      const rows = await tables.run(...serviceSettingsPreload(id, of.service));
      return parts.narrowSettings.saveOfService(call, rows, { id: of.service, plugin, values });
    },
    async defaults(id, { of, kind, part, form }) {
      const holder = await holderOf(id, of);
      const { version: base } = (await parts.defaults.of(await managing(id), holder)).find((one) => one.kind === kind)!;
      await parts.defaults.save(await managing(id), holder, { kind, part, base, form });
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

  async function holderOf(id: string, of: SeededSubject): Promise<Holder> {
    const tables = database.withTenant(id);
    return 'customer' in of
      ? { scope: 'customer', customer: of.customer, rows: await tables.run(...customerDefaultsPreload(of.customer)) }
      : { scope: 'service', service: of.service, rows: await tables.run(...serviceDefaultsPreload(of.service)) };
  }

  async function open(id: string): Promise<Shop> {
    const shop = await directory.byId(id);
    if (!shop) throw new PlatformError(errors['shop.unknown']);
    return shop;
  }
}

/** What is made up happened to nobody: neither staff nor customers are told. */
function silent(shop: Shop, reach: Dependencies['reach']): Shop {
  const quiet: Shop = {
    ...shop,
    hooks: { ...shop.hooks, subscribers: () => [] },
    reach: (plugin, asking) => reach(quiet, plugin, asking),
    narrowed: async (subject) => silent(await shop.narrowed(subject), reach),
  };
  return quiet;
}

async function seedCustomer(
  { database, customers, clock }: Dependencies,
  shop: Shop,
  { name, phone, contacts: people, addresses = [], at }: SeededCustomer,
) {
  const call = callOf(shop, { type: 'system', reason: 'It fills the shop from code.' }, at ?? clock());
  const [first, ...others] = people;
  const { id, slug } = await customers.create(call, { name, phone, contactName: first?.name, email: first?.email });
  for (const contact of others) await customers.addContact(call, { customer: id, ...contact });
  const kept: string[] = [];
  for (const address of addresses) kept.push((await customers.saveAddress(call, { customer: id, ...address })).id);
  const { contacts } = customers.get(call, await database.withTenant(shop.tenant.id).run(...customerPreload(id)));
  const idOf = ({ email }: SeededContact): string => contacts.find((contact) => contact.email === email)!.id;
  return { id, slug, contacts: people.map(idOf), addresses: kept };
}
