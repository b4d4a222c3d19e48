import { PlatformError, type Json, type TraceStep } from '@docket/sdk';
import { suggestionsOf, suggestPermissions, type Caller } from '../access/access.ts';
import { coreSettings } from '../core-settings.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Registry } from '../kernel/registry.ts';
import type { SettingsForm, SettingsOwner } from '../kernel/settings-schema.ts';
import type { Settings } from '../kernel/settings.ts';
import { stampOf, type SettingsWriter } from './settings-writer.ts';
import { schemaAt } from './setting-keys.ts';
import { offeredLists, type OfferedLists } from './offered-lists.ts';
import { maskSettings } from './settings-save.ts';
import * as store from './store.ts';
import { ofTenant, settingsAt } from './store-settings.ts';

/** A plugin as the shop's staff see it. */
export interface PluginCard {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly version: string;
  /** Whether it runs for the shop. */
  readonly active: boolean;
  /** What the shop switched; a plugin that is on may rest because one it needs is off. */
  readonly on: boolean;
  /** True for one that cannot be switched off. */
  readonly required: boolean;
  /** False for one that the operator has not provisioned: it cannot be switched on. */
  readonly allowed: boolean;
  readonly needs: readonly { readonly id: string; readonly title: string; readonly active: boolean }[];
  /** Active plugins that rest when this one is switched off. */
  readonly neededBy: readonly { readonly id: string; readonly title: string }[];
  readonly hasSettings: boolean;
}

/** A plugin's settings, for the generated form. Secrets are never in it. */
export interface PluginSettings {
  readonly id: string;
  readonly title: string;
  readonly schema: SettingsForm;
  readonly offered: OfferedLists;
  /** What holds now, from whatever scope. */
  readonly values: Readonly<Record<string, Json>>;
  /** What the shop itself has set. */
  readonly own: readonly string[];
  readonly secretsSet: readonly string[];
  readonly trace: Readonly<Record<string, readonly TraceStep[]>>;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly registry: Registry;
  readonly settings: Settings;
  readonly writer: SettingsWriter;
  /** Brings a shop's kept copy up to date at once, and what waited for a plugin back on its way. */
  readonly changed: (call: Caller, plugin: string, version: number) => Promise<void>;
}

/** The plugins of a shop: which run, and how they are set. */
export type Plugins = ReturnType<typeof createPlugins>;

export function createPlugins({ database, newId, registry, settings, writer, changed }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  const owners = new Map<string, SettingsOwner & { readonly title: string }>([
    ['core', { ...coreSettings, title: '' }],
    ...registry.plugins.map(({ descriptor }) => [descriptor.id, descriptor] as const),
  ]);

  return {
    async list(call: Caller): Promise<readonly PluginCard[]> {
      const [rows] = await tables(call).run(store.activations({}));
      const decided = new Map(rows.map(({ plugin, active }) => [plugin, active]));
      return registry.plugins.map(({ descriptor }) => cardOf(registry, call.shop, decided, descriptor));
    },

    /** Switches a plugin for the shop; switched on, it gives roles the permissions that it suggests for them. Its data stays; what is under way for it waits until it is on again. */
    async switch(call: Caller, id: string, active: boolean): Promise<void> {
      const descriptor = registry.byId.get(id)?.descriptor;
      if (!descriptor || descriptor.activation === 'required') throw new PlatformError(errors['not-found']);
      if (active && !call.shop.allowed.includes(id)) throw new PlatformError(errors['plugin.not-provisioned']);
      const suggested = active ? [suggestPermissions(suggestionsOf(descriptor.permissions ?? []))] : [];
      const [[row]] = await tables(call).run(
        store.switchPlugin({
          ...stampOf(call),
          plugin: id,
          active,
          before: descriptor.activation === 'on',
          auditId: newId(call.now),
        }),
        ...suggested,
      );
      await changed(call, id, row!.config_version);
    },

    /** A plugin's settings with where each value comes from; `core` for the core's own. */
    async settings(call: Caller, id: string): Promise<PluginSettings> {
      const owner = ownerOf(call, id);
      const [rows] = await tables(call).run(settingsAt(ofTenant));
      const stored = rows.find(({ plugin }) => plugin === id)?.value ?? {};
      const resolved = settings.of({
        tenantId: call.shop.tenant.id,
        plugin: id,
        version: call.shop.version,
        stored: () => ({ tenant: stored }),
      });
      const shown = maskSettings(owner, resolved.values);
      const schema = schemaAt(owner, 'tenant');
      return {
        id,
        title: owner.title,
        schema,
        offered: await offeredLists(call, schema),
        values: shown.values,
        own: Object.keys(stored),
        secretsSet: shown.secretsSet,
        trace: resolved.trace,
      };
    },

    /** Saves what was submitted: an absent key stays, `null` goes back to the wider scope. */
    async saveSettings(call: Caller, id: string, submitted: Readonly<Record<string, Json>>): Promise<void> {
      const owner = ownerOf(call, id);
      const [[tenant], rows] = await tables(call).run(
        store.tenantById({ id: call.shop.tenant.id }),
        settingsAt(ofTenant),
      );
      const tenantOwn = rows.find(({ plugin }) => plugin === id)?.value ?? {};
      await writer.save(call, owner, {
        at: ofTenant,
        version: tenant!.config_version,
        stored: { tenant: tenantOwn },
        submitted,
      });
    },
  };

  /** What the operator has not provided has no settings either. */
  function ownerOf({ shop }: Caller, id: string): SettingsOwner & { readonly title: string } {
    const owner = owners.get(id);
    if (!owner) throw new PlatformError(errors['not-found']);
    if (registry.byId.has(id) && !shop.allowed.includes(id)) throw new PlatformError(errors['plugin.not-provisioned']);
    return owner;
  }
}

type Descriptor = Registry['plugins'][number]['descriptor'];

function cardOf(
  { plugins, byId }: Registry,
  { active, allowed }: Pick<Caller['shop'], 'active' | 'allowed'>,
  decided: ReadonlyMap<string, boolean>,
  { id, title, about, version, activation, needs = [], settings }: Descriptor,
): PluginCard {
  const runs = (plugin: string): boolean => active.includes(plugin);
  return {
    id,
    title,
    about,
    version,
    active: runs(id),
    on: activation === 'required' || (decided.get(id) ?? activation === 'on'),
    required: activation === 'required',
    allowed: allowed.includes(id),
    needs: needs.map((need) => ({ id: need, title: byId.get(need)?.descriptor.title ?? need, active: runs(need) })),
    neededBy: plugins
      .filter(({ descriptor }) => runs(descriptor.id) && descriptor.needs?.includes(id))
      .map(({ descriptor }) => ({ id: descriptor.id, title: descriptor.title })),
    hasSettings: Object.keys(settings?.shape ?? {}).length > 0,
  };
}
