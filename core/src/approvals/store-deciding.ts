import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { AfterAnswer } from './rules.ts';

interface Taken {
  readonly id: string;
  readonly hash: string;
  /** Who is to answer, and how many have, when it was judged: with others it is judged anew. */
  readonly approvers: readonly string[] | null;
  readonly answers: number;
  /** Where it stands then. */
  readonly state: AfterAnswer;
  /** Whose answer it is; null for whom staff know by name alone. */
  readonly contact: string | null;
  readonly decision: string;
  /** How it was given outside of the portal; null for one that was sent. */
  readonly offline: string | null;
  /** From where it was sent. */
  readonly address: string | null;
  readonly device: string | null;
  /** What history says of it, beside the question. */
  readonly told: string;
  readonly action: 'approvals.decide' | 'approvals.record';
  readonly by: string;
  readonly now: Date;
  readonly answerId: string;
  readonly entryId: string;
  readonly auditId: string;
  readonly outboxId: string;
  readonly subscribers: readonly string[];
}

/** Locks orders until the transaction ends, in the sequence of their ids, as every write about several does. */
export const holdOrders = statement<{ orders: readonly string[] }>(
  'approvals.hold-orders',
  (place) => sql`select from core.orders where id = any(${place('orders')}::uuid[]) order by id for update`,
);

/**
 * Holds a contact against being erased until the transaction ends. Run it before `holdOrders`: erasing takes the person first, and
 * what is about its orders afterwards.
 */
export const holdContact = statement<{ contact: string }>(
  'approvals.hold-contact',
  (place) => sql`select from core.contact where id = ${place('contact')} for key share`,
);

/**
 * Writes an answer while the question is open, asks the same, of the same people, and nobody answered meanwhile; history, audit and
 * event go with it. No row else, nor for one that was sent by a contact who is there no more. What rests on facts of the order (`touched`) is judged anew. Run it with the
 * order locked, and whoever sent it held, in statements before it: this one sees what whoever held them before has written.
 */
export const takeAnswer = statement<Taken, { id: string }>(
  'approvals.take',
  (place) => sql`with asked as (
      select a.* from core.approval a
      where a.id = ${place('id')} and a.hash = ${place('hash')} and a.state = 'open'
        and a.approvers is not distinct from ${place('approvers')}::uuid[]
        and (${place('offline')}::jsonb is not null or exists (select from core.contact t
          where t.tenant_id = a.tenant_id and t.id = ${place('contact')}::uuid and t.removed_at is null))
        and ${place('answers')}::int = (select count(*) from core.approval_answer n where n.tenant_id = a.tenant_id and n.approval_id = a.id)
    ), given as (
      insert into core.approval_answer (tenant_id, id, approval_id, position, contact_id, at, by, decision, offline, address, device)
      select tenant_id, ${place('answerId')}, id, ${place('answers')}::int, ${place('contact')}::uuid, ${place('now')}, ${place('by')}::jsonb,
        ${place('decision')}::jsonb, ${place('offline')}::jsonb, ${place('address')}::text, ${place('device')}::text from asked
    ), decided as (
      update core.approval a set state = ${place('state')}::text, decided_at = ${place('now')}, decided_by = ${place('by')}::jsonb,
        decision = ${place('decision')}::jsonb
      from asked where a.tenant_id = asked.tenant_id and a.id = asked.id and ${place('state')}::text <> 'open'
      returning a.tenant_id, a.id, a.order_id, a.plugin, a.subject, a.version, a.sight
    ), touched as (
      update core.orders o set touched = o.touched + 1,
        updated_at = case when asked.sight is null then ${place('now')} else o.updated_at end
      from asked where o.tenant_id = asked.tenant_id and o.id = asked.order_id
    ), told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, sight, data)
      select tenant_id, order_id, ${place('entryId')}, ${place('now')},
             'approval.' || case ${place('state')}::text when 'open' then 'agreed' else ${place('state')}::text end,
             ${place('by')}::jsonb, true, sight,
             jsonb_build_object('question', title, 'values', title_values, 'apart', apart, 'version', version) || ${place('told')}::jsonb from asked
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, sight, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, ${place('action')}::text, 'order', order_id::text, sight,
             jsonb_build_object('state', 'open'),
             jsonb_build_object('state', ${place('state')}::text, 'approval', id, 'plugin', plugin, 'version', version, 'hash', hash,
                 'question', jsonb_build_object('title', title, 'values', title_values, 'apart', apart))
               || ${place('decision')}::jsonb || jsonb_strip_nulls(jsonb_build_object('offline', ${place('offline')}::jsonb))
      from asked
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at, sight)
      select tenant_id, ${place('outboxId')}, 'approval.decided', jsonb_build_object('approvalId', id, 'orderId', order_id, 'plugin', plugin,
             'subject', subject, 'version', version, 'choice', ${place('decision')}::jsonb ->> 'choice'), ${place('now')}, sight
      from decided where cardinality(${place('subscribers')}::text[]) > 0 returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select id from asked`,
);
