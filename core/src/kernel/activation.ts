import { tappedHook, type BoundTap, type Registry, type TappedHook } from './registry.ts';

/** What runs for every tenant with one set of active plugins. Shared: it holds nothing of any tenant. */
export interface ActiveTable {
  /** Equal for equal sets. */
  readonly fingerprint: string;
  /** Ids in the distribution's sequence. */
  readonly active: readonly string[];
  /** Handlers of active plugins only, by the hook's name; a hook nobody taps is absent. */
  readonly hooks: ReadonlyMap<string, TappedHook>;
}

/** Why a plugin does not run for a tenant. */
export interface Inactive {
  readonly plugin: string;
  /** Absent: it is switched off itself. Present: the plugin it needs that does not run. */
  readonly needs?: string;
}

/** A tenant's table, and what is not in it. */
export interface Activated {
  readonly table: ActiveTable;
  readonly inactive: readonly Inactive[];
}

/** Turns the plugins a tenant switched on into the table its calls run by. */
export interface Activation {
  /** `ids` are the plugins switched on; required ones are on always, unknown ones (of another build) are ignored. */
  activate(ids: Iterable<string>): Activated;
  /** Tables kept. */
  size(): number;
}

/** The ids that are on for a tenant: what it decided, else what the plugin says of itself. */
export const switchedOn = ({ plugins }: Registry, decided: ReadonlyMap<string, boolean>): readonly string[] =>
  plugins.flatMap(({ descriptor: { id, activation } }) => ((decided.get(id) ?? activation !== 'off') ? [id] : []));

/** Compiles one table per distinct set, however many tenants share it; keeps the `limit` last used. */
export function createActivation(registry: Registry, limit = 512): Activation {
  const tables = new Map<string, ActiveTable>();
  return { activate, size: () => tables.size };

  function activate(ids: Iterable<string>): Activated {
    const { active, inactive } = closure(registry, new Set(ids));
    return { table: interned(active), inactive };
  }

  function interned(active: ReadonlySet<string>): ActiveTable {
    const fingerprint = fingerprintOf(registry, active);
    const table = tables.get(fingerprint) ?? compile(registry, active, fingerprint);
    tables.delete(fingerprint);
    tables.set(fingerprint, table);
    if (tables.size > limit) tables.delete(tables.keys().next().value!);
    return table;
  }
}

/** Needs come first, so that one pass decides. */
function closure(
  { needsFirst, byId }: Registry,
  on: ReadonlySet<string>,
): { active: ReadonlySet<string>; inactive: Inactive[] } {
  const active = new Set<string>();
  const inactive: Inactive[] = [];
  for (const id of needsFirst) {
    const { needs = [], activation } = byId.get(id)!.descriptor;
    const missing = needs.find((need) => !active.has(need));
    if (activation !== 'required' && !on.has(id)) inactive.push({ plugin: id });
    else if (missing !== undefined) inactive.push({ plugin: id, needs: missing });
    else active.add(id);
  }
  return { active, inactive };
}

/** One bit per plugin of the distribution, in hex. */
function fingerprintOf({ plugins }: Registry, active: ReadonlySet<string>): string {
  const bits = plugins.map(({ descriptor: { id } }) => (active.has(id) ? '1' : '0')).join('');
  return BigInt(`0b1${bits}`).toString(16);
}

function compile({ plugins, hooks }: Registry, active: ReadonlySet<string>, fingerprint: string): ActiveTable {
  const isActive = ({ plugin }: BoundTap): boolean => active.has(plugin);
  const tapped = [...hooks].flatMap(([name, { taps }]) => {
    const running = taps.filter(isActive);
    return running.length > 0 ? [[name, tappedHook(running)] as const] : [];
  });
  const ids = plugins.map(({ descriptor }) => descriptor.id).filter((id) => active.has(id));
  return Object.freeze({ fingerprint, active: Object.freeze(ids), hooks: new Map(tapped) });
}
