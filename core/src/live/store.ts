import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** Something that was committed: what it is about, and to whom it may be told. */
export interface ChangeRow {
  /** Grows with time, and is never another change's. */
  readonly id: string;
  readonly at: Date;
  readonly order_id: string | null;
  readonly number: number | null;
  /** Letters before the number. */
  readonly prefix: string | null;
  readonly request_id: string | null;
  /** Of the order or request; null while nobody is behind a request. */
  readonly customer_id: string | null;
  /** True for an order that its customer sees. */
  readonly in_portal: boolean;
  /** The staff member whose bell rings; null for everything else. */
  readonly bell_of: string | null;
  /** The right without which a contact does not hear of it; null for none. */
  readonly sight: string | null;
}

/**
 * What was committed in the shop since an id of that time, latest first: events, what staff did, and bells. All three
 * are read by their keys, and written anyway.
 */
export const changesSince = statement<{ since: string; limit: number }, ChangeRow>(
  'live.changes-since',
  (place) => sql`select c.id, c.at, o.id as order_id, o.number, o.prefix, r.id as request_id,
      coalesce(o.customer_id, r.customer_id) as customer_id, coalesce(o.in_portal, false) as in_portal, c.bell_of, c.sight
    from (
      select tenant_id, id, at, (payload ->> 'orderId')::uuid as order_id, (payload ->> 'requestId')::uuid as request_id, null::text as bell_of, sight
      from core.outbox where id > ${place('since')}::uuid
      union all
      select tenant_id, id, at, case subject_type when 'order' then subject_id::uuid end,
        case subject_type when 'request' then subject_id::uuid end, null, sight
      from core.audit where id > ${place('since')}::uuid and subject_type in ('order', 'request')
      union all
      select tenant_id, id, created_at, null, null, recipient, null
      from core.notice where id > ${place('since')}::uuid and channel = 'bell'
    ) c
    left join core.orders o on o.tenant_id = c.tenant_id and o.id = c.order_id
    left join core.request r on r.tenant_id = c.tenant_id and r.id = c.request_id
    where o.id is not null or r.id is not null or c.bell_of is not null
    order by c.id desc limit ${place('limit')}`,
);
