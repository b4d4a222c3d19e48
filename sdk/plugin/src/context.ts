import type { OwnApprovals } from './approval.ts';
import type { OwnData } from './own-data.ts';
import type { OwnFiles } from './own-files.ts';
import type { OwnOrders } from './own-orders.ts';
import type { SettingScope } from './settings.ts';

/** The shop a call belongs to, as plugins may see it. */
export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** IANA zone, e.g. `America/Chicago`: all rules about days and hours use it. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47. */
  readonly locale: string;
  readonly units: 'inch' | 'mm';
}

/**
 * Who acts. `stranger` is the sender of a public form: an address that nothing has proven. `operator` runs the deployment and
 * looks into the shop, with a reason that the shop's audit has: it reads, and changes nothing.
 */
export type Actor =
  | { readonly type: 'anonymous' }
  | { readonly type: 'stranger'; readonly email: string; readonly name: string }
  | { readonly type: 'contact'; readonly id: string; readonly customerId: string; readonly rights: readonly string[] }
  | { readonly type: 'staff'; readonly id: string; readonly permissions: readonly string[] }
  | { readonly type: 'operator'; readonly id: string; readonly permissions: readonly string[] }
  | { readonly type: 'system'; readonly reason: string; readonly name?: string };

/** By key of a plugin's settings: the scope that answered. */
export type SettingOrigins = Readonly<Record<string, SettingScope>>;

/** Whose settings are asked for; without both: the shop's own. An id that is unknown has none of its own. */
export interface SettingsSubject {
  readonly customerId?: string;
  /** As one of `intake.services`. */
  readonly serviceId?: string;
}

/**
 * What travels with every hook call. Nothing tenant-bound is ever a service: it is here, for this call only.
 * `settings` are the called plugin's own, resolved and frozen: while a request is filled in, checked and decided, and while staff
 * change an order, for its customer and service; else for the shop.
 */
export interface CallContext<Settings = Readonly<Record<string, unknown>>> {
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly now: Date;
  readonly settings: Settings;
  /** Which scope each of `settings` comes from; worked out when somebody looks. */
  readonly origins: SettingOrigins;
  /** The called plugin's own settings as they hold for somebody else. Reads the database when a customer is new to this process. */
  settingsFor(subject: SettingsSubject): Promise<{ readonly values: Settings; readonly origins: SettingOrigins }>;
  /** The plugin's own tables. */
  readonly data: OwnData;
  /** Orders that whoever calls may see. */
  readonly orders: OwnOrders;
  /** Files that the plugin was given. */
  readonly files: OwnFiles;
  /** Questions that the plugin asked. */
  readonly approvals: OwnApprovals;
  /** Where the shop’s pages are, as mails say it: without a slash at its end. */
  address(): Promise<string>;
  /** Fires when the hook's time is up; it stops the waiting, not your code. */
  readonly signal: AbortSignal;
}
