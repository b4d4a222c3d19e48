import { sql } from 'kysely';
import type { Json, Marks, OrderFacts } from '@docket/sdk';
import { statement, type Place } from '../kernel/statement.ts';

/** Which orders somebody may see: of `customer` those in its portal; with null all of the shop's. */
export interface Sight {
  readonly ids: readonly string[];
  readonly customer: string | null;
}

/** An order as plugins are told of it. */
export interface FoundRow {
  readonly id: string;
  readonly number: number;
  readonly prefix: string;
  readonly kind: string;
  readonly flow: string;
  readonly door: string;
  readonly status: string;
  readonly customer_id: string;
  readonly title: string;
  readonly reference: string | null;
  readonly version: number;
  readonly content: Json;
  readonly marks: Marks;
  readonly files: OrderFacts['files'];
}

const seen = (place: Place<Sight>) => sql`o.id = any(${place('ids')}::uuid[])
      and (${place('customer')}::uuid is null or (o.customer_id = ${place('customer')}::uuid and o.in_portal))`;

/** Orders by their ids. */
export const foundOrders = statement<Sight, FoundRow>(
  'orders.found',
  (
    place,
  ) => sql`select o.id, o.number, o.prefix, o.kind, o.flow, o.door, o.status, o.customer_id, o.title, o.reference, o.version,
      v.content, o.marks,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'sha256', f.sha256) order by f.id) from core.file f
        where f.tenant_id = o.tenant_id and f.state in ('pending', 'stored') and (f.request_id = o.request_id or f.id in (
          select h.file_id from core.order_file h where h.tenant_id = o.tenant_id and h.order_id = o.id))
      ), '[]') as files
    from core.orders o
    join core.order_version v on v.tenant_id = o.tenant_id and v.order_id = o.id and v.version = o.version
    where ${seen(place)}`,
);

/** Locks orders until the transaction ends, always in the same sequence, so that two writers never wait for each other. */
export const lockedOrders = statement<Sight, { id: string }>(
  'orders.locked',
  (place) => sql`select o.id from core.orders o where ${seen(place)} order by o.id for update`,
);
