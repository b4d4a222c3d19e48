import type { Gate } from '@docket/sdk';
import type { LoadedPlugin } from '../kernel/registry.ts';
import type { Meta } from '../procedures.ts';
import { routersOf, type Nouns } from '../routers.ts';

/** A procedure as it stands in its router. */
export interface FoundProcedure {
  readonly door: 'portal' | 'staff';
  /** Its address below the door, e.g. `orders.get`. */
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly gate: Gate;
}

/** What tRPC keeps under `_def`, of a router and of a procedure. */
interface DefinedRouter {
  readonly _def: { readonly procedures: Readonly<Record<string, DefinedProcedure>> };
}
interface DefinedProcedure {
  readonly _def: { readonly type: FoundProcedure['type']; readonly meta: Meta };
}

/** Every procedure of both doors, the plugins' with them. The routers only hold their nouns, so none is needed to read them. */
export function proceduresOf(plugins: readonly LoadedPlugin[]): readonly FoundProcedure[] {
  const routers = routersOf({} as Nouns, plugins) as unknown as Readonly<Record<'portal' | 'staff', DefinedRouter>>;
  return (['portal', 'staff'] as const).flatMap((door) => {
    const { _def: router } = routers[door];
    return Object.entries(router.procedures).map(([path, { _def: defined }]) => ({
      door,
      path,
      type: defined.type,
      gate: defined.meta.gate,
    }));
  });
}
