import type { ShopGate } from '../access/access.ts';
import type { OperatorGate } from '../operator/procedures.ts';
import { operatorRouter } from '../operator/router.ts';
import type { LoadedPlugin } from '../kernel/registry.ts';
import { routersOf, type Nouns } from '../routers.ts';

/** A procedure as it stands in its router. */
export interface FoundProcedure {
  readonly door: 'portal' | 'staff' | 'api' | 'operator';
  /** Its address below the door, e.g. `orders.get`. */
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly gate: ShopGate | OperatorGate;
}

/** What tRPC keeps under `_def`, of a router and of a procedure. */
interface DefinedRouter {
  readonly _def: { readonly procedures: Readonly<Record<string, DefinedProcedure>> };
}
interface DefinedProcedure {
  readonly _def: { readonly type: FoundProcedure['type']; readonly meta: Pick<FoundProcedure, 'gate'> };
}

/** Every procedure of every door, the plugins' with them. The routers only hold their nouns, so none is needed to read them. */
export function proceduresOf(plugins: readonly LoadedPlugin[]): readonly FoundProcedure[] {
  const shops = routersOf({} as Nouns, plugins);
  const routers = { ...shops, operator: operatorRouter() } as unknown as Readonly<
    Record<FoundProcedure['door'], DefinedRouter>
  >;
  return (['portal', 'staff', 'api', 'operator'] as const).flatMap((door) => {
    const { _def: router } = routers[door];
    return Object.entries(router.procedures).map(([path, { _def: defined }]) => ({
      door,
      path,
      type: defined.type,
      gate: defined.meta.gate,
    }));
  });
}
