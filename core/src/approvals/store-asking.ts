import { sql, type RawBuilder } from 'kysely';
import type { Approver } from '@docket/sdk';
import { statement } from '../kernel/statement.ts';

/** A question that ended. */
export interface EndedRow {
  readonly id: string;
}

interface Ending {
  readonly plugin: string;
  /** `[{ subject, order, reason, outboxId }]`: what is asked no more, with the id of the event that tells it. */
  readonly voids: string;
  /** Where a question has to stand to be ended: answers that declined stay as they are. */
  readonly states: readonly ('open' | 'approved')[];
  readonly now: Date;
  readonly subscribers: readonly string[];
}

/** Ends what stands so about these subjects, and answers what it ended. */
export const endQuestions = statement<Ending, EndedRow>(
  'approvals.end',
  (place) => sql`with ended as (
      update core.approval a set state = 'void', voided_at = ${place('now')}, void_reason = v.reason
      from jsonb_to_recordset(${place('voids')}::jsonb) v(subject uuid, "order" uuid, reason text, "outboxId" uuid)
      where a.plugin = ${place('plugin')} and a.subject = v.subject and a.order_id = v."order"
        and a.state = any(${place('states')}::text[])
      returning a.tenant_id, a.id, a.order_id, a.plugin, a.subject, a.version, a.sight, v."outboxId" as outbox_id
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at, sight)
      select tenant_id, outbox_id, 'approval.voided', jsonb_build_object('approvalId', id, 'orderId', order_id, 'plugin', plugin,
             'subject', subject, 'version', version), ${place('now')}, sight
      from ended where cardinality(${place('subscribers')}::text[]) > 0 returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select id from ended`,
);

interface Asking {
  readonly tenant: string;
  readonly plugin: string;
  /** `[{ id, order, subject, version, title, values, lines, apart, pictures, ticks, counter, place, sight, hash, rule, approvers, due }]` */
  readonly questions: string;
  readonly by: string;
  readonly now: Date;
  readonly outboxId: string;
  readonly subscribers: readonly string[];
}

/** Somebody named who may not answer what they were named for. */
export interface UnfitRow {
  readonly contact: string;
}

/** The contact `t` may answer, for the customer of the order `o`, what needs that right. */
export const mayAnswer = (sight: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`t.tenant_id = o.tenant_id and t.customer_id = o.customer_id and t.removed_at is null and 'approve' = any(t.rights)
        and (${sight} is null or ${sight} = any(t.rights))`;

/**
 * Asks these questions, and tells of all of them as one event: whoever may answer gets one mail. Answers with whoever was named and
 * may not answer; then nothing of it may stay.
 */
export const askQuestions = statement<Asking, UnfitRow>(
  'approvals.ask',
  (place) => sql`with wanted as (
      select * from jsonb_to_recordset(${place('questions')}::jsonb) q(id uuid, "order" uuid, subject uuid, version integer, title text,
        "values" jsonb, lines jsonb, apart jsonb, pictures jsonb, ticks jsonb, counter jsonb, place text, sight text, hash text, rule text,
        approvers uuid[], due date)
    ), asked as (
      insert into core.approval (tenant_id, id, order_id, plugin, subject, version, title, title_values, lines, apart, pictures, ticks,
        counter, place, sight, hash, approver_rule, approvers, due, state, asked_at, asked_by)
      select ${place('tenant')}::uuid, q.id, q."order", ${place('plugin')}, q.subject, q.version, q.title, q.values, q.lines,
        q.apart, q.pictures, q.ticks, q.counter, q.place, q.sight, q.hash, q.rule, q.approvers, q.due, 'open', ${place('now')}, ${place('by')}::jsonb
      from wanted q returning tenant_id, id
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select ${place('tenant')}::uuid, ${place('outboxId')}, 'approval.asked', jsonb_build_object('approvals', jsonb_agg(id)), ${place('now')}
      from asked where cardinality(${place('subscribers')}::text[]) > 0 having count(*) > 0 returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select distinct p.contact from wanted q
    join core.orders o on o.id = q."order"
    cross join unnest(q.approvers) p(contact)
    where not exists (select from core.contact t where t.id = p.contact and ${mayAnswer(sql.ref('q.sight'))})`,
);

interface Approvable {
  readonly orders: readonly string[];
  readonly sight: string | null;
}

/** A contact who may approve, with the order that it may approve for. */
export interface ApproverRow extends Approver {
  readonly order_id: string;
}

export const approversOf = statement<Approvable, ApproverRow>(
  'approvals.approvers-of',
  (place) => sql`select o.id as order_id, t.id, t.name, t.email from core.orders o
    join core.contact t on ${mayAnswer(sql`${place('sight')}::text`)}
    where o.id = any(${place('orders')}::uuid[]) order by o.id, lower(t.name), t.id`,
);
