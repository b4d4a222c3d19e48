import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** Contacts to whom `me` has forwarded a question before. No row for an unknown question; whether `me` may see it, `byIds` says. */
export const toldBefore = statement<{ id: string; me: string }, { contacts: readonly string[] }>(
  'approvals.told-before',
  (place) => sql`select array(select l.data ->> 'contact' from core.timeline l
        where l.tenant_id = a.tenant_id and l.order_id = a.order_id and l.type = 'approval.forwarded'
          and l.data ->> 'approval' = a.id::text and l.by ->> 'id' = ${place('me')}) as contacts
    from core.approval a where a.id = ${place('id')}::uuid`,
);

interface Forwarded {
  readonly id: string;
  readonly me: string;
  readonly colleague: string;
  /** Their names, for whoever reads the history. */
  readonly who: string;
  readonly whom: string;
  readonly by: string;
  readonly now: Date;
  readonly entryId: string;
  readonly auditId: string;
}

/**
 * Writes down that a question was forwarded; where people are named who answer it, the colleague takes the place of whoever forwards
 * it. Run it after the order is locked and all was judged.
 */
export const forwardQuestion = statement<Forwarded, { id: string }>(
  'approvals.forward',
  (place) => sql`with forwarded as (
      update core.approval a set approvers = array_replace(a.approvers, ${place('me')}::uuid, ${place('colleague')}::uuid)
      where a.id = ${place('id')} and a.state = 'open' returning a.*
    ), touched as (
      update core.orders o set touched = o.touched + 1,
        updated_at = case when f.sight is null then ${place('now')} else o.updated_at end
      from forwarded f where o.tenant_id = f.tenant_id and o.id = f.order_id
    ), told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, sight, data)
      select tenant_id, order_id, ${place('entryId')}, ${place('now')}, 'approval.forwarded', ${place('by')}::jsonb, true, sight,
             jsonb_build_object('question', title, 'values', title_values, 'apart', apart, 'version', version, 'approval', id,
               'contact', ${place('colleague')}::uuid, 'who', ${place('who')}::text, 'whom', ${place('whom')}::text) from forwarded
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, sight, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'approvals.forward', 'order', order_id::text, sight,
             jsonb_build_object('contact', ${place('me')}::uuid),
             jsonb_build_object('approval', id, 'plugin', plugin, 'version', version, 'contact', ${place('colleague')}::uuid,
               'question', jsonb_build_object('title', title, 'values', title_values, 'apart', apart))
      from forwarded
    )
    select id from forwarded`,
);
