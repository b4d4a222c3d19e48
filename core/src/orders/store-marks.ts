import { sql, type RawBuilder } from 'kysely';
import type { Marks } from '@docket/sdk';
import { statement, type Place } from '../kernel/statement.ts';

interface Mark {
  readonly id: string;
  /** The status in which it was judged that it may be recorded. */
  readonly status: string;
  readonly part: string;
  /** What history calls the part. */
  readonly name: string;
  readonly type: string;
  /** Type of the line in the history. */
  readonly told: string;
  readonly note: string | null;
  readonly now: Date;
  /** The same as ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly entryId: string;
  readonly auditId: string;
}

/** All that is recorded of the order since, and the mark that what rests on it is judged by. */
export interface MarkedRow {
  readonly marks: Marks;
  readonly touched: number;
}

/**
 * Two people may record something of two parts at once: only this mark changes, under the lock of the order's row. What rests
 * on facts of the order (`touched`) is judged anew.
 */
const withHistory = (change: RawBuilder<unknown>, isThere: RawBuilder<unknown>, place: Place<Mark>) =>
  sql<MarkedRow>`with marked as (
      update core.orders set marks = ${change}, touched = touched + 1, updated_at = ${place('now')}
      where id = ${place('id')} and status = ${place('status')} and (marks -> ${place('part')}::text ->> ${place('type')}::text) ${isThere}
      returning tenant_id, id, marks, touched
    ), told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, data)
      select tenant_id, id, ${place('entryId')}, ${place('now')}, ${place('told')}, ${place('by')}::jsonb, false,
             jsonb_strip_nulls(jsonb_build_object('part', ${place('part')}::text, 'name', ${place('name')}::text, 'note', ${place('note')}::text))
      from marked
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'orders.mark', 'order', id::text, '{}',
             jsonb_strip_nulls(jsonb_build_object('mark', ${place('told')}::text, 'part', ${place('part')}::text, 'reason', ${place('note')}::text))
      from marked
    )
    select marks, touched from marked`;

/** Records that something happened to a part. No row where it is recorded already, or the order has moved meanwhile. */
export const markPart = statement<Mark, MarkedRow>('orders.mark', (place) =>
  withHistory(
    sql`marks || jsonb_build_object(${place('part')}::text,
        coalesce(marks -> ${place('part')}::text, '{}') || jsonb_build_object(${place('type')}::text, ${place('at')}::text))`,
    sql`is null`,
    place,
  ),
);

/** Takes it back. No row where it is not recorded, or the order has moved meanwhile. */
export const unmarkPart = statement<Mark, MarkedRow>('orders.unmark', (place) =>
  withHistory(
    sql`case when (marks -> ${place('part')}::text) - ${place('type')}::text = '{}' then marks - ${place('part')}::text
        else marks || jsonb_build_object(${place('part')}::text, (marks -> ${place('part')}::text) - ${place('type')}::text) end`,
    sql`is not null`,
    place,
  ),
);
