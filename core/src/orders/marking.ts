import { allowsMove, PlatformError, type Marks } from '@docket/sdk';
import type { OrderNumber } from '@docket/sdk/order-label';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { factsOf } from './facts.ts';
import { isMarked, markable, type AskedMark } from './marks.ts';
import { markPart, unmarkPart } from './store-marks.ts';
import type { OrderDetailRow } from './store.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Moves an order as staff do. */
  readonly move: (call: Caller, order: OrderDetailRow, to: string) => Promise<OrderNumber>;
}

/** An order after something was recorded of it: where it stands, and what it goes by. */
type Standing = OrderNumber & { readonly status: string };

/** Makes what records things of parts of orders. */
export function createMarking({ database, newId, move }: Dependencies) {
  /**
   * Records that something happened to a part of an order, or takes it back; the same again changes nothing. Refuses what
   * the kind does not record, and what someone else moved first. Where the kind says so the order moves on. Answers all
   * that is recorded, and what the order goes by now.
   */
  return async (
    call: Caller,
    order: OrderDetailRow | undefined,
    asked: AskedMark,
  ): Promise<Standing & { readonly marks: Marks }> => {
    const offered = order && call.shop.kinds.get(order.kind);
    if (!order || !offered) throw new PlatformError(errors['not-found']);
    const name = markable(offered.kind, order, asked);
    const { id, status } = order;
    if (isMarked(order.marks, asked) === asked.done) return { ...standingOf(order), marks: order.marks };
    const { part, type, note } = asked;
    const told = `${order.kind}.${type}${asked.done ? '' : '.undone'}`;
    const moment = { now: call.now, at: call.now.toISOString(), by: byActor(call.actor) };
    const entry = { entryId: newId(call.now), auditId: newId(call.now) };
    const mark = { ...moment, ...entry, id, status, part, name, type, told, note };
    const [[row]] = await database.withTenant(call.shop.tenant.id).run(asked.done ? markPart(mark) : unmarkPart(mark));
    if (!row) throw new PlatformError(errors['order.stale']);
    return { ...(await follow(call, { ...order, ...row })), marks: row.marks };
  };

  /** Where what was recorded leads: the order as it is after it. A way that is not open leaves it where it is. */
  async function follow(call: Caller, order: OrderDetailRow): Promise<Standing> {
    const kind = call.shop.kinds.get(order.kind)?.kind;
    if (!kind?.marking?.leads) return standingOf(order);
    const to = kind.marking.leads(order.status, await factsOf(call, order));
    if (to === undefined || !allowsMove(kind.pipeline, order.status, to)) return standingOf(order);
    try {
      const { number, prefix } = await move(call, order, to);
      return { number, prefix, status: to };
    } catch (error) {
      // It is recorded whatever becomes of the move: staff move it once nothing is in the way.
      if (error instanceof PlatformError) return standingOf(order);
      throw error;
    }
  }
}

const standingOf = ({ number, prefix, status }: OrderDetailRow): Standing => ({ number, prefix, status });
