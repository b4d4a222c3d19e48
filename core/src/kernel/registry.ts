import type { CallContext, Distribution, PluginDescriptor, PluginServer, Tap, TraceStep } from '@docket/sdk';
import { messageOf } from './faults.ts';
import { pluginFaults, settingsFaults, wholeFaults, type Platform } from './registry-checks.ts';
import { sequence, topological } from './sequence.ts';

/** A plugin of the distribution with its server part loaded. */
export interface LoadedPlugin {
  readonly descriptor: PluginDescriptor;
  readonly server: PluginServer;
  /** Place in the distribution. */
  readonly index: number;
}

/** A handler as it is called: everything a dispatch needs is worked out at start and shared by all tenants. */
export interface BoundTap {
  readonly plugin: string;
  readonly version: string;
  /** The plugin's place in the distribution. */
  readonly index: number;
  /** Names plugin and hook, for breakers. */
  readonly key: string;
  readonly handler: (input: unknown, context: CallContext) => unknown;
  readonly passed: TraceStep;
}

/** A hook's handlers in sequence: of all plugins, or of those active for some tenants. Never empty. */
export interface TappedHook {
  readonly taps: readonly BoundTap[];
  /** The taps' functions and their plugins' places, side by side: what the hot loop reads. */
  readonly handlers: readonly BoundTap['handler'][];
  readonly places: readonly number[];
  /** The trace of a call at which nobody had anything to say: the usual one, hence made once. */
  readonly passed: readonly TraceStep[];
}

/** Groups handlers of one hook. */
export const tappedHook = (taps: readonly BoundTap[]): TappedHook =>
  Object.freeze({
    taps,
    handlers: taps.map(({ handler }) => handler),
    places: taps.map(({ index }) => index),
    passed: Object.freeze(taps.map(({ passed }) => passed)),
  });

/** What a build can do: fixed after start. */
export interface Registry {
  readonly distribution: Distribution;
  /** In the distribution's sequence. */
  readonly plugins: readonly LoadedPlugin[];
  readonly byId: ReadonlyMap<string, LoadedPlugin>;
  /** Ids, each after those it needs. */
  readonly needsFirst: readonly string[];
  /** By the hook's name. */
  readonly hooks: ReadonlyMap<string, TappedHook>;
  /** Harmless oddities, e.g. a wish about a plugin that is not here; for the log and `docket explain`. */
  readonly notes: readonly string[];
}

/** Everything that is wrong with a distribution, found in one go; the process must not start. */
export class StartError extends Error {
  readonly faults: readonly string[];

  constructor(distribution: string, faults: readonly string[]) {
    super(`The distribution "${distribution}" cannot start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'StartError';
    this.faults = faults;
  }
}

/**
 * Loads the server parts of a distribution's plugins, all at once, and checks the whole against what the platform itself
 * brings. Throws `StartError` with every fault.
 */
export async function loadPlugins(
  distribution: Distribution,
  platform: Platform = { hooks: [], settings: [] },
): Promise<Registry> {
  const loaded = await Promise.all(distribution.plugins.map(loadServer));
  const plugins = loaded.flatMap(({ plugin }) => plugin ?? []);
  const needs = sortNeeds(distribution.plugins);
  const tapped = tapHooks(plugins);
  const faults = [
    ...loaded.flatMap(({ fault }) => fault ?? []),
    ...plugins.flatMap((plugin) => pluginFaults(plugin, distribution)),
    ...[...distribution.plugins, ...platform.settings].flatMap((owner) => settingsFaults(owner, distribution)),
    ...wholeFaults(plugins, distribution, platform),
    ...needs.faults,
    ...tapped.faults,
  ];
  if (faults.length > 0) throw new StartError(distribution.name, faults);
  const byId = new Map(plugins.map((plugin) => [plugin.descriptor.id, plugin]));
  return Object.freeze({
    distribution,
    plugins: Object.freeze(plugins),
    byId,
    needsFirst: needs.sorted,
    hooks: tapped.hooks,
    notes: tapped.notes,
  });
}

async function loadServer(
  descriptor: PluginDescriptor,
  index: number,
): Promise<{ plugin?: LoadedPlugin; fault?: string }> {
  try {
    const server = (await descriptor.server?.())?.server ?? {};
    return { plugin: Object.freeze({ descriptor, server, index }) };
  } catch (error) {
    return { fault: `Plugin "${descriptor.id}" could not be loaded: ${messageOf(error)}` };
  }
}

function sortNeeds(descriptors: readonly PluginDescriptor[]): { sorted: readonly string[]; faults: string[] } {
  const places = new Map(descriptors.map(({ id }, index) => [id, index]));
  const edges = descriptors.flatMap(({ needs = [] }, second) =>
    needs.flatMap((id) => (places.has(id) ? [{ first: places.get(id)!, second }] : [])),
  );
  const { done, cycle } = topological([...descriptors.keys()], edges);
  const ids = (nodes: readonly number[]): string[] => nodes.map((node) => descriptors[node]!.id);
  return {
    sorted: ids(done),
    faults: cycle.length > 0 ? [`The plugins need each other: ${ids(cycle).join(' → ')}.`] : [],
  };
}

interface Tapped {
  readonly hooks: ReadonlyMap<string, TappedHook>;
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

function tapHooks(plugins: readonly LoadedPlugin[]): Tapped {
  const ids = new Set(plugins.map(({ descriptor }) => descriptor.id));
  const placed = plugins.flatMap((owner) =>
    (owner.server.hooks ?? []).map((tap) => ({ owner, tap, plugin: owner.descriptor.id, position: tap.position })),
  );
  const sorted = [...Map.groupBy(placed, ({ tap }) => tap.hook.name)].map(([name, items]) => ({
    name,
    ...sequence(`hook ${name}`, items, ids),
  }));
  const hooks = sorted.map(
    ({ name, items }) => [name, tappedHook(items.map(({ owner, tap }) => bindTap(owner, tap)))] as const,
  );
  return {
    hooks: new Map(hooks),
    faults: sorted.flatMap(({ faults }) => faults),
    notes: sorted.flatMap(({ notes }) => notes),
  };
}

function bindTap({ descriptor: { id, version }, index }: LoadedPlugin, { hook, handler }: Tap): BoundTap {
  const passed = Object.freeze({ by: id, outcome: 'passed' as const });
  return Object.freeze({ plugin: id, version, index, key: `${id} ${hook.name}`, handler, passed });
}
