import { switchedOn, type Activation } from '../kernel/activation.ts';
import type { Registry } from '../kernel/registry.ts';
import { limits, type ShopLimit } from './ceilings.ts';

/** A plugin of the build, as it is handed to shops. */
export interface Provisionable {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** True for one that every shop has. */
  readonly required: boolean;
}

/** Which plugins shops may use, and which of them run. `stored` is what the operator said; null for what the distribution says. */
export interface Provisions {
  /** In the distribution's sequence. */
  readonly plugins: readonly Provisionable[];
  /** Limits that may get a ceiling. */
  readonly limits: readonly ShopLimit[];
  /** Ids that a shop may use. */
  allowed(stored: readonly string[] | null): readonly string[];
  /** Ids to store for a choice: known ones, with those that every shop has. */
  kept(chosen: readonly string[]): readonly string[];
  /** Ids that run, by what the shop switched (id to on or off). */
  running(stored: readonly string[] | null, switched: Readonly<Record<string, boolean>>): readonly string[];
}

export function createProvisions(registry: Registry, activation: Activation): Provisions {
  const plugins = registry.plugins.map(({ descriptor: { id, title, about, activation: way } }) => ({
    id,
    title,
    about,
    required: way === 'required',
  }));
  const kept = (chosen: readonly string[]): readonly string[] =>
    plugins.filter(({ id, required }) => required || chosen.includes(id)).map(({ id }) => id);
  const allowed = (stored: readonly string[] | null): readonly string[] =>
    kept(stored ?? registry.distribution.provisioned ?? plugins.map(({ id }) => id));
  return {
    plugins,
    limits,
    allowed,
    kept,
    running(stored, switched) {
      const [may, on] = [allowed(stored), switchedOn(registry, new Map(Object.entries(switched)))];
      return activation.activate(on.filter((id) => may.includes(id))).table.active;
    },
  };
}
