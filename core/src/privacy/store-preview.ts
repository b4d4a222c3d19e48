import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { Belongings } from './store-person.ts';

/** How much of somebody there is. */
export interface CountRow {
  /** Orders stay, without names. */
  readonly orders: number;
  /** Requests that became no order, drafts with them. */
  readonly requests: number;
  readonly files: number;
  readonly addresses: number;
  readonly notices: number;
  readonly sessions: number;
}

export const countBelongings = statement<Belongings & { tenant: string }, CountRow>(
  'privacy.count',
  (place) => sql`select
      cardinality(${place('orders')}::uuid[]) as orders,
      cardinality(${place('files')}::uuid[]) as files,
      (select count(*)::int from core.request r where r.tenant_id = ${place('tenant')}::uuid and r.id = any(${place('requests')}::uuid[])
        and r.outcome_id is null) as requests,
      (select count(*)::int from core.address a where a.tenant_id = ${place('tenant')}::uuid and a.customer_id = any(${place('customers')}::uuid[])) as addresses,
      (select count(*)::int from core.notice n where n.tenant_id = ${place('tenant')}::uuid and (n.recipient = any(${place('emails')}::text[])
        or n.subject_id = any(${place('orders')}::uuid[] || ${place('requests')}::uuid[]))) as notices,
      (select count(*)::int from core.session s where s.tenant_id = ${place('tenant')}::uuid and s.actor_id = any(${place('contacts')}::uuid[])
        and s.revoked_at is null) as sessions`,
);
