import type { Procedure } from '@docket/sdk';
import type { AnyTRPCRouter } from '@trpc/server';
import type { Caller } from './access/access.ts';
import type { LoadedPlugin } from './kernel/registry.ts';
import { pluginContext } from './plugin-context.ts';
import { pluginProcedure, router } from './procedures.ts';

export type Side = 'portal' | 'staff';

/** Open procedures stand on the customers' side. */
export const sideOf = ({ gate }: Procedure): Side => (gate.door === 'staff' ? 'staff' : 'portal');

/** The procedures of all plugins for one side, as `x.<plugin>.<name>`. A plugin without any there is absent. */
export function pluginRouters(plugins: readonly LoadedPlugin[], side: Side): AnyTRPCRouter {
  const routers = plugins.flatMap(({ descriptor: { id }, server }) => {
    const own = Object.entries(server.api ?? {}).filter(([, one]) => sideOf(one) === side);
    return own.length === 0
      ? []
      : [[id, router(Object.fromEntries(own.map(([name, one]) => [name, built(id, one)])))] as const];
  });
  return router({ x: router(Object.fromEntries(routers)) });
}

function built(plugin: string, one: Procedure) {
  const gated = pluginProcedure(plugin, one.gate, one.input);
  const resolve = ({ ctx, input: parsed }: { ctx: { readonly call: Caller }; input: unknown }): unknown =>
    one.run(parsed, pluginContext(plugin, ctx.call));
  return one.type === 'query' ? gated.query(resolve) : gated.mutation(resolve);
}
