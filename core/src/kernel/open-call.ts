import type { Actor, CallContext, SettingOrigins, SettingsSubject, Tenant } from '@docket/sdk';
import type { ActiveTable } from './activation.ts';
import type { BoundTap } from './registry.ts';

type Settings = CallContext['settings'];
type SettingsFor = ReturnType<CallContext['settingsFor']>;

/** Where plugins' settings come from. */
export interface SettingsSource {
  /** A plugin's settings for this call; asked once per plugin whose handler runs. */
  readonly settingsOf: (plugin: string) => Settings;
  /** Asked when a handler looks. */
  readonly originsOf: (plugin: string) => SettingOrigins;
  readonly settingsFor: (plugin: string, subject: SettingsSubject) => SettingsFor;
}

/** One call into the platform: whose, by whom, when, and the table it started with and keeps. */
export interface CallFacts extends SettingsSource {
  readonly table: ActiveTable;
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly now: Date;
}

/** A call with the contexts its plugins have been given so far, by the plugin's place in the distribution. */
export interface OpenCall extends CallFacts {
  readonly contexts: (PluginContext | undefined)[];
}

/** Opens a call; every hook dispatched in it shares one context per plugin. */
export const openCall = ({ table, tenant, actor, now, settingsOf, originsOf, settingsFor }: CallFacts): OpenCall => ({
  table,
  tenant,
  actor,
  now,
  settingsOf,
  originsOf,
  settingsFor,
  contexts: [],
});

/** What a handler sees of a call. The abort controller is made when someone looks at it: most never do. */
export class PluginContext implements CallContext {
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly now: Date;
  readonly settings: Settings;
  readonly #source: SettingsSource;
  readonly #plugin: string;
  #controller: AbortController | undefined;

  constructor(call: OpenCall, plugin: string) {
    this.tenant = call.tenant;
    this.actor = call.actor;
    this.now = call.now;
    this.settings = call.settingsOf(plugin);
    this.#source = call;
    this.#plugin = plugin;
  }

  get origins(): SettingOrigins {
    return this.#source.originsOf(this.#plugin);
  }

  settingsFor(subject: SettingsSubject): SettingsFor {
    return this.#source.settingsFor(this.#plugin, subject);
  }

  get signal(): AbortSignal {
    return (this.#controller ??= new AbortController()).signal;
  }

  /** Tells the handler that nobody waits any more. */
  expire(reason: Error): void {
    (this.#controller ??= new AbortController()).abort(reason);
  }
}

/** The context of a tap's plugin in this call. */
export const contextOf = (call: OpenCall, tap: BoundTap): PluginContext =>
  call.contexts[tap.index] ?? (call.contexts[tap.index] = new PluginContext(call, tap.plugin));

/**
 * Takes the plugin's context out of the call, for the promise that now owns it: its signal is about that promise
 * alone, and the plugin's next handler gets a context of its own.
 */
export function releaseContext(call: OpenCall, tap: BoundTap): PluginContext {
  const context = contextOf(call, tap);
  call.contexts[tap.index] = undefined;
  return context;
}
