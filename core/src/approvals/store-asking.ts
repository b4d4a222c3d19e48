import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

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
export const endQuestions = statement<Ending, { id: string }>(
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
  /** `[{ id, order, subject, version, title, values, lines, pictures, ticks, counter, place, sight, hash }]` */
  readonly questions: string;
  readonly by: string;
  readonly now: Date;
  readonly outboxId: string;
  readonly subscribers: readonly string[];
}

/** Asks these questions, and tells of all of them as one event: whoever may answer gets one mail. */
export const askQuestions = statement<Asking>(
  'approvals.ask',
  (place) => sql`with asked as (
      insert into core.approval (tenant_id, id, order_id, plugin, subject, version, title, title_values, lines, pictures, ticks,
        counter, place, sight, hash, state, asked_at, asked_by)
      select ${place('tenant')}::uuid, q.id, q."order", ${place('plugin')}, q.subject, q.version, q.title, q.values, q.lines,
        q.pictures, q.ticks, q.counter, q.place, q.sight, q.hash, 'open', ${place('now')}, ${place('by')}::jsonb
      from jsonb_to_recordset(${place('questions')}::jsonb) q(id uuid, "order" uuid, subject uuid, version integer, title text,
        "values" jsonb, lines jsonb, pictures jsonb, ticks jsonb, counter jsonb, place text, sight text, hash text)
      returning tenant_id, id
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select ${place('tenant')}::uuid, ${place('outboxId')}, 'approval.asked', jsonb_build_object('approvals', jsonb_agg(id)), ${place('now')}
      from asked where cardinality(${place('subscribers')}::text[]) > 0 having count(*) > 0 returning tenant_id, id
    )
    insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
    select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)`,
);
