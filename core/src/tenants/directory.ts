import { readShopDefaults, shopDefaultsOf } from '../defaults/defaults.ts';
import type { Database } from '../kernel/database.ts';
import { createCustomerSettings } from './customer-settings.ts';
import { makeShop, type ShopMaker } from './shop.ts';
import * as store from './store.ts';
import { customersHaveSettings, shopSettings } from './store-settings.ts';
import type { Shop } from './tenants.ts';

/** Where a request says it goes. */
export interface Address {
  /** The shop a path `/s/<slug>` names. */
  readonly slug?: string;
  /** The host without its port. */
  readonly host: string;
}

/** Finds shops and keeps them as long as nobody changed them. */
export interface Directory {
  /** The shop of an address: the named one, the custom host's, or the only one there is. None while it is suspended. */
  at(address: Address): Promise<Shop | undefined>;
  /** True for a shop that is suspended, by its address or id. */
  isClosed(where: Address | { readonly id: string }): Promise<boolean>;
  /** True for a host that is a shop's own. */
  isOwnHost(host: string): Promise<boolean>;
  /** `version`: at least that one, when it is known. */
  byId(id: string, version?: number): Promise<Shop | undefined>;
  /** The shop as it is now, if its version differs from the one at hand. */
  refresh(shop: Shop, version: number): Promise<Shop>;
  /** The shop as it is now, asked for; undefined once it is suspended or gone. */
  current(shop: Shop): Promise<Shop | undefined>;
  /** Forgets what addresses lead to, and the named shop: one was founded, erased, suspended, or given a host. */
  forget(shop?: string): void;
  /** Shops for which a plugin runs, with their zones. */
  withPlugin(plugin: string): Promise<readonly { readonly id: string; readonly timeZone: string }[]>;
  /** True when one host serves several shops, so that addresses need `/s/<slug>`. */
  isShared(): Promise<boolean>;
  /** True while there is no shop. */
  isEmpty(): Promise<boolean>;
}

/** Shops kept in memory; the one used longest ago goes first. */
const kept = 2000;
/** An address that leads nowhere is asked again after so many milliseconds. */
const patience = 2000;

export function createDirectory(database: Database, maker: ShopMaker): Directory {
  const platform = database.withPlatform('finds the shop that an address names');
  const customerSettings = createCustomerSettings(database);
  const shops = new Map<string, Shop>();
  const addresses = new Map<string, { readonly id: string | undefined; readonly until: number }>();
  const opening = new Map<string, Promise<Shop | undefined>>();

  return {
    async at(address) {
      const id = await idAt(address);
      return id === undefined ? undefined : byId(id);
    },
    async isClosed(where) {
      const id = 'id' in where ? where.id : await idAt(where);
      return id !== undefined && (await standingOf(id))?.state === 'suspended';
    },
    async isOwnHost(host) {
      const [rows] = await platform.run(store.idByHost({ host }));
      return rows.length > 0;
    },
    byId,
    refresh,
    async current(shop) {
      const row = await standingOf(shop.tenant.id);
      if (row?.state === 'active') return refresh(shop, row.config_version);
      shops.delete(shop.tenant.id);
      return undefined;
    },
    forget(shop) {
      addresses.clear();
      if (shop !== undefined) shops.delete(shop);
    },
    async withPlugin(plugin) {
      const { activation } = maker.registry.byId.get(plugin)!.descriptor;
      const [byDefault, allowed] = [activation !== 'off', maker.provisions.allowed(null).includes(plugin)];
      const [rows] = await platform.run(store.tenantsWithPlugin({ plugin, byDefault, allowed }));
      return rows.map(({ id, time_zone: timeZone }) => ({ id, timeZone }));
    },
    async isShared() {
      const [rows] = await platform.run(store.firstTenants({}));
      return rows.length > 1;
    },
    async isEmpty() {
      const [rows] = await platform.run(store.firstTenants({}));
      return rows.length === 0;
    },
  };

  async function refresh(shop: Shop, version: number): Promise<Shop> {
    const known = shops.get(shop.tenant.id);
    if (known && known.version >= version) return known;
    return (await open(shop.tenant.id)) ?? shop;
  }

  async function standingOf(id: string) {
    const [[row]] = await database.withTenant(id).run(store.versionOf({ id }));
    return row;
  }

  async function idAt({ slug, host }: Address): Promise<string | undefined> {
    const key = slug === undefined ? `host ${host}` : `slug ${slug}`;
    const known = addresses.get(key);
    if (known && known.until > Date.now()) return known.id;
    const id = await (slug === undefined ? byHost(host) : bySlug(slug));
    if (addresses.size > kept) addresses.clear();
    addresses.set(key, { id, until: Date.now() + (id === undefined ? patience : 30 * patience) });
    return id;
  }

  async function bySlug(slug: string): Promise<string | undefined> {
    const [[row]] = await platform.run(store.idBySlug({ slug }));
    return row?.id;
  }

  async function byHost(host: string): Promise<string | undefined> {
    const [[own], all] = await platform.run(store.idByHost({ host }), store.firstTenants({}));
    return own?.id ?? (all.length === 1 ? all[0]!.id : undefined);
  }

  async function byId(id: string, version = 0): Promise<Shop | undefined> {
    const known = shops.get(id);
    if (!known || known.version < version) return open(id);
    shops.delete(id);
    shops.set(id, known);
    return known;
  }

  /** Many calls may find the same shop old at once; one of them reads. */
  function open(id: string): Promise<Shop | undefined> {
    const running = opening.get(id) ?? read(id).finally(() => opening.delete(id));
    opening.set(id, running);
    return running;
  }

  async function read(id: string): Promise<Shop | undefined> {
    const [[tenant], activations, settings, [customers], services, [there]] = await database
      .withTenant(id)
      .run(
        store.tenantById({ id }),
        store.activations({}),
        shopSettings({}),
        customersHaveSettings({}),
        ...readShopDefaults(),
      );
    shops.delete(id);
    if (!tenant) return undefined;
    const of = (customer: string) => customerSettings.of({ tenant: id, version: tenant.config_version, customer });
    const stored = { tenant, activations, settings, defaults: shopDefaultsOf(services, there!) };
    const shop = await makeShop(maker, { ...stored, ...(customers!.found && { customers: of }) });
    shops.set(id, shop);
    if (shops.size > kept) shops.delete(shops.keys().next().value!);
    return shop;
  }
}
