import { sql } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement } from '../kernel/statement.ts';

/** Names one delivery. */
interface DeliveryKey {
  readonly tenant_id: string;
  readonly outbox_id: string;
  readonly subscriber: string;
}

/** A delivery that this process is about to hand over. `attempts` counts this one, and names the claim. */
export interface ClaimedRow extends DeliveryKey {
  readonly attempts: number;
  readonly event: string;
  readonly payload: Json;
  readonly at: Date;
  /** Of the shop, as it is stored; 0 for one that is gone. */
  readonly config_version: number;
}

/** What became of a claimed delivery. `attempts` is that of the claim; `counts` is false for an attempt that was none. */
export interface EndedRow extends DeliveryKey {
  readonly attempts: number;
  readonly state: 'done' | 'due' | 'parked' | 'dead';
  readonly counts: boolean;
  readonly next_at: Date;
  readonly error: string | null;
}

/**
 * Takes due deliveries for as long as the lease, none of shops that are suspended; who dies with one lets it come due again. Tenants take turns, and one
 * with `busy` deliveries running (`{ tenant: count }`) waits behind those with fewer, up to `share` each.
 */
export const claimDeliveries = statement<
  { now: Date; leaseUntil: Date; limit: number; share: number; busy: string },
  ClaimedRow
>(
  'deliveries.claim',
  (place) => sql`with recursive tenant(id) as (
      (select tenant_id from core.delivery where state = 'due' order by tenant_id limit 1)
      union all
      select (select tenant_id from core.delivery where state = 'due' and tenant_id > t.id order by tenant_id limit 1)
      from tenant t where t.id is not null
    ), waiting as (
      select first.*, coalesce((${place('busy')}::jsonb ->> t.id::text)::int, 0)
        + row_number() over (partition by t.id order by first.next_at) as turn
      from (select id from tenant where id <> all(array(select id from core.tenant where state = 'suspended'))) t cross join lateral (
        select tenant_id, outbox_id, subscriber, next_at from core.delivery
        where tenant_id = t.id and state = 'due' and next_at <= ${place('now')} order by next_at limit ${place('share')}
      ) first
    ), claimed as (
      select d.tenant_id, d.outbox_id, d.subscriber from waiting w
        join core.delivery d using (tenant_id, outbox_id, subscriber)
      where w.turn <= ${place('share')} and d.state = 'due' and d.next_at <= ${place('now')}
      order by w.turn, w.next_at limit ${place('limit')} for update of d skip locked
    )
    update core.delivery d set attempts = d.attempts + 1, next_at = ${place('leaseUntil')} from claimed c
      join core.outbox o on o.tenant_id = c.tenant_id and o.id = c.outbox_id
    where d.tenant_id = c.tenant_id and d.outbox_id = c.outbox_id and d.subscriber = c.subscriber
    returning d.tenant_id, d.outbox_id, d.subscriber, d.attempts, o.event, o.payload, o.at,
      coalesce((select t.config_version from core.tenant t where t.id = d.tenant_id), 0) as config_version`,
);

/** Writes down what became of a batch (`EndedRow`s as JSON). A claim that ran out and was taken by another is left alone. */
export const endDeliveries = statement<{ now: Date; rows: string }>(
  'deliveries.end',
  (place) => sql`update core.delivery d set state = e.state, next_at = e.next_at, error = e.error,
      attempts = d.attempts - case when e.counts then 0 else 1 end,
      done_at = case when e.state in ('done', 'dead') then ${place('now')}::timestamptz end
    from jsonb_to_recordset(${place('rows')}::jsonb) e(tenant_id uuid, outbox_id uuid, subscriber text, attempts int,
      state text, counts boolean, next_at timestamptz, error text)
    where d.tenant_id = e.tenant_id and d.outbox_id = e.outbox_id and d.subscriber = e.subscriber
      and d.state = 'due' and d.attempts = e.attempts`,
);

/** Makes a subscriber's parked deliveries due; through the tenant's own gate. */
export const releaseDeliveries = statement<{ subscriber: string; now: Date }>(
  'deliveries.release',
  (place) => sql`update core.delivery set state = 'due', next_at = ${place('now')}, error = null
    where subscriber = ${place('subscriber')} and state = 'parked'`,
);
