import { sql } from 'kysely';
import type { Choice, ShownValue } from '@docket/sdk';
import { statement } from '../kernel/statement.ts';

/** What notices say of a question to a customer. */
export interface QuestionFacts {
  readonly id: string;
  /** Words of the plugin that asks, with the values of their places. */
  readonly question: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** What tells it apart from others of its title; null for none. */
  readonly apart: ShownValue | null;
  readonly number: number;
  readonly prefix: string;
  readonly title: string;
  readonly customer_name: string;
}

/** A question that waits, with those who may answer it. */
export interface AskedFacts extends QuestionFacts {
  /** Id of the element of the order's page where it is answered; null for none. */
  readonly place: string | null;
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly email: string }[];
}

/** A question that was answered. */
export interface AnsweredFacts extends QuestionFacts {
  readonly choice: Choice;
  /** Who looks after the order. */
  readonly assignee_id: string | null;
}

export const question = sql.raw(
  `a.id, a.title as question, a.title_values as "values", a.apart, o.number, o.prefix, o.title, c.name as customer_name`,
);

export const withCustomer = sql`core.approval a
    join core.orders o on o.tenant_id = a.tenant_id and o.id = a.order_id
    join core.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id`;

/** Those of these questions that still wait for somebody, in their sequence. Nobody hears of one without the right that it needs, or where others are named. */
export const factsOfAsked = statement<{ ids: readonly string[] }, AskedFacts>(
  'notices.facts-of-asked',
  (place) => sql`select ${question}, a.place,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'email', t.email) order by t.id) from core.contact t
        where t.tenant_id = o.tenant_id and t.customer_id = o.customer_id and t.removed_at is null and 'approve' = any(t.rights)
          and (a.sight is null or a.sight = any(t.rights)) and (a.approvers is null or t.id = any(a.approvers))), '[]') as contacts
    from ${withCustomer}
    where a.id = any(${place('ids')}::uuid[]) and a.state = 'open' and o.in_portal order by array_position(${place('ids')}::uuid[], a.id)`,
);

/** No row for one that was not answered. */
export const factsOfAnswered = statement<{ id: string }, AnsweredFacts>(
  'notices.facts-of-answered',
  (place) => sql`select ${question}, a.decision ->> 'choice' as choice, o.assignee_id from ${withCustomer}
    where a.id = ${place('id')} and a.decision is not null`,
);
