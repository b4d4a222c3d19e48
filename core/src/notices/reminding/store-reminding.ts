import { sql } from 'kysely';
import type { Day } from '@docket/sdk/content';
import { statement } from '../../kernel/statement.ts';
import type { Choices } from '../kinds.ts';
import { question, withCustomer, type AskedFacts, type QuestionFacts } from '../store-approvals.ts';

/** Shops with open questions of a day up to this one. `version` is the shop's as it is stored. */
export const shopsWithDue = statement<{ until: Day }, { id: string; version: number }>(
  'reminding.shops-with-due',
  (place) => sql`select t.id, t.config_version as version from core.tenant t
    where t.state = 'active' and t.id in (
      select a.tenant_id from core.approval a where a.state = 'open' and a.due is not null and a.due <= ${place('until')}::date
    ) order by t.id`,
);

/** A question that waits, with its day. */
export interface DatedRow {
  readonly id: string;
  readonly due: Day;
  readonly asked_at: Date;
  readonly reminded_at: Date | null;
  readonly reminders: number;
  /** When staff were told that its day has passed. */
  readonly overdue_at: Date | null;
}

interface Looking {
  readonly plugins: readonly string[];
  /** Questions of later days wait. */
  readonly until: Day;
  /** The day at the shop: what is due before it is overdue. */
  readonly today: Day;
  readonly most: number;
  /** The day and id of the last one before; the first page comes after `dayZero`. */
  readonly afterDue: Day;
  readonly afterId: string;
  readonly limit: number;
}

/** Before the day of every question. */
export const dayZero = '0001-01-01';

/**
 * Open questions that may have to be reminded of, or told staff as overdue, by day and id; each is held until the transaction
 * ends, and none that somebody else holds.
 */
export const holdDated = statement<Looking, DatedRow>(
  'reminding.hold-dated',
  (place) => sql`select a.id, a.due::text, a.asked_at, a.reminded_at, a.reminders, a.overdue_at from core.approval a
    where a.state = 'open' and a.due is not null and a.due <= ${place('until')}::date and a.plugin = any(${place('plugins')}::text[])
      and (a.due, a.id) > (${place('afterDue')}::date, ${place('afterId')}::uuid)
      and (a.reminders < ${place('most')}::int or a.overdue_at is null and a.due < ${place('today')}::date)
    order by a.due, a.id limit ${place('limit')} for update skip locked`,
);

/** Writes down that they were reminded of. */
export const markReminded = statement<{ ids: readonly string[]; now: Date }>(
  'reminding.mark-reminded',
  (place) =>
    sql`update core.approval set reminded_at = ${place('now')}, reminders = reminders + 1 where id = any(${place('ids')}::uuid[])`,
);

/** Writes down that staff were told. */
export const markOverdue = statement<{ ids: readonly string[]; now: Date }>(
  'reminding.mark-overdue',
  (place) => sql`update core.approval set overdue_at = ${place('now')} where id = any(${place('ids')}::uuid[])`,
);

/** A question to remind of, with those who may answer it and have not. */
export interface RemindedFacts extends AskedFacts {
  readonly due: Day;
  readonly contacts: readonly (AskedFacts['contacts'][number] & { readonly notices: Choices })[];
}

/** By day. Where approvers are named it is theirs; else it is everybody's who may approve. Nobody hears of one without the right that it needs. */
export const factsOfReminded = statement<{ ids: readonly string[] }, RemindedFacts>(
  'reminding.facts-of-reminded',
  (place) => sql`select ${question}, a.place, a.due::text,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'email', t.email, 'notices', t.notices) order by t.id)
        from core.contact t
        where t.tenant_id = o.tenant_id and t.customer_id = o.customer_id and t.removed_at is null and 'approve' = any(t.rights)
          and (a.sight is null or a.sight = any(t.rights)) and (a.approvers is null or t.id = any(a.approvers))
          and not exists (select from core.approval_answer w
            where w.tenant_id = a.tenant_id and w.approval_id = a.id and w.contact_id = t.id)), '[]') as contacts
    from ${withCustomer}
    where a.id = any(${place('ids')}::uuid[]) and o.in_portal order by a.due, a.id`,
);

/** A question whose day has passed; who looks after the order is told. */
export interface OverdueFacts extends QuestionFacts {
  readonly assignee_id: string | null;
}

export const factsOfOverdue = statement<{ ids: readonly string[] }, OverdueFacts>(
  'reminding.facts-of-overdue',
  (place) =>
    sql`select ${question}, o.assignee_id from ${withCustomer} where a.id = any(${place('ids')}::uuid[]) order by a.due, a.id`,
);
