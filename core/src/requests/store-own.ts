import { sql } from 'kysely';
import type { Intent, Json } from '@docket/sdk';
import { statement, type Place } from '../kernel/statement.ts';

/** Something that a customer sent, in its own list. */
export interface OwnRow {
  readonly id: string;
  readonly intent: Intent;
  readonly kind: string;
  readonly kind_version: number;
  readonly state: string;
  readonly submitted: Json;
  readonly decision: Json;
  readonly submitted_at: Date;
  readonly title: string | null;
  /** Of the order that it became or is about; null where there is none. */
  readonly number: number | null;
  readonly prefix: string | null;
  readonly reference: string | null;
  /** Why the order was cancelled, in the customer's own words; null where it was not. */
  readonly cancelled: string | null;
}

interface OwnList {
  readonly token: Buffer;
  /** The list goes on after this one; null from the beginning. */
  readonly before: string | null;
  readonly limit: number;
}

/** The customer comes from the session itself, so that list and session are one round trip. */
const ofSession = (place: Place<{ token: Buffer }>) => sql`r.door = 'portal' and r.customer_id = (
      select c.customer_id from core.session s join core.contact c on c.tenant_id = s.tenant_id and c.id = s.actor_id
      where s.token_hash = ${place('token')} and s.actor_type = 'contact' and s.tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid
    )`;

const columns = sql.raw(`r.id, r.intent, r.kind, r.kind_version, r.state, r.submitted, r.decision, r.submitted_at,
      coalesce(o.title, r.submitted ->> 'title') as title, o.number, o.prefix, o.reference,
      (select w.submitted ->> 'reason' from core.request w where w.tenant_id = o.tenant_id and w.order_id = o.id
        and w.intent = 'cancel' and w.state = 'accepted' order by w.id desc limit 1) as cancelled
    from core.request r
    left join core.orders o on o.tenant_id = r.tenant_id and o.id = coalesce(r.order_id, r.outcome_id)`);

/** Staff have not decided it, or have not looked at what was taken at once. */
const isOpen = sql.raw(
  `(r.state = 'waiting' or (r.intent = 'change' and r.state = 'accepted' and r.seen_at is null)) and (o.id is null or o.in_portal)`,
);

/** What the shop still has to look at, newest first. */
export const openOfSession = statement<OwnList, OwnRow>(
  'requests.open-of-session',
  (place) => sql`select ${columns} where ${ofSession(place)} and ${isOpen}
      and (${place('before')}::uuid is null or r.id < ${place('before')}::uuid)
    order by r.id desc limit ${place('limit')}`,
);

/** What came to nothing, newest first: never taken on, taken back, or an order that was cancelled. */
export const endedOfSession = statement<OwnList & { statuses: readonly string[] }, OwnRow>(
  'requests.ended-of-session',
  (place) => sql`select ${columns} where ${ofSession(place)} and r.intent = 'create'
      and (r.state in ('declined', 'withdrawn') or (o.in_portal and o.kind || ' ' || o.status = any(${place('statuses')}::text[])))
      and (${place('before')}::uuid is null or r.id < ${place('before')}::uuid)
    order by r.id desc limit ${place('limit')}`,
);

/** How much of each there is; a hundred stands for more. */
export const countsOfSession = statement<
  { token: Buffer; statuses: readonly string[] },
  { waiting: number; cancelled: number }
>(
  'requests.counts-of-session',
  (place) => sql`select
    (select count(*)::int from (select from core.request r
      left join core.orders o on o.tenant_id = r.tenant_id and o.id = coalesce(r.order_id, r.outcome_id)
      where ${ofSession(place)} and ${isOpen} limit 100) w) as waiting,
    (select count(*)::int from (select from core.request r
      left join core.orders o on o.tenant_id = r.tenant_id and o.id = r.outcome_id
      where ${ofSession(place)} and r.intent = 'create'
        and (r.state in ('declined', 'withdrawn') or (o.in_portal and o.kind || ' ' || o.status = any(${place('statuses')}::text[]))) limit 100) c) as cancelled`,
);
