import type * as z from 'zod';
import type { Tap } from './hooks.ts';
import type { UiEntry } from './slot.ts';
import type { PluginApi, PluginDownloads, PluginUploads } from './api.ts';
import type { TablePrivacy } from './privacy.ts';

/** A right of staff that a plugin brings. `suggest` names the roles that get it when the plugin is switched on. */
export interface Permission {
  /** `<plugin>.<verb>`. */
  readonly id: string;
  readonly title: string;
  readonly suggest?: readonly string[];
}

/**
 * A plugin's cheap face: read by the server, Vite and the command line without running the rest. Imports go one
 * way: settings → server → index.
 */
export interface PluginDescriptor<Id extends string = string> {
  /** Lower case with dashes; also names its schema (`px_<id>`), its API (`x.<id>`) and its settings. */
  readonly id: Id;
  readonly version: string;
  /** Shown in the admin; plain words of the trade. */
  readonly title: string;
  readonly about: string;
  /** Plugins that must be in the distribution and active for this one to be. */
  readonly needs?: readonly string[];
  readonly permissions?: readonly Permission[];
  /** One object schema; every field carries `.meta({ title, help?, visibility?, scope? })`. */
  readonly settings?: z.ZodObject;
  readonly activation: 'on' | 'off' | 'required';
  /** Svelte components, by file URL: `import.meta.resolve('#ui/Panel.svelte')`. */
  readonly ui?: readonly UiEntry[];
  /** Message catalogues by language, by file URL of a JSON file. `en` is the source. */
  readonly messages?: Readonly<Record<string, string>>;
  /** Folder of SQL migrations (`0001-name.sql`), by file URL. */
  readonly migrations?: string;
  /** What each column of the plugin's own tables holds of people, by table; every table and column of `migrations` is named. */
  readonly privacy?: Readonly<Record<string, TablePrivacy>>;
  /**
   * What the plugin's writes leave in the audit, by action (`<plugin>.<verb>`): `adds` has what came to be, `ends` what was
   * there, `changes` both. Words: `audit.<action>`, a sentence with places for `who` and `subject`.
   */
  readonly audit?: Readonly<Record<string, 'adds' | 'changes' | 'ends'>>;
  /** Loads the server part. */
  readonly server?: () => Promise<{ readonly server: PluginServer }>;
}

/** What a plugin does on the server: a table of contents, no logic. */
export interface PluginServer {
  readonly hooks?: readonly Tap[];
  readonly api?: PluginApi;
  readonly downloads?: PluginDownloads;
  readonly uploads?: PluginUploads;
  readonly jobs?: readonly PluginJob[];
}

/** Background work of a plugin. Its data are ids; it runs for one tenant, and is parked while the plugin is off. */
export interface PluginJob {
  readonly name: string;
  /** Cron in the tenant's zone, or absent for jobs that are only enqueued. */
  readonly every?: string;
  readonly run: (data: Readonly<Record<string, string>>, context: { readonly tenantId: string }) => Promise<void>;
}

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Declares a plugin. Throws at once, with the rule, when the id cannot name a schema and an API. */
export function describePlugin<const Id extends string>(descriptor: PluginDescriptor<Id>): PluginDescriptor<Id> {
  if (!idPattern.test(descriptor.id) || descriptor.id.length > 40) {
    throw new TypeError(`Plugin id "${descriptor.id}" must be lower case words with dashes, at most 40 characters.`);
  }
  return Object.freeze(descriptor);
}

/** The implementation of a plugin, kept in `server.ts`. */
export const definePlugin = (server: PluginServer): PluginServer => Object.freeze(server);
