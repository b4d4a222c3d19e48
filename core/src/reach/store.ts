import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

interface Told {
  /** JSON, one object per change; see `tellChanges`. */
  readonly changes: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * What a plugin's write leaves with its orders: lines of history and of the audit. What rests on facts of an order (`touched`)
 * is judged anew. When it was updated is seen by every contact of its customer, so it stays where all of it takes a right.
 */
export const tellChanges = statement<Told>(
  'reach.tell',
  (place) => sql`with change as (
      select nullif(current_setting('docket.tenant', true), '')::uuid as tenant_id, c.*
      from jsonb_to_recordset(${place('changes')}::jsonb) c(order_id uuid, entry_id uuid, audit_id uuid, action text, before jsonb, after jsonb,
        type text, shown boolean, data jsonb, sight text)
    ), touched as (
      update core.orders o set touched = o.touched + 1, updated_at = case when c.is_open then ${place('now')} else o.updated_at end
      from (select tenant_id, order_id, bool_or(sight is null) as is_open from change group by tenant_id, order_id) c
      where o.tenant_id = c.tenant_id and o.id = c.order_id
    ), told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, data, sight)
      select tenant_id, order_id, entry_id, ${place('now')}, type, ${place('by')}::jsonb, shown, coalesce(data, '{}'), sight
      from change where type is not null
    )
    insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after, sight)
    select tenant_id, audit_id, ${place('now')}, ${place('by')}::jsonb, action, 'order', order_id::text, before, after, sight from change`,
);
