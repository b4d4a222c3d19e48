import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { Choices } from './kinds.ts';

/** What notices say of an order. */
export interface OrderFacts {
  readonly id: string;
  readonly number: number;
  readonly prefix: string;
  readonly title: string;
  readonly in_portal: boolean;
  readonly customer_name: string;
  /** Who sent it; null for somebody who is gone. */
  readonly contact: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly notices: Choices;
  } | null;
}

export const factsOfOrder = statement<{ id: string }, OrderFacts>(
  'notices.facts-of-order',
  (place) => sql`select o.id, o.number, o.prefix, o.title, o.in_portal, c.name as customer_name,
      case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name, 'email', t.email, 'notices', t.notices) end as contact
    from core.orders o
    join core.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
    left join core.contact t on t.tenant_id = o.tenant_id and t.id = o.contact_id and t.removed_at is null
    where o.id = ${place('id')}`,
);
