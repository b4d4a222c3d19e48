import { sql, type RawBuilder } from 'kysely';
import type { OrderNumber } from '@docket/sdk/order-label';
import { statement, type Place } from '../kernel/statement.ts';

interface Move {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly final: boolean;
  readonly now: Date;
  readonly by: string;
  readonly entryId: string;
  readonly auditId: string;
  readonly outboxId: string;
  readonly kind: string;
  /** Together what it rests on that the order may move: its content, and all that was recorded, asked or written about it. */
  readonly version: number;
  readonly touched: number;
  readonly subscribers: readonly string[];
}

/** What an order goes by after a move. */
export type MovedRow = OrderNumber;

/** History, audit and event of a move; `moved` is the order with the number that it has and the one that it had. */
const withHistory = (moved: RawBuilder<unknown>, place: Place<Move>) => sql<MovedRow>`with ${moved}, told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, data)
      select tenant_id, id, ${place('entryId')}, ${place('now')}, 'status', ${place('by')}::jsonb, true,
             jsonb_build_object('from', ${place('from')}::text, 'to', ${place('to')}::text) ||
               case when number = was_number then '{}' else jsonb_build_object(
                 'was', jsonb_build_object('prefix', was_prefix, 'number', was_number),
                 'now', jsonb_build_object('prefix', prefix, 'number', number)) end from moved
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'orders.move', 'order', id::text,
             jsonb_strip_nulls(jsonb_build_object('status', ${place('from')}::text,
               'number', case when number <> was_number then core.order_label(was_prefix, was_number) end)),
             jsonb_strip_nulls(jsonb_build_object('status', ${place('to')}::text,
               'number', case when number <> was_number then core.order_label(prefix, number) end)) from moved
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select tenant_id, ${place('outboxId')}, 'status.moved',
             jsonb_build_object('orderId', id, 'kind', ${place('kind')}::text, 'from', ${place('from')}::text, 'to', ${place('to')}::text),
             ${place('now')} from moved where cardinality(${place('subscribers')}::text[]) > 0 returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select number, prefix from moved`;

/** Where the order is as it was when it was judged that it may move. */
const asJudged = (place: Place<Move>) => sql`id = ${place('id')} and status = ${place('from')}
        and version = ${place('version')}::int and touched = ${place('touched')}::bigint`;

/** Moves the status while the order is as it was when plugins were asked; history, audit and event go with it. No row else. */
export const moveStatus = statement<Move, MovedRow>('orders.move', (place) =>
  withHistory(
    sql`moved as (
      update core.orders set status = ${place('to')}, final = ${place('final')}, updated_at = ${place('now')}
      where ${asJudged(place)}
      returning tenant_id, id, number, prefix, number as was_number, prefix as was_prefix
    )`,
    place,
  ),
);

interface Renumbering extends Move {
  /** Letters of the status that it moves to. */
  readonly prefix: string;
  readonly firstNumber: number;
}

/**
 * The same with a new number from the shop's counter; the one that it had is kept. Found by both from then on. Apart from
 * the other: a move that keeps the number takes no lock of the counter.
 */
export const moveAndRenumber = statement<Renumbering, MovedRow>('orders.move-and-renumber', (place) =>
  withHistory(
    sql`moving as (
      select tenant_id, id, number, prefix from core.orders where ${asJudged(place)} for update
    ), numbered as (
      insert into core.counter (tenant_id, name, value) select tenant_id, 'order', ${place('firstNumber')}::bigint from moving
      on conflict (tenant_id, name) do update set value = core.counter.value + 1 returning tenant_id, value
    ), kept as (
      insert into core.order_number (tenant_id, number, order_id, prefix, at)
      select tenant_id, number, id, prefix, ${place('now')} from moving
    ), moved as (
      update core.orders o set status = ${place('to')}, final = ${place('final')}, updated_at = ${place('now')},
        number = numbered.value, prefix = ${place('prefix')},
        search = core.order_label(${place('prefix')}::text, numbered.value) || ' ' || o.search
      from moving join numbered using (tenant_id) where o.tenant_id = moving.tenant_id and o.id = moving.id
      returning o.tenant_id, o.id, o.number, o.prefix, moving.number as was_number, moving.prefix as was_prefix
    )`,
    place,
  ),
);
