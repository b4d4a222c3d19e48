import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

interface Decided {
  readonly id: string;
  readonly order: string;
  readonly hash: string;
  readonly state: 'approved' | 'declined' | 'revision';
  readonly decision: string;
  readonly by: string;
  readonly now: Date;
  readonly entryId: string;
  readonly auditId: string;
  readonly outboxId: string;
  readonly subscribers: readonly string[];
}

/**
 * Writes an answer while the question is open and still asks the same; history, audit and event go with it. No row else. The
 * order is locked first, as by whoever writes about it, and what rests on facts of it (`touched`) is judged anew.
 */
export const decideQuestion = statement<Decided, { id: string }>(
  'approvals.decide',
  (place) => sql`with held as (
      select tenant_id, id from core.orders where id = ${place('order')} for update
    ), decided as (
      update core.approval a set state = ${place('state')}, decided_at = ${place('now')}, decided_by = ${place('by')}::jsonb,
        decision = ${place('decision')}::jsonb
      from held where a.tenant_id = held.tenant_id and a.order_id = held.id
        and a.id = ${place('id')} and a.hash = ${place('hash')} and a.state = 'open'
      returning a.*
    ), touched as (
      update core.orders o set touched = o.touched + 1,
        updated_at = case when d.sight is null then ${place('now')} else o.updated_at end
      from decided d where o.tenant_id = d.tenant_id and o.id = d.order_id
    ), told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, sight, data)
      select tenant_id, order_id, ${place('entryId')}, ${place('now')}, 'approval.' || state, ${place('by')}::jsonb, true, sight,
             jsonb_build_object('question', title, 'values', title_values, 'version', version) || decision from decided
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, sight, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'approvals.decide', 'order', order_id::text, sight,
             jsonb_build_object('state', 'open'),
             jsonb_build_object('state', state, 'approval', id, 'plugin', plugin, 'version', version, 'hash', hash) || decision
      from decided
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at, sight)
      select tenant_id, ${place('outboxId')}, 'approval.decided', jsonb_build_object('approvalId', id, 'orderId', order_id, 'plugin', plugin,
             'subject', subject, 'version', version, 'choice', decision ->> 'choice'), ${place('now')}, sight
      from decided where cardinality(${place('subscribers')}::text[]) > 0 returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select id from decided`,
);
