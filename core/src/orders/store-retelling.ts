import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** An order at its newest version. */
export interface RetoldRow {
  readonly id: string;
  readonly version: number;
}

/** Orders that are not final, and refer to a file or have it of their request. */
export const openOrdersOfFile = statement<{ file: string }, RetoldRow>(
  'orders.open-of-file',
  (place) => sql`select o.id, o.version from core.orders o
    where not o.final and exists (
      select from core.file f where f.tenant_id = o.tenant_id and f.id = ${place('file')}::uuid and (f.request_id = o.request_id
        or exists (select from core.order_file h where h.tenant_id = o.tenant_id and h.order_id = o.id and h.file_id = f.id))
    )`,
);

interface Retelling {
  readonly tenant: string;
  /** JSON: `[{"id", "version", "outboxId"}]`. */
  readonly orders: string;
  readonly subscribers: readonly string[];
  readonly now: Date;
}

/** The event of a version that there is already; history and audit say nothing. */
export const retellOrders = statement<Retelling>(
  'orders.retell',
  (place) => sql`with sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select ${place('tenant')}::uuid, r."outboxId", 'intake.revised', jsonb_build_object('orderId', r.id, 'version', r.version), ${place('now')}::timestamptz
      from jsonb_to_recordset(${place('orders')}::jsonb) r(id uuid, version int, "outboxId" uuid) returning tenant_id, id
    )
    insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
    select sent.tenant_id, sent.id, s.name, ${place('now')}::timestamptz from sent, unnest(${place('subscribers')}::text[]) s(name)`,
);
