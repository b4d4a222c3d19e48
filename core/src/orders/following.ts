import { PlatformError } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import { orderById, type OrderDetailRow } from './store.ts';

/** Whoever acts by itself, without a request of its own. */
type Acting = Pick<Caller, 'shop' | 'actor' | 'now'>;

/** Moves an order as it was read; refuses with `order.stale` what somebody else wrote about meanwhile. */
type Move<Moved> = (call: Caller, order: OrderDetailRow, to: string) => Promise<Moved>;

interface Dependencies<Moved> {
  readonly database: Database;
  readonly move: Move<Moved>;
}

/** How often it is looked again when somebody else was faster. */
const tries = 5;

const isStale = (error: unknown): boolean => error instanceof PlatformError && error.code === 'order.stale';

/**
 * Makes what moves an order that is as it was seen, whatever plugins note about it meanwhile: they judge it anew then. Refused
 * with `order.stale` once it is somewhere else or another version, or always overtaken.
 */
export const createInsisting =
  <Moved>({ database, move }: Dependencies<Moved>) =>
  async (call: Caller, seen: OrderDetailRow | undefined, to: string): Promise<Moved> => {
    if (!seen) throw new PlatformError(errors['not-found']);
    for (let order = seen, left = tries; ; left -= 1) {
      try {
        return await move(call, order, to);
      } catch (error) {
        if (!isStale(error) || left === 1) throw error;
        const [[now]] = await database.withTenant(call.shop.tenant.id).run(orderById({ id: seen.id }));
        if (now?.status !== seen.status || now.version !== seen.version) throw error;
        order = now;
      }
    }
  };

/** Makes what moves orders for plugins. */
export function createFollowing({ database, move }: Dependencies<unknown>) {
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
        if (!isStale(error)) return false;
        if (left === 1) throw error;
      }
    }
  };
}
