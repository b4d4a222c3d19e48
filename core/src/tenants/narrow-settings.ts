import { PlatformError, type Json, type SettingOrigins, type TraceStep } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Registry } from '../kernel/registry.ts';
import type { SettingsForm } from '../kernel/settings-schema.ts';
import type { Settings, StoredSettings } from '../kernel/settings.ts';
import type { Call } from '../kernel/statement.ts';
import { offeredLists, servicesOf, type OfferedLists } from './offered-lists.ts';
import { originsOf, subjectKey } from './origins.ts';
import { keysAt, only, schemaAt } from './setting-keys.ts';
import { maskSettings } from './settings-save.ts';
import type { SettingsWriter } from './settings-writer.ts';
import { versionOf } from './store.ts';
import { customerAt, ofTenant, settingsAt, type SettingPlace, type SettingRow } from './store-settings.ts';

/** What one plugin lets a customer or a service have for itself, for the generated form. Secrets are never in it. */
export interface NarrowSettings {
  /** The plugin. */
  readonly id: string;
  readonly title: string;
  /** Only of the keys that may be set there. */
  readonly schema: SettingsForm;
  readonly offered: OfferedLists;
  /** What holds there, from whatever scope. */
  readonly values: Readonly<Record<string, Json>>;
  /** What holds for the whole shop: what an order gets for which nobody set anything. */
  readonly inherited: Readonly<Record<string, Json>>;
  /** Keys that are set there. */
  readonly own: readonly string[];
  readonly secretsSet: readonly string[];
  readonly origins: SettingOrigins;
  readonly trace: Readonly<Record<string, readonly TraceStep[]>>;
}

/** A change of what one plugin lets be set: an absent key stays, `null` goes back to the wider scope. */
export interface NarrowChange {
  readonly id: string;
  readonly plugin: string;
  readonly values: Readonly<Record<string, Json>>;
}

type Rows = readonly (readonly unknown[])[];
type Narrow = 'customer' | 'service';
type NarrowPlace = SettingPlace & { readonly scope: Narrow };

interface Dependencies {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly writer: SettingsWriter;
}

/**
 * What is read for a customer, in the round trip of the session. The version comes first: what is read after it is at least as
 * new, and a change on top of an older version is refused.
 */
export const customerSettingsPreload = (tenant: string, id: string): readonly Call[] => [
  versionOf({ id: tenant }),
  settingsAt(ofTenant),
  settingsAt({ scope: 'customer', scopeId: id }),
  customerAt({ id }),
];

/** The same for a service. */
export const serviceSettingsPreload = (tenant: string, id: string): readonly Call[] => [
  versionOf({ id: tenant }),
  settingsAt(ofTenant),
  settingsAt({ scope: 'service', scopeId: id }),
];

/** Settings of a shop's customers and services, by plugin. */
export type NarrowSettingsModule = ReturnType<typeof createNarrowSettings>;

export function createNarrowSettings({ registry, settings, writer }: Dependencies) {
  return {
    services: servicesOf,

    /** What may be set for the customer of the preloaded rows; an unknown one is refused. */
    async ofCustomer(call: Caller, rows: Rows, id: string): Promise<readonly NarrowSettings[]> {
      return shown(call, rows, customerPlace(rows, id));
    },

    async saveOfCustomer(call: Caller, rows: Rows, change: NarrowChange): Promise<void> {
      await save(call, rows, customerPlace(rows, change.id), change);
    },

    /** What may be set for a service; one that no active plugin has is refused. */
    async ofService(call: Caller, rows: Rows, id: string): Promise<readonly NarrowSettings[]> {
      return shown(call, rows, await servicePlace(call, id));
    },

    async saveOfService(call: Caller, rows: Rows, change: NarrowChange): Promise<void> {
      await save(call, rows, await servicePlace(call, change.id), change);
    },
  };

  async function servicePlace(call: Caller, id: string): Promise<NarrowPlace> {
    const isKnown = (await servicesOf(call)).some((service) => service.id === id);
    if (!isKnown) throw new PlatformError(errors['not-found']);
    return { scope: 'service', scopeId: id };
  }

  function shown(call: Caller, rows: Rows, at: NarrowPlace): Promise<readonly NarrowSettings[]> {
    const { scope } = at;
    const owners = ownersOf(call).filter((owner) => keysAt(owner, scope).size > 0);
    return Promise.all(owners.map(shownOf));

    async function shownOf(owner: (typeof owners)[number]): Promise<NarrowSettings> {
      const keys = keysAt(owner, scope);
      const stored = storedOf(rows, owner.id);
      const { values, trace } = settings.of({
        tenantId: call.shop.tenant.id,
        plugin: owner.id,
        version: versionIn(rows),
        subject: subjectKey(scope === 'customer' ? { customerId: at.scopeId } : { serviceId: at.scopeId }),
        stored: () => stored,
      });
      const schema = schemaAt(owner, scope);
      return {
        id: owner.id,
        title: owner.title,
        schema,
        offered: await offeredLists(call, schema),
        ...maskSettings(owner, only(keys, values)),
        inherited: maskSettings(owner, only(keys, call.shop.settingsOf(owner.id))).values,
        own: Object.keys(stored[scope] ?? {}),
        origins: originsOf(only(keys, trace)),
        trace: only(keys, trace),
      };
    }
  }

  async function save(call: Caller, rows: Rows, at: NarrowPlace, { plugin, values }: NarrowChange): Promise<void> {
    const owner = ownersOf(call).find(({ id }) => id === plugin);
    if (!owner || keysAt(owner, at.scope).size === 0) throw new PlatformError(errors['not-found']);
    await writer.save(call, owner, { at, version: versionIn(rows), stored: storedOf(rows, plugin), submitted: values });
  }

  function ownersOf({ shop }: Caller) {
    return shop.active.flatMap((id) => registry.byId.get(id)?.descriptor ?? []);
  }
}

function customerPlace(rows: Rows, id: string): NarrowPlace {
  const found = rows[3] as readonly unknown[];
  if (found.length === 0) throw new PlatformError(errors['not-found']);
  return { scope: 'customer', scopeId: id };
}

const versionIn = ([version]: Rows): number =>
  (version as readonly { readonly config_version: number }[])[0]!.config_version;

/** What a plugin has stored, by scope, in the preloaded rows. */
const storedOf = ([, shop, own]: Rows, plugin: string): StoredSettings =>
  Object.fromEntries(
    [...(shop as readonly SettingRow[]), ...(own as readonly SettingRow[])]
      .filter((row) => row.plugin === plugin)
      .map(({ scope, value }) => [scope, value]),
  );
