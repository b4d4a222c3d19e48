import type { Actor, CallContext, SettingOrigins, SettingsSubject, Tenant } from '@docket/sdk';
import type { ActiveTable } from './activation.ts';
import type { BoundTap } from './registry.ts';

type Settings = CallContext['settings'];
type SettingsFor = ReturnType<CallContext['settingsFor']>;

/** What a plugin reaches besides its settings. */
export type Reach = Pick<CallContext, 'data' | 'orders' | 'files' | 'approvals' | 'address'>;

/** A call as its caller knows it: who and when. One value per call, since its plugins' contexts hang on it. */
export interface Asking {
  readonly actor: Actor;
  readonly now: Date;
  /** True for whoever looks as somebody else: nothing is written then. */
  readonly isPreview?: boolean;
}

/** What plugins' contexts are made of; the kernel knows nothing of what `reach` leads to. */
export interface ContextSource {
  /** A plugin's settings for this call; asked once per plugin whose handler runs. */
  readonly settingsOf: (plugin: string) => Settings;
  /** Asked when a handler looks. */
  readonly originsOf: (plugin: string) => SettingOrigins;
  readonly settingsFor: (plugin: string, subject: SettingsSubject) => SettingsFor;
  /** Asked once per plugin, when a handler looks. */
  readonly reach: (plugin: string, asking: Asking) => Reach;
}

/** One call into the platform: whose, by whom, when, and the table it started with and keeps. */
export interface CallFacts extends ContextSource {
  readonly table: ActiveTable;
  readonly tenant: Tenant;
  readonly asking: Asking;
}

/** A call with the contexts its plugins have been given so far, by the plugin's place in the distribution. */
export interface OpenCall extends CallFacts {
  readonly contexts: (PluginContext | undefined)[];
}

/** Opens a call; every hook dispatched in it shares one context per plugin. */
export const openCall = (facts: CallFacts): OpenCall => ({ ...facts, contexts: [] });

/** What a handler sees of a call. The abort controller is made when someone looks at it: most never do. */
export class PluginContext implements CallContext {
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly now: Date;
  readonly settings: Settings;
  readonly #call: OpenCall;
  readonly #plugin: string;
  #reach: Reach | undefined;
  #controller: AbortController | undefined;

  constructor(call: OpenCall, plugin: string) {
    this.tenant = call.tenant;
    this.actor = call.asking.actor;
    this.now = call.asking.now;
    this.settings = call.settingsOf(plugin);
    this.#call = call;
    this.#plugin = plugin;
  }

  get origins(): SettingOrigins {
    return this.#call.originsOf(this.#plugin);
  }

  settingsFor(subject: SettingsSubject): SettingsFor {
    return this.#call.settingsFor(this.#plugin, subject);
  }

  get data(): Reach['data'] {
    return this.#reached().data;
  }

  get orders(): Reach['orders'] {
    return this.#reached().orders;
  }

  get files(): Reach['files'] {
    return this.#reached().files;
  }

  get approvals(): Reach['approvals'] {
    return this.#reached().approvals;
  }

  address(): ReturnType<Reach['address']> {
    return this.#reached().address();
  }

  get signal(): AbortSignal {
    return (this.#controller ??= new AbortController()).signal;
  }

  /** Tells the handler that nobody waits any more. */
  expire(reason: Error): void {
    (this.#controller ??= new AbortController()).abort(reason);
  }

  /** Most handlers want nothing of it, so it is made for those that do. */
  #reached(): Reach {
    return (this.#reach ??= this.#call.reach(this.#plugin, this.#call.asking));
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
