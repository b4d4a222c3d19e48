import type { Json, Kind, SettingOrigins, SettingsSubject, Tenant } from '@docket/sdk';
import type { ShopFace } from '../app-scope.ts';
import type { Asking, Reach } from '../kernel/open-call.ts';
import type { ShopHooks } from './hooks.ts';

export { shopLimits } from './ceilings.ts';
export type { NewShop } from './founding.ts';
export type { Provisions } from './provisions.ts';

/** A kind that a shop offers, with the plugin that owns it. */
export interface OfferedKind {
  readonly kind: Kind;
  readonly plugin: string;
}

/** What new orders begin with, as far as the shop itself keeps it at hand. */
export interface ShopDefaults {
  /** Of a service, as it holds now. */
  ofService(kind: string, service: string): { readonly version: number; readonly content: Json } | undefined;
  /** Whether any customer, and any saved address, has such values: they are asked for then. */
  readonly customers: boolean;
  readonly addresses: boolean;
}

/** A shop as the platform serves it: who it is, and what is switched on. Immutable; a newer version is a new value. */
export interface Shop {
  readonly tenant: Tenant;
  readonly face: ShopFace;
  /** Raised by every change of plugins or settings. */
  readonly version: number;
  /** True for a demo shop: hints and a mail catcher are shown. */
  readonly demo: boolean;
  /** Ids of active plugins, in the distribution's sequence. */
  readonly active: readonly string[];
  /** Ids of the plugins that it may switch on: what the operator provisioned. */
  readonly allowed: readonly string[];
  readonly kinds: ReadonlyMap<string, OfferedKind>;
  readonly hooks: ShopHooks;
  readonly defaults: ShopDefaults;
  /** A plugin's settings, resolved for this shop and frozen; `core` for the core's own. */
  settingsOf(plugin: string): Readonly<Record<string, Json>>;
  /** What of them may reach a customer's browser. */
  publicSettingsOf(plugin: string): Readonly<Record<string, Json>>;
  /** By key of them: which scope answered. */
  originsOf(plugin: string): SettingOrigins;
  /** What a plugin reaches in a call: its own tables, orders, its questions. */
  reach(plugin: string, asking: Asking): Reach;
  /**
   * The shop as it runs for a customer and a service: settings and hooks as they hold for them. The same value where nothing
   * narrower is set; else one round trip when the customer is new to this process.
   */
  narrowed(subject: SettingsSubject): Promise<Shop>;
}
