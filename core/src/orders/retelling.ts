import { intake } from '@docket/sdk';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import { openOrdersOfFile, retellOrders, type RetoldRow } from './store-retelling.ts';

/** Whose orders, and when. */
interface Telling {
  readonly shop: Pick<Shop, 'tenant' | 'hooks'>;
  readonly newId: NewId;
  readonly now: Date;
}

/**
 * What tells of orders that read otherwise now though nobody changed them, to run with what makes them so: a name in them was erased, or
 * a file is for nobody any more. Plugins hear of it as of any change. No line of history says it.
 */
export function retold({ shop, newId, now }: Telling, orders: readonly RetoldRow[]): readonly Call[] {
  const subscribers = shop.hooks.subscribers(intake.revised);
  if (orders.length === 0 || subscribers.length === 0) return [];
  const rows = orders.map(({ id, version }) => ({ id, version, outboxId: newId(now) }));
  return [retellOrders({ tenant: shop.tenant.id, orders: json(rows), subscribers, now })];
}

/** The same for the orders that refer to a file and are not final. */
export async function retoldOfFile(database: Database, telling: Telling, file: string): Promise<readonly Call[]> {
  const [orders] = await database.withTenant(telling.shop.tenant.id).run(openOrdersOfFile({ file }));
  return retold(telling, orders);
}
