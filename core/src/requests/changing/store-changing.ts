import { sql } from 'kysely';
import type { Json, Marks } from '@docket/sdk';
import { statement, type Place } from '../../kernel/statement.ts';
import type { RequestFileRow } from '../store.ts';

/** A change or cancellation that waits for a decision. */
export interface WaitingWish {
  readonly id: string;
  readonly intent: 'change' | 'cancel';
}

/** An order as whoever changes or cancels it must know it. */
export interface TargetRow {
  readonly id: string;
  readonly number: number;
  readonly prefix: string;
  readonly kind: string;
  readonly flow: string;
  readonly door: string;
  readonly status: string;
  readonly version: number;
  /** Together with status and version: what a decision rests on. */
  readonly touched: number;
  readonly title: string;
  readonly customer_id: string;
  readonly in_portal: boolean;
  readonly content: Json;
  /** What staff recorded of its parts. */
  readonly marks: Marks;
  readonly waiting: readonly WaitingWish[];
}

/** The same with what the change was made on; null for a cancellation. */
export interface TargetOfRequestRow extends TargetRow {
  readonly base: Json;
  readonly base_version: number | null;
}

/** Columns of `TargetRow`, of the order `o` in its version `v`. */
export const targetColumns =
  sql.raw(`o.id, o.number, o.prefix, o.kind, o.flow, o.door, o.status, o.version, o.touched, o.title, o.customer_id,
      o.in_portal, o.marks, v.content,
      (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'intent', w.intent) order by w.id), '[]') from core.request w
        where w.tenant_id = o.tenant_id and w.order_id = o.id and w.state = 'waiting') as waiting`);

export const versionOf = sql.raw(
  'join core.order_version v on v.tenant_id = o.tenant_id and v.order_id = o.id and v.version = o.version',
);

export const targetById = statement<{ id: string }, TargetRow>(
  'changes.target',
  (place) => sql`select ${targetColumns} from core.orders o ${versionOf} where o.id = ${place('id')}`,
);

/** The order that a change or cancellation is about. */
export const targetOfRequest = statement<{ request: string }, TargetOfRequestRow>(
  'changes.target-of-request',
  (place) => sql`select ${targetColumns}, r.base_version, b.content as base from core.request r
    join core.orders o on o.tenant_id = r.tenant_id and o.id = r.order_id ${versionOf}
    left join core.order_version b on b.tenant_id = r.tenant_id and b.order_id = r.order_id and b.version = r.base_version
    where r.id = ${place('request')}`,
);

/** The contact's draft of a change of this order, if there is one. */
export const draftOfChange = statement<{ order: string; contact: string }, { id: string }>(
  'changes.draft',
  (place) => sql`select id from core.request
    where order_id = ${place('order')} and contact_id = ${place('contact')} and state = 'draft' order by id limit 1`,
);

/** What was sent last and waits: the next change goes on from it. */
export const waitingChange = statement<{ order: string }, { content: Json; base_version: number }>(
  'changes.waiting',
  (place) => sql`select coalesce(content, submitted) as content, base_version from core.request
    where order_id = ${place('order')} and intent = 'change' and state = 'waiting'`,
);

/** The last cancellation that waits or was taken. */
export const cancellationOf = statement<{ id: string }, { id: string; state: string }>(
  'changes.cancellation-of',
  (place) => sql`select id, state from core.request
    where order_id = ${place('id')} and intent = 'cancel' and state in ('waiting', 'accepted') order by id desc limit 1`,
);

/** Files that a change may name beside its own: those of the order, and those that the same contact sent with earlier changes. */
export const filesOfTarget = statement<{ request: string }, RequestFileRow>(
  'changes.files-of-target',
  (place) => sql`select f.id, f.name, f.bytes, f.state, f.facts from core.request r
    join core.file f on f.tenant_id = r.tenant_id and (
      f.id in (select l.file_id from core.order_file l where l.tenant_id = r.tenant_id and l.order_id = r.order_id)
      or f.request_id in (select w.id from core.request w
        where w.tenant_id = r.tenant_id and w.order_id = r.order_id and w.contact_id = r.contact_id and w.id <> r.id))
    where r.id = ${place('request')} and r.order_id is not null and f.state <> 'receiving' order by f.id`,
);

/** What became of one wish, for its customer. */
export interface WishRow {
  readonly id: string;
  readonly intent: 'change' | 'cancel';
  readonly state: string;
  readonly decision: Json;
  readonly submitted: Json;
  readonly submitted_at: Date;
  readonly seen_at: Date | null;
}

/** Changes and cancellations of an order that were sent, latest first. */
export const wishesOf = statement<{ id: string }, WishRow>(
  'changes.of-order',
  (place) => sql`select id, intent, state, decision, submitted, submitted_at, seen_at from core.request
    where order_id = ${place('id')} and state <> 'draft' order by id desc limit 50`,
);

/** Everything that settling a change or cancellation writes. Nulls are steps that do not apply. */
export interface Settlement {
  readonly tenant: string;
  readonly id: string;
  readonly intent: 'change' | 'cancel';
  readonly kind: string;
  readonly flow: string;
  readonly door: string;
  readonly customer: string | null;
  readonly contact: string | null;
  readonly proof: string;
  readonly order: string;
  readonly baseVersion: number | null;
  /** The state it must be in. */
  readonly from: 'nothing' | 'draft' | 'waiting';
  readonly state: 'waiting' | 'accepted' | 'declined' | 'withdrawn';
  readonly submitted: string;
  readonly hash: string;
  readonly kindVersion: number;
  readonly issues: string;
  readonly decision: string;
  readonly trace: string;
  /** What the order must still be. */
  readonly version: number;
  readonly status: string;
  readonly touched: number;
  /** The order's new content; null when it stays. */
  readonly content: string | null;
  readonly contentHash: string | null;
  readonly title: string | null;
  readonly reference: string | null;
  readonly dueOn: string | null;
  readonly quantity: number | null;
  readonly search: string | null;
  readonly files: string;
  /** The name that the order holds from now on; null when it keeps the one it has. */
  readonly claim: string | null;
  /** The status that it moves to; null when it stays. */
  readonly to: string | null;
  readonly final: boolean;
  /** Others that wait for the order and end with this: `[{ id, state, decision }]`. */
  readonly ends: string;
  /** Lines of the history: `[{ id, type, data }]`, all of them shown to the customer. */
  readonly entries: string;
  /** Null when a customer decided: the request is its own record. */
  readonly auditId: string | null;
  readonly action: string;
  readonly after: string;
  /** `[{ id, event, payload, subscribers }]`. */
  readonly events: string;
  readonly by: string;
  readonly now: Date;
}

/** The order under its row's lock, if it still is what the decision rests on. */
const locked = (place: Place<Settlement>) => sql`locked as (
      select tenant_id, id, version from core.orders
      where id = ${place('order')} and version = ${place('version')}::int and status = ${place('status')} and touched = ${place('touched')}::bigint
      for update
    )`;

/** The request as it is decided. Those that end with it end before: two of a kind never wait, not even for a moment. */
const decided = (place: Place<Settlement>) => sql`ended as (
      update core.request r set state = e.state, decision = e.decision, updated_at = ${place('now')}
      from locked, jsonb_to_recordset(${place('ends')}::jsonb) e(id uuid, state text, decision jsonb)
      where r.tenant_id = locked.tenant_id and r.id = e.id and r.state = 'waiting' returning r.id
    ), settled as (
      insert into core.request (tenant_id, id, intent, kind, flow, door, state, customer_id, contact_id, proof, submitted, submitted_hash,
        kind_version, issues, decision, trace, order_id, base_version, outcome_type, outcome_id, created_at, updated_at, submitted_at)
      select ${place('tenant')}, ${place('id')}, ${place('intent')}, ${place('kind')}, ${place('flow')}, ${place('door')}, ${place('state')},
        ${place('customer')}::uuid, ${place('contact')}::uuid, ${place('proof')}, ${place('submitted')}::jsonb, ${place('hash')},
        ${place('kindVersion')}::int, ${place('issues')}::jsonb, ${place('decision')}::jsonb, ${place('trace')}::jsonb, locked.id,
        ${place('baseVersion')}::int, case when ${place('state')} = 'accepted' then 'order' end,
        case when ${place('state')} = 'accepted' then locked.id end, ${place('now')}::timestamptz, ${place('now')}::timestamptz, ${place('now')}::timestamptz
      from locked, (select count(*) from ended) others
      on conflict (tenant_id, id) do update set state = excluded.state, submitted = excluded.submitted, submitted_hash = excluded.submitted_hash,
        content = null, kind_version = excluded.kind_version, issues = excluded.issues, decision = excluded.decision, trace = excluded.trace,
        base_version = excluded.base_version, outcome_type = excluded.outcome_type, outcome_id = excluded.outcome_id,
        updated_at = excluded.updated_at, submitted_at = coalesce(core.request.submitted_at, excluded.submitted_at)
        where core.request.state = ${place('from')}
      returning tenant_id, id
    )`;

/** What becomes of the order: another version, another status, or only that something was asked of it. */
const applied = (place: Place<Settlement>) => sql`applied as (
      update core.orders o set touched = o.touched + 1, version = o.version + case when ${place('content')}::jsonb is null then 0 else 1 end,
        status = coalesce(${place('to')}, o.status), final = case when ${place('to')}::text is null then o.final else ${place('final')}::boolean end,
        updated_at = case when ${place('content')}::jsonb is null and ${place('to')}::text is null then o.updated_at else ${place('now')}::timestamptz end,
        title = coalesce(${place('title')}, o.title), quantity = coalesce(${place('quantity')}::bigint, o.quantity),
        reference = case when ${place('content')}::jsonb is null then o.reference else ${place('reference')} end,
        due_on = case when ${place('content')}::jsonb is null then o.due_on else ${place('dueOn')}::date end,
        search = case when ${place('content')}::jsonb is null then o.search
          else concat_ws(' ', core.order_labels(o.tenant_id, o.id, o.prefix, o.number), ${place('search')}::text) end
      from settled, locked where o.tenant_id = locked.tenant_id and o.id = locked.id
      returning o.tenant_id, o.id, o.version, o.request_id
    ), versioned as (
      insert into core.order_version (tenant_id, order_id, version, kind_version, content, hash, request_id, by, at)
      select tenant_id, id, version, ${place('kindVersion')}::int, ${place('content')}::jsonb, ${place('contentHash')}, ${place('id')}, ${place('by')}::jsonb,
        ${place('now')} from applied where ${place('content')}::jsonb is not null
    ), claimed as (
      update core.request c set claim = ${place('claim')} from applied
      where ${place('claim')}::text is not null and c.tenant_id = applied.tenant_id and c.id = applied.request_id
    ), named as (
      select applied.tenant_id, applied.id as order_id, f.id as file_id, f.path
      from applied, jsonb_to_recordset(${place('files')}::jsonb) f(id uuid, path text) where ${place('content')}::jsonb is not null
    ), unlinked as (
      delete from core.order_file o using applied where ${place('content')}::jsonb is not null and o.tenant_id = applied.tenant_id
        and o.order_id = applied.id and not exists (select from named where named.file_id = o.file_id and named.path = o.path)
    ), linked as (
      insert into core.order_file (tenant_id, order_id, file_id, path) select tenant_id, order_id, file_id, path from named
      on conflict do nothing
    )`;

/** Who hears and reads of it. */
const told = (place: Place<Settlement>) => sql`told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, data)
      select applied.tenant_id, applied.id, e.id, ${place('now')}, e.type, ${place('by')}::jsonb, true, e.data
      from applied, jsonb_to_recordset(${place('entries')}::jsonb) e(id uuid, type text, data jsonb)
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}::uuid, ${place('now')}, ${place('by')}::jsonb, ${place('action')}, 'request', id::text,
        jsonb_build_object('state', ${place('from')}::text), ${place('after')}::jsonb
      from settled where ${place('auditId')}::uuid is not null
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select settled.tenant_id, e.id, e.event, e.payload, ${place('now')}
      from settled, jsonb_to_recordset(${place('events')}::jsonb) e(id uuid, event text, payload jsonb) returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent
      join jsonb_to_recordset(${place('events')}::jsonb) e(id uuid, subscribers jsonb) on e.id = sent.id,
      jsonb_array_elements_text(e.subscribers) s(name)
    )`;

/**
 * Settles a change or cancellation, whole, in one statement under the lock of its order. No row when the order or the request
 * has moved on since it was judged: nothing is written then.
 */
export const settle = statement<Settlement, { version: number }>(
  'changes.settle',
  (place) =>
    sql`with ${locked(place)}, ${decided(place)}, ${applied(place)}, ${told(place)} select version from applied`,
);

/** Takes back a request that waits for its order; no row when it has moved on. No number is spent on it. */
export const withdrawRequest = statement<{ id: string; from: string; decision: string; now: Date }, { id: string }>(
  'changes.withdraw-request',
  (
    place,
  ) => sql`update core.request set state = 'withdrawn', decision = ${place('decision')}::jsonb, updated_at = ${place('now')}
    where id = ${place('id')} and intent = 'create' and state = ${place('from')} returning id`,
);
