import { intake, type Json, type Tenant } from '@docket/sdk';
import type { ShopFace } from '../app-scope.ts';
import { switchedOn, type Activation } from '../kernel/activation.ts';
import type { Dispatcher } from '../kernel/dispatch.ts';
import type { Registry } from '../kernel/registry.ts';
import type { Resolved, Settings, Values } from '../kernel/settings.ts';
import { bindHooks, type TenantHooks } from '../kernel/tenant-hooks.ts';
import { logoAddress } from './logo-address.ts';
import type { ActivationRow, SettingRow, TenantRow } from './store.ts';
import { underCeilings } from './ceilings.ts';
import type { Provisions } from './provisions.ts';
import type { OfferedKind, Shop } from './tenants.ts';

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
}

/** A shop as stored, with everything that decides what it runs. */
export interface StoredShop {
  readonly tenant: TenantRow;
  readonly activations: readonly ActivationRow[];
  readonly settings: readonly SettingRow[];
}

/** Makes the immutable value that calls of this version run by. */
export async function makeShop(maker: ShopMaker, stored: StoredShop): Promise<Shop> {
  const { tenant: row } = stored;
  const decided = new Map(stored.activations.map(({ plugin, active }) => [plugin, active]));
  const allowed = maker.provisions.allowed(row.provisioned);
  const on = switchedOn(maker.registry, decided).filter((id) => allowed.includes(id));
  const { table } = maker.activation.activate(on);
  const values = new Map(stored.settings.map(({ plugin, value }) => [plugin, value]));
  const resolved = (plugin: string): Resolved => maker.settings.of(queryOf(row, plugin, values));
  const tenant = tenantOf(row);
  const settingsOf = (plugin: string): Readonly<Record<string, Json>> =>
    plugin === 'core' ? underCeilings(resolved(plugin).values, row.ceilings) : resolved(plugin).values;
  const hooks = bindHooks(maker.dispatcher, { table, tenant, settingsOf });
  return Object.freeze({
    tenant,
    face: faceOf(row),
    version: row.config_version,
    demo: row.demo,
    active: table.active,
    allowed: Object.freeze(allowed),
    kinds: await kindsOf(hooks, maker.clock()),
    hooks: withSubscribers(hooks, (event) => maker.subscribersOf(event, settingsOf('core'))),
    settingsOf,
    publicSettingsOf: (plugin: string) => resolved(plugin).public,
  });
}

const queryOf = ({ id, config_version: version }: TenantRow, plugin: string, values: ReadonlyMap<string, Values>) => ({
  tenantId: id,
  plugin,
  version,
  stored: () => (values.has(plugin) ? { tenant: values.get(plugin)! } : {}),
});

/** Asked once per version: kinds change only when plugins do. */
async function kindsOf(hooks: TenantHooks, now: Date): Promise<ReadonlyMap<string, OfferedKind>> {
  const asking = { actor: { type: 'system', reason: 'The shop is being opened.' }, now } as const;
  const { answers } = await hooks.gather(intake.kinds, {}, asking);
  const offered = answers.flatMap(({ plugin, value }) => value.map((kind) => ({ kind, plugin })));
  return new Map(offered.map((one) => [one.kind.id, one]));
}

const withSubscribers = (hooks: TenantHooks, others: (event: string) => readonly string[]): TenantHooks => ({
  ...hooks,
  subscribers: (hook) => [...others(hook.name), ...hooks.subscribers(hook)],
});

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
