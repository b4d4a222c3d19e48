import { intake, type Json, type SettingsSubject, type Tenant } from '@docket/sdk';
import type { ShopFace } from '../app-scope.ts';
import { switchedOn, type Activation } from '../kernel/activation.ts';
import type { Dispatcher } from '../kernel/dispatch.ts';
import type { Asking, Reach } from '../kernel/open-call.ts';
import type { Registry } from '../kernel/registry.ts';
import type { Settings } from '../kernel/settings.ts';
import type { TenantHooks } from '../kernel/tenant-hooks.ts';
import type { StoredByPlugin } from './customer-settings.ts';
import { logoAddress } from './logo-address.ts';
import type { ActivationRow, TenantRow } from './store.ts';
import type { SettingRow } from './store-settings.ts';
import type { Provisions } from './provisions.ts';
import type { OfferedKind, Shop, ShopDefaults } from './tenants.ts';
import { viewsOf } from './views.ts';

/** What shops are made of; holds nothing of any of them. */
export interface ShopMaker {
  readonly registry: Registry;
  readonly activation: Activation;
  readonly provisions: Provisions;
  readonly dispatcher: Dispatcher;
  readonly settings: Settings;
  readonly clock: () => Date;
  /** Subscribers of an event besides plugins, e.g. the core's notices. */
  readonly subscribersOf: (event: string, settings: Readonly<Record<string, Json>>) => readonly string[];
  /** Makes what a plugin reaches in a call for a shop. */
  readonly reach: (shop: Shop, plugin: string, asking: Asking) => Reach;
}

/** A shop as stored, with everything that decides what it runs. */
export interface StoredShop {
  readonly tenant: TenantRow;
  readonly activations: readonly ActivationRow[];
  /** Of the shop and its services. */
  readonly settings: readonly SettingRow[];
  readonly defaults: ShopDefaults;
  /** Reads what is set for a customer; absent while there is nothing for any. */
  readonly customers?: (id: string) => Promise<StoredByPlugin>;
}

/** Makes the immutable value that calls of this version run by. */
export async function makeShop(maker: ShopMaker, stored: StoredShop): Promise<Shop> {
  const { tenant: row } = stored;
  const decided = new Map(stored.activations.map(({ plugin, active }) => [plugin, active]));
  const allowed = maker.provisions.allowed(row.provisioned);
  const on = switchedOn(maker.registry, decided).filter((id) => allowed.includes(id));
  const { table } = maker.activation.activate(on);
  const tenant = tenantOf(row);
  const opened = (): Shop => {
    if (!whole) throw new TypeError('A shop is opened with its kinds, so they are told without data and orders.');
    return whole;
  };
  const reach: Shop['reach'] = (plugin, asking) => maker.reach(opened(), plugin, asking);
  const { views, own } = viewsOf(maker, stored, { table, tenant, reach });
  let whole: Shop | undefined;
  const shop: Shop = Object.freeze({
    tenant,
    face: faceOf(row),
    version: row.config_version,
    demo: row.demo,
    active: table.active,
    allowed: Object.freeze(allowed),
    kinds: await kindsOf(own.hooks, maker.clock()),
    defaults: stored.defaults,
    ...own,
    reach,
    narrowed: async (subject: SettingsSubject): Promise<Shop> => {
      const view = await views(subject);
      return view === own ? shop : Object.freeze({ ...shop, ...view });
    },
  });
  whole = shop;
  return shop;
}

/** Asked once per version: kinds change only when plugins do. */
async function kindsOf(hooks: TenantHooks, now: Date): Promise<ReadonlyMap<string, OfferedKind>> {
  const asking = { actor: { type: 'system', reason: 'The shop is being opened.' }, now } as const;
  const { answers } = await hooks.gather(intake.kinds, {}, asking);
  const offered = answers.flatMap(({ plugin, value }) => value.map((kind) => ({ kind, plugin })));
  return new Map(offered.map((one) => [one.kind.id, one]));
}

const tenantOf = (row: TenantRow): Tenant =>
  Object.freeze({
    id: row.id,
    slug: row.slug,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    locale: row.locale,
    units: row.units,
  });

const faceOf = (row: TenantRow): ShopFace =>
  Object.freeze({
    slug: row.slug,
    name: row.name,
    email: row.email,
    phone: row.phone,
    logo: row.logo && {
      src: logoAddress(row.logo.id, 'webp'),
      forMail: logoAddress(row.logo.id, 'png'),
      width: row.logo.width,
      height: row.logo.height,
    },
    locale: row.locale,
    direction: directionOf(row.locale),
    timeZone: row.time_zone,
    currency: row.currency,
    units: row.units,
    brandColor: row.brand_color,
    emailMatch: row.email_match,
  });

/** Scripts written from right to left, by language; `XB` is the region of the pseudo-language that tests it. */
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

const directionOf = (locale: string): 'ltr' | 'rtl' =>
  rightToLeft.has(locale.split('-')[0]!.toLowerCase()) ? 'rtl' : 'ltr';
