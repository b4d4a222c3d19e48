import { PlatformError } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import type { Database } from '../kernel/database.ts';
import { orderById, type OrderDetailRow } from './store.ts';

/** Whoever acts by itself, without a request of its own. */
type Acting = Pick<Caller, 'shop' | 'actor' | 'now'>;

interface Dependencies {
  readonly database: Database;
  /** Moves an order as staff do. */
  readonly move: (call: Caller, order: OrderDetailRow, to: string) => Promise<unknown>;
}

/** How often it is looked again when somebody else was faster. */
const tries = 5;

/** Makes what moves orders for plugins. */
export function createFollowing({ database, move }: Dependencies) {
  /**
   * Moves an order, and answers whether it is there now, by this move or before it; false where it may not go there, and for
   * an order that there is not. Who is always overtaken is refused with `order.stale`.
   */
  return async (acting: Acting, id: string, to: string): Promise<boolean> => {
    const call: Caller = { ...acting, requestId: id, address: '' };
    for (let left = tries; ; left -= 1) {
      const [[order]] = await database.withTenant(acting.shop.tenant.id).run(orderById({ id }));
      if (!order) return false;
      if (order.status === to) return true;
      try {
        await move(call, order, to);
        return true;
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        if (error.code !== 'order.stale') return false;
        if (left === 1) throw error;
      }
    }
  };
}
