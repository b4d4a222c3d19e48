import { sql } from 'kysely';
import type { EarlierFile } from '@docket/sdk';
import { statement } from '../kernel/statement.ts';

interface Asked {
  readonly customer: string;
  /** True where only what is in the customer's portal counts. */
  readonly portal: boolean;
  /** Null for all. */
  readonly sha256: readonly string[] | null;
  /** Id of the last one of the page before; null for the first page. */
  readonly before: string | null;
  readonly most: number;
  readonly mostUses: number;
}

/** Files of a customer's orders, one for the same bytes: the newest of them. Newest first. */
export const earlierFiles = statement<Asked, EarlierFile>(
  'files.earlier',
  (place) => sql`with mine as (
      select o.tenant_id, o.id, o.number, o.prefix, o.title, o.request_id from core.orders o
      where o.customer_id = ${place('customer')} and (o.in_portal or not ${place('portal')}::boolean)
    ), held as (
      select m.id as order_id, f.id as file_id from mine m
      join core.file f on f.tenant_id = m.tenant_id and f.request_id = m.request_id
      union
      select m.id, h.file_id from mine m join core.order_file h on h.tenant_id = m.tenant_id and h.order_id = m.id
    ), used as (
      select f.sha256, f.id, f.name, f.bytes::int as bytes, f.facts, held.order_id from held join core.file f on f.id = held.file_id
      where f.plugin is null and f.state = 'stored' and f.sha256 is not null and f.facts ->> 'outcome' in ('read', 'recognised')
        and (${place('sha256')}::text[] is null or f.sha256 = any(${place('sha256')}::text[]))
    ), newest as (
      select distinct on (sha256) sha256, id, name, bytes, facts from used order by sha256, id desc
    )
    select n.sha256, n.id, n.name, n.bytes, n.facts, (
        select jsonb_agg(jsonb_build_object('id', u.id, 'number', u.number, 'prefix', u.prefix, 'title', u.title) order by u.id desc)
        from (
          select distinct m.id, m.number, m.prefix, m.title from used join mine m on m.id = used.order_id
          where used.sha256 = n.sha256 order by m.id desc limit ${place('mostUses')}::int
        ) u
      ) as orders
    from newest n where ${place('before')}::uuid is null or n.id < ${place('before')}::uuid
    order by n.id desc limit ${place('most')}::int`,
);

interface Of {
  readonly id: string;
  readonly customer: string;
}

/** One that may be taken again: of an order in the portal of the customer, with what inspection found. */
export interface TakableRow {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly facts: EarlierFile['facts'];
}

export const takableFile = statement<Of, TakableRow>(
  'files.takable',
  (place) => sql`select f.id, f.name, f.bytes::int as bytes, f.sha256, f.facts from core.file f
    where f.id = ${place('id')} and f.plugin is null and f.state = 'stored' and f.sha256 is not null
      and f.facts ->> 'outcome' in ('read', 'recognised') and exists (
        select from core.orders o where o.tenant_id = f.tenant_id and o.customer_id = ${place('customer')} and o.in_portal
          and (o.request_id = f.request_id
            or o.id in (select h.order_id from core.order_file h where h.tenant_id = f.tenant_id and h.file_id = f.id))
      )`,
);
