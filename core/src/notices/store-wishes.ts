import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** What notices say of a change or cancellation and the order that it is about. */
export interface WishFacts {
  readonly id: string;
  readonly intent: 'change' | 'cancel';
  readonly contact_name: string | null;
  readonly contact_email: string | null;
  readonly customer_name: string | null;
  readonly number: number;
  readonly prefix: string;
  readonly title: string;
  /** Who looks after the order. */
  readonly assignee_id: string | null;
  /** Who decided: `staff`, or the customer itself where nobody had to. */
  readonly decided_by: string | null;
  /** In the words of whoever declined; empty when it was not declined, or by what stood in the way. */
  readonly reason: string;
  readonly obstacle: { readonly code: string; readonly params: Readonly<Record<string, string | number>> } | null;
  /** Fields that stayed as they were, each with why. */
  readonly rejected: readonly { readonly reason: string }[];
}

/** No row for a request that is about no order. A plugin's reason to let it wait is for staff. */
export const factsOfWish = statement<{ id: string }, WishFacts>(
  'notices.facts-of-wish',
  (place) => sql`select r.id, r.intent, t.name as contact_name, t.email as contact_email, c.name as customer_name,
      o.number, o.prefix, o.title, o.assignee_id, r.decision -> 'by' ->> 'type' as decided_by,
      case when r.state = 'declined' then r.decision ->> 'reason' else '' end as reason, r.decision -> 'obstacle' as obstacle,
      coalesce(r.decision -> 'rejected', '[]') as rejected
    from core.request r
    join core.orders o on o.tenant_id = r.tenant_id and o.id = r.order_id
    left join core.contact t on t.tenant_id = r.tenant_id and t.id = r.contact_id
    left join core.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    where r.id = ${place('id')}`,
);
