import { PlatformError, type Json, type Procedure } from '@docket/sdk';
import { errors } from './errors.ts';
import type { LoadedPlugin } from './kernel/registry.ts';
import { sideOf, type Side } from './plugin-routers.ts';

/** The procedures of plugins at one door, as whoever asks for the page: for pages, which know no plugin. */
export interface PluginCalls {
  /** Asks a query. Refuses with `not-found` what is none of this door, or is a mutation: a page that is only shown changes nothing. */
  query(plugin: string, name: string, input: Json): Promise<Json>;
  /** Calls a mutation, as what a form sent. Refuses with `not-found` what is none of this door, or is a query. */
  mutate(plugin: string, name: string, input: Json): Promise<Json>;
}

type Calls = Readonly<Record<string, Readonly<Record<string, (input: Json) => Promise<Json>>>>>;

/** Calls procedures by their names, through the gates that they always pass. `caller` is asked for when there is one to call. */
export function pluginCalls(plugins: ReadonlyMap<string, LoadedPlugin>, side: Side, caller: () => object): PluginCalls {
  const call =
    (type: Procedure['type']) =>
    async (plugin: string, name: string, input: Json): Promise<Json> => {
      const api = plugins.get(plugin)?.server.api ?? {};
      const procedure = Object.hasOwn(api, name) ? api[name] : undefined;
      if (procedure?.type !== type || sideOf(procedure) !== side) throw new PlatformError(errors['not-found']);
      // Plugins' procedures are typed by their own interfaces; the routers' types know none of them.
      const { x } = caller() as { readonly x: Calls };
      return x[plugin]![name]!(input);
    };
  return { query: call('query'), mutate: call('mutation') };
}
