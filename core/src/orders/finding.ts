import type { Actor, OrderFacts } from '@docket/sdk';
import type { Database } from '../kernel/database.ts';
import type { Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import { foundOrders, lockedOrders, type FoundRow, type Sight } from './store-finding.ts';

/** Whose orders somebody sees: a customer's in its portal, with null all of the shop's; undefined for nobody's. */
export function sightOf(actor: Actor): Pick<Sight, 'customer'> | undefined {
  switch (actor.type) {
    case 'contact':
      return { customer: actor.customerId };
    case 'staff':
    case 'operator':
      return actor.permissions.includes('orders.read') ? { customer: null } : undefined;
    case 'system':
      return { customer: null };
    case 'anonymous':
    case 'stranger':
      return undefined;
  }
}

/** The orders with these ids that `actor` may see, by id; a foreign id is absent like an unknown one. */
export async function findOrders(
  database: Database,
  shop: Shop,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrderFacts>> {
  const sight = sightOf(actor);
  if (!sight || ids.length === 0) return new Map();
  const [rows] = await database.withTenant(shop.tenant.id).run(foundOrders({ ...sight, ids: [...new Set(ids)] }));
  return new Map(rows.map((row) => [row.id, factsOfRow(row, shop)]));
}

/** Locks those of them that `actor` may see until the transaction ends; undefined where it sees none whatever they are. */
export function lockOrders(actor: Actor, ids: readonly string[]): Call<{ id: string }> | undefined {
  const sight = sightOf(actor);
  return sight && lockedOrders({ ...sight, ids });
}

function factsOfRow({ customer_id: customerId, ...row }: FoundRow, { kinds }: Shop): OrderFacts {
  const { kind, plugin = null } = kinds.get(row.kind) ?? {};
  const status = kind?.pipeline.statuses.find(({ id }) => id === row.status);
  return {
    ...row,
    customerId,
    owner: plugin,
    stage: status?.stage ?? null,
    final: status?.final ?? false,
    works: () => kind?.works?.(row.content) ?? [],
    packages: () => kind?.packages?.(row.content) ?? [],
  };
}
