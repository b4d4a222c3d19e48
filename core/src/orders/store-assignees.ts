import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** A staff member who may look after orders. */
export interface AssigneeRow {
  readonly id: string;
  readonly name: string;
}

/** Staff of the shop whose role sees orders. */
const able = sql.raw(`core.staff s join core.role r on r.tenant_id = s.tenant_id and r.id = s.role
    where s.state = 'active' and 'orders.read' = any(r.permissions)`);

export const assignees = statement<object, AssigneeRow>(
  'orders.assignees',
  () => sql`select s.id, s.name from ${able} order by s.name, s.id limit 500`,
);

export const assigneeById = statement<{ id: string | null }, AssigneeRow>(
  'orders.assignee',
  (place) => sql`select s.id, s.name from ${able} and s.id = ${place('id')}::uuid`,
);

interface Assign {
  readonly id: string;
  readonly current: string | null;
  readonly staff: string | null;
  readonly now: Date;
  readonly by: string;
  readonly entryId: string;
  readonly auditId: string;
  readonly outboxId: string;
  /** Who hears of it; nobody when somebody takes an order for the own person. */
  readonly subscribers: readonly string[];
}

/** Gives the order to another staff member, or to everybody, if `current` still has it. No row when it is not so. */
export const assignOrder = statement<Assign, { number: number }>(
  'orders.assign',
  (place) => sql`with assigned as (
      update core.orders set assignee_id = ${place('staff')}::uuid
      where id = ${place('id')} and assignee_id is not distinct from ${place('current')}::uuid
        and (${place('staff')}::uuid is null or exists (select from ${able} and s.id = ${place('staff')}::uuid))
      returning tenant_id, id, number
    ), told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, data)
      select tenant_id, id, ${place('entryId')}, ${place('now')}, 'assigned', ${place('by')}::jsonb, false,
             jsonb_build_object('staff', ${place('staff')}::uuid,
               'name', (select name from core.staff where id = ${place('staff')}::uuid)) from assigned
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'orders.assign', 'order', id::text,
             jsonb_build_object('assignee', ${place('current')}::uuid), jsonb_build_object('assignee', ${place('staff')}::uuid) from assigned
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select tenant_id, ${place('outboxId')}, 'order.assigned',
             jsonb_build_object('orderId', id, 'entryId', ${place('entryId')}::uuid, 'staff', ${place('staff')}::uuid), ${place('now')}
      from assigned where cardinality(${place('subscribers')}::text[]) > 0 returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select number from assigned`,
);
