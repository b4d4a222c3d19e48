import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** Who holds a name of a customer. */
export interface HolderRow {
  readonly id: string;
  /** Null while it waits. */
  readonly number: number | null;
  readonly prefix: string | null;
}

export const holderOfClaim = statement<{ customer: string; claim: string }, HolderRow>(
  'requests.holder-of-claim',
  (place) => sql`select r.id, o.number, o.prefix from core.request r
    left join core.orders o on o.tenant_id = r.tenant_id and o.id = r.outcome_id
    where r.customer_id = ${place('customer')} and r.claim = ${place('claim')} and r.state in ('waiting', 'accepting', 'accepted')`,
);
