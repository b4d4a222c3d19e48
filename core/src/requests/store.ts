import { sql } from 'kysely';
import type { Intent, Json } from '@docket/sdk';
import type { HitRow } from '../access/access.ts';
import type { Prefilled } from '../defaults/defaults.ts';
import { statement } from '../kernel/statement.ts';
import type { Reason } from './admission.ts';

/** A request as the deep module reads it. */
export interface RequestRow {
  readonly id: string;
  readonly intent: Intent;
  readonly kind: string;
  readonly flow: string;
  readonly door: string;
  readonly state: string;
  readonly customer_id: string | null;
  readonly contact_id: string | null;
  readonly identity: { readonly name?: string; readonly email?: string; readonly company?: string };
  readonly draft_token_hash: Buffer | null;
  readonly content: Json;
  readonly part_versions: Readonly<Record<string, number>>;
  /** What was filled in for its sender; null for nothing. */
  readonly prefilled: Prefilled | null;
  readonly submitted_hash: string | null;
  readonly outcome_id: string | null;
  /** The order that it is to change; null for what is to become one. */
  readonly order_id: string | null;
  readonly order_number: number | null;
  /** Letters before the number. */
  readonly order_prefix: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** A file of a request with what inspection found. */
export interface RequestFileRow {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: string;
  readonly facts: Json;
}

/** As its sender knows it: what staff make of it is theirs until they have decided. */
export const requestById = statement<{ id: string }, RequestRow>(
  'requests.by-id',
  (
    place,
  ) => sql`select r.id, r.intent, r.kind, r.flow, r.door, r.state, r.customer_id, r.contact_id, r.identity, r.draft_token_hash,
      case when r.state = 'draft' then r.content else r.submitted end as content, r.part_versions, r.prefilled, r.submitted_hash, r.outcome_id, r.order_id, o.number as order_number, o.prefix as order_prefix, r.created_at, r.updated_at
    from core.request r left join core.orders o on o.tenant_id = r.tenant_id and o.id = r.outcome_id
    where r.id = ${place('id')}`,
);

export const filesOfRequest = statement<{ id: string }, RequestFileRow>(
  'requests.files',
  (place) => sql`select id, name, bytes, state, facts from core.file
    where request_id = ${place('id')} and state <> 'receiving' order by id`,
);

/** With the order that each would change. */
export const draftsOfContact = statement<
  { contact: string },
  Pick<RequestRow, 'id' | 'intent' | 'kind' | 'content' | 'order_number' | 'order_prefix' | 'updated_at'>
>(
  'requests.drafts-of-contact',
  (
    place,
  ) => sql`select r.id, r.intent, r.kind, r.content, o.number as order_number, o.prefix as order_prefix, r.updated_at
    from core.request r left join core.orders o on o.tenant_id = r.tenant_id and o.id = r.order_id
    where r.contact_id = ${place('contact')} and r.state = 'draft' order by r.updated_at desc limit 20`,
);

interface NewDraft {
  readonly tenant: string;
  readonly id: string;
  readonly kind: string;
  readonly flow: string;
  readonly door: string;
  readonly customer: string | null;
  readonly contact: string | null;
  readonly identity: string;
  readonly proof: string;
  readonly owner: Buffer | null;
  readonly content: string;
  /** JSON; null where nothing was filled in. */
  readonly prefilled: string | null;
  readonly kindVersion: number;
  readonly intent: 'create' | 'change';
  /** The order that it changes, and the version that it begins from; null for a new one. */
  readonly order: string | null;
  readonly baseVersion: number | null;
  readonly now: Date;
}

/** A draft comes to be once; the same id again changes nothing. */
export const insertDraft = statement<NewDraft>(
  'requests.insert-draft',
  (place) => sql`insert into core.request
      (tenant_id, id, intent, kind, flow, door, state, customer_id, contact_id, identity, proof, draft_token_hash, content, prefilled, kind_version, order_id, base_version, created_at, updated_at)
    values (${place('tenant')}, ${place('id')}, ${place('intent')}, ${place('kind')}, ${place('flow')}, ${place('door')}, 'draft',
      ${place('customer')}, ${place('contact')}, ${place('identity')}::jsonb, ${place('proof')}, ${place('owner')},
      ${place('content')}::jsonb, ${place('prefilled')}::jsonb, ${place('kindVersion')}, ${place('order')}::uuid, ${place('baseVersion')}::int, ${place('now')}, ${place('now')})
    on conflict (tenant_id, id) do nothing`,
);

interface SavePart {
  readonly id: string;
  readonly part: string;
  readonly base: number;
  /** JSON of the part's own keys. */
  readonly changed: string;
  /** JSON of keys of other parts that were filled in; null for none. */
  readonly beside: string | null;
  /** Versions of all parts when that was decided. */
  readonly seen: string;
  /** JSON of where filled-in values came from; null for none. */
  readonly prefilled: string | null;
  readonly now: Date;
}

/**
 * Saves the changed keys of one part. Two windows that change different parts do not meet: what would be filled in for another
 * part is left out when any was saved meanwhile. The same part on an old base answers no row.
 */
export const savePart = statement<SavePart, { version: number; updated_at: Date }>(
  'requests.save-part',
  (place) => sql`update core.request set content = content || ${place('changed')}::jsonb
        || case when part_versions = ${place('seen')}::jsonb then coalesce(${place('beside')}::jsonb, '{}') else '{}' end,
      prefilled = case when ${place('prefilled')}::jsonb is null then prefilled
        else coalesce(prefilled, '{}') || ${place('prefilled')}::jsonb end,
      updated_at = ${place('now')},
      part_versions = part_versions || jsonb_build_object(${place('part')}::text, ${place('base')}::int + 1)
    where id = ${place('id')} and state = 'draft'
      and coalesce((part_versions ->> ${place('part')}::text)::int, 0) = ${place('base')}::int
    returning (part_versions ->> ${place('part')}::text)::int as version, updated_at`,
);

export const discardDraft = statement<{ id: string }, { id: string }>(
  'requests.discard-draft',
  (place) => sql`delete from core.request where id = ${place('id')} and state = 'draft' returning id`,
);

/** Everything an accepted (or quarantined) submit writes. Nulls are steps that do not apply. */
export interface Submit {
  readonly tenant: string;
  readonly id: string;
  readonly kind: string;
  readonly flow: string;
  readonly door: string;
  readonly state: 'accepted' | 'waiting' | 'quarantined';
  /** The state it must be in: not there, a draft, or what staff release. */
  readonly from: 'nothing' | 'draft' | 'waiting' | 'quarantined';
  /** The version of staff's working copy that was decided about; null where there is none yet. */
  readonly looked: number | null;
  readonly customer: string | null;
  readonly contact: string | null;
  readonly identity: string;
  readonly proof: string;
  readonly content: string;
  readonly hash: string;
  readonly kindVersion: number;
  readonly issues: string;
  readonly decision: string;
  readonly trace: string;
  readonly now: Date;
  /** `{ name, slug, email }` of a customer to make for an unknown address. */
  readonly newCustomer: string | null;
  /** `{ name, email }` of its unverified contact. */
  readonly newContact: string | null;
  /** The order that it becomes; null while it waits. */
  readonly order: string | null;
  readonly inPortal: boolean;
  readonly status: string;
  /** Letters of the status. */
  readonly prefix: string;
  readonly title: string;
  readonly reference: string | null;
  readonly dueOn: string | null;
  readonly quantity: number;
  readonly search: string;
  readonly by: string;
  readonly files: string;
  readonly entryId: string;
  readonly outboxId: string;
  readonly subscribers: readonly string[];
  readonly firstNumber: number;
  /** Name of the event that is told. */
  readonly event: string;
  /** The name that it holds from now on, as it is compared; null for most. */
  readonly claim: string | null;
  /** Windows that it is counted in, and how many each takes: `[{ key, start, most }]`; empty when it is not counted. */
  readonly hits: string;
}

/** What a submit came to: no order while it waits; not taken when it has moved on, or when a counter is past its limit. */
export interface SubmittedRow {
  readonly number: number | null;
  readonly taken: boolean;
  readonly counted: readonly HitRow[];
}

/**
 * A submit, whole, in one statement: counter, request, order, version, number, history, files, event and deliveries. It is
 * counted before anything is taken, so that of many at the same moment no more than allowed get in. The draft's id is the
 * key: a second submit of it waits for the first, finds no draft, and writes nothing else.
 */
export const submitRequest = statement<Submit, SubmittedRow>(
  'requests.submit',
  (place) => sql`with counted as (
      insert into core.hit (tenant_id, key, window_start, count)
      select ${place('tenant')}, h.key, h.start, 1
      from jsonb_to_recordset(${place('hits')}::jsonb) h(key text, start timestamptz) order by h.key
      on conflict (tenant_id, key, window_start) do update set count = core.hit.count + 1 returning key, count
    ), allowed as (
      select not exists (select from counted join jsonb_to_recordset(${place('hits')}::jsonb) h(key text, most int) using (key)
        where counted.count > h.most) as yes
    ), taken as (
      insert into core.request (tenant_id, id, intent, kind, flow, door, state, customer_id, contact_id, identity, proof,
        submitted, submitted_hash, kind_version, issues, decision, trace, claim, outcome_type, outcome_id, created_at, updated_at, submitted_at)
      select ${place('tenant')}, ${place('id')}, 'create', ${place('kind')}, ${place('flow')}, ${place('door')}, ${place('state')},
        ${place('customer')}::uuid, ${place('contact')}::uuid, ${place('identity')}::jsonb, ${place('proof')},
        ${place('content')}::jsonb, ${place('hash')}, ${place('kindVersion')}::int, ${place('issues')}::jsonb,
        ${place('decision')}::jsonb, ${place('trace')}::jsonb, ${place('claim')},
        case when ${place('order')}::uuid is not null then 'order' end, ${place('order')}::uuid, ${place('now')}::timestamptz,
        ${place('now')}::timestamptz, ${place('now')}::timestamptz
      from allowed where yes
      on conflict (tenant_id, id) do update set state = excluded.state, flow = excluded.flow, customer_id = excluded.customer_id,
        contact_id = excluded.contact_id, identity = excluded.identity, proof = excluded.proof, submitted = coalesce(core.request.submitted, excluded.submitted),
        submitted_hash = coalesce(core.request.submitted_hash, excluded.submitted_hash), content = null, kind_version = excluded.kind_version,
        issues = excluded.issues, decision = excluded.decision, trace = excluded.trace, claim = coalesce(excluded.claim, core.request.claim), outcome_type = excluded.outcome_type,
        outcome_id = excluded.outcome_id, updated_at = excluded.updated_at, submitted_at = coalesce(core.request.submitted_at, excluded.submitted_at)
        where core.request.state = ${place('from')} and (${place('looked')}::int is null or core.request.content_version = ${place('looked')}::int)
      returning tenant_id, id, outcome_id
    ), customer as (
      insert into core.customer (tenant_id, id, name, slug, email, state, created_at)
      select taken.tenant_id, ${place('customer')}, c.name, c.slug, c.email, 'provisional', ${place('now')}
      from taken, jsonb_to_record(${place('newCustomer')}::jsonb) c(name text, slug text, email text) where c.name is not null
    ), contact as (
      insert into core.contact (tenant_id, id, customer_id, name, email, created_at)
      select taken.tenant_id, ${place('contact')}, ${place('customer')}, c.name, c.email, ${place('now')}
      from taken, jsonb_to_record(${place('newContact')}::jsonb) c(name text, email text) where c.name is not null
    ), numbered as (
      insert into core.counter (tenant_id, name, value)
      select tenant_id, 'order', ${place('firstNumber')} from taken where outcome_id is not null
      on conflict (tenant_id, name) do update set value = core.counter.value + 1 returning tenant_id, value
    ), made as (
      insert into core.orders (tenant_id, id, number, kind, flow, door, request_id, customer_id, contact_id, in_portal, status, prefix, title,
        reference, due_on, quantity, search, version, created_at, updated_at)
      select tenant_id, ${place('order')}::uuid, value, ${place('kind')}, ${place('flow')}, ${place('door')}, ${place('id')}, ${place('customer')},
        ${place('contact')}, ${place('inPortal')}, ${place('status')}, ${place('prefix')}, ${place('title')}, ${place('reference')}, ${place('dueOn')},
        ${place('quantity')}, concat_ws(' ', core.order_label(${place('prefix')}::text, value), ${place('search')}::text), 1, ${place('now')}, ${place('now')} from numbered
      returning tenant_id, id, number, prefix
    ), versioned as (
      insert into core.order_version (tenant_id, order_id, version, kind_version, content, hash, request_id, by, at)
      select tenant_id, id, 1, ${place('kindVersion')}, ${place('content')}::jsonb, ${place('hash')}, ${place('id')}, ${place('by')}::jsonb, ${place('now')} from made
    ), told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, data)
      select tenant_id, id, ${place('entryId')}, ${place('now')}, 'requested', ${place('by')}::jsonb, true, jsonb_build_object('door', ${place('door')}::text) from made
    ), filed as (
      insert into core.order_file (tenant_id, order_id, file_id, path)
      select made.tenant_id, made.id, f.id, f.path from made, jsonb_to_recordset(${place('files')}::jsonb) f(id uuid, path text)
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select taken.tenant_id, ${place('outboxId')}, ${place('event')},
        jsonb_strip_nulls(jsonb_build_object('requestId', taken.id, 'orderId', made.id, 'number', made.number, 'prefix', made.prefix)), ${place('now')}
      from taken left join made on true where cardinality(${place('subscribers')}::text[]) > 0 returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select (select number from made) as number, exists (select from taken) as taken,
      (select coalesce(jsonb_agg(counted), '[]') from counted) as counted`,
);

/** Contacts that share the address a stranger's draft names, and the customers they belong to. */
export interface NamesakeRow {
  readonly contact_id: string;
  readonly customer_id: string;
  readonly state: 'active' | 'provisional';
}

export const namesakesOfDraft = statement<{ id: string }, NamesakeRow>(
  'requests.namesakes-of-draft',
  (place) => sql`select c.id as contact_id, c.customer_id, u.state from core.request r
    join core.contact c on c.tenant_id = r.tenant_id and c.email_key = lower(r.identity ->> 'email') and c.removed_at is null
    join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state in ('active', 'provisional')
    where r.id = ${place('id')} and r.contact_id is null order by c.id limit 20`,
);

/** Counters of windows `[{ key, start }]`; those that nothing was counted in yet have none. */
export const hitsOf = statement<{ hits: string }, HitRow>(
  'requests.hits',
  (place) => sql`select x.key, x.count from jsonb_to_recordset(${place('hits')}::jsonb) h(key text, start timestamptz)
    join core.hit x on x.key = h.key and x.window_start = h.start`,
);

/** A request that staff look at before it becomes an order, and why. */
export interface WaitingRow extends Pick<RequestRow, 'id' | 'intent' | 'kind' | 'door' | 'state' | 'identity'> {
  readonly title: string | null;
  /** In the words of the plugin or of the colleague who decided so. */
  readonly reason: string | null;
  /** Of the core. */
  readonly reasons: readonly Reason[];
  readonly customer_name: string | null;
  readonly submitted_at: Date;
  readonly seen_at: Date | null;
}

const waitingRow = sql`select r.id, r.intent, r.kind, r.door, r.state, r.identity, coalesce(o.title, r.content ->> 'title', r.submitted ->> 'title') as title,
      r.decision ->> 'reason' as reason, coalesce(r.decision -> 'reasons', '[]') as reasons, c.name as customer_name, r.submitted_at, r.seen_at
    from core.request r left join core.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join core.orders o on o.tenant_id = r.tenant_id and o.id = r.order_id`;

/** Which of those that wait; null for any. */
export interface Queue {
  readonly intent: Intent | null;
  readonly kind: string | null;
  /** Words of a customer's name, as a pattern. */
  readonly customer: string | null;
  /** Those that arrived before. */
  readonly until: Date | null;
  /** The list goes on after this one. */
  readonly after: string | null;
}

/** Those who wait longest come first. */
export const waitingRequests = statement<Queue & { limit: number }, WaitingRow>(
  'requests.waiting',
  (
    place,
  ) => sql`${waitingRow} where r.state = 'waiting' and (${place('intent')}::text is null or r.intent = ${place('intent')})
      and (${place('kind')}::text is null or r.kind = ${place('kind')})
      and (${place('customer')}::text is null or c.name ilike ${place('customer')})
      and (${place('until')}::timestamptz is null or r.submitted_at < ${place('until')})
      and (${place('after')}::uuid is null or (r.submitted_at, r.id) > (select a.submitted_at, a.id from core.request a where a.id = ${place('after')}::uuid))
    order by r.submitted_at, r.id limit ${place('limit')}`,
);

/** What is in quarantine, the newest first; from after `before` on. */
export const quarantinedRequests = statement<{ before: string | null; limit: number }, WaitingRow>(
  'requests.quarantined',
  (
    place,
  ) => sql`${waitingRow} where r.state = 'quarantined' and (${place('before')}::uuid is null or (r.submitted_at, r.id) <
      (select b.submitted_at, b.id from core.request b where b.id = ${place('before')}::uuid))
    order by r.submitted_at desc, r.id desc limit ${place('limit')}`,
);

/** Counted up to a hundred each: no page says more. */
export const countsOfRequests = statement<object, { waiting: number; quarantined: number }>(
  'requests.counts',
  () => sql`select
    (select count(*)::int from (select from core.request where state = 'waiting' limit 100) w) as waiting,
    (select count(*)::int from (select from core.request where state = 'quarantined' limit 100) q) as quarantined`,
);

/** A request with everything its page for staff shows. */
export interface RequestDetailRow extends RequestRow {
  readonly proof: 'none' | 'session' | 'key';
  /** As received; `content` is staff's working copy where they have one. */
  readonly submitted: Json;
  readonly content_version: number;
  readonly issues: Json;
  readonly decision: Json;
  readonly trace: Json;
  readonly customer_name: string | null;
  readonly contact_name: string | null;
  readonly contact_email: string | null;
  readonly submitted_at: Date | null;
  readonly seen_by: string | null;
  readonly seen_at: Date | null;
}

/** Drafts are nobody's but their sender's. */
export const requestsForStaff = statement<{ ids: readonly string[] }, RequestDetailRow>(
  'requests.for-staff',
  (
    place,
  ) => sql`select r.id, r.intent, r.kind, r.flow, r.door, r.state, r.customer_id, r.contact_id, r.identity, r.proof, r.draft_token_hash,
      coalesce(r.content, r.submitted) as content, r.part_versions, r.prefilled, r.submitted_hash, r.outcome_id, r.order_id, o.number as order_number, o.prefix as order_prefix, r.created_at, r.updated_at,
      r.submitted, r.content_version, r.issues, r.decision, r.trace, c.name as customer_name, t.name as contact_name, t.email as contact_email,
      r.submitted_at, r.seen_by, r.seen_at
    from core.request r
    left join core.orders o on o.tenant_id = r.tenant_id and o.id = r.outcome_id
    left join core.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join core.contact t on t.tenant_id = r.tenant_id and t.id = r.contact_id
    where r.id = any(${place('ids')}::uuid[]) and r.state <> 'draft' order by r.submitted_at, r.id`,
);

/** Of several requests at once: whose file or contact it is stands beside it. */
interface OfRequest {
  readonly request_id: string;
}

export const filesOfRequests = statement<{ ids: readonly string[] }, RequestFileRow & OfRequest>(
  'requests.files-of-several',
  (place) => sql`select request_id, id, name, bytes, state, facts from core.file
    where request_id = any(${place('ids')}::uuid[]) and state <> 'receiving' order by id`,
);

export const namesakesOfDrafts = statement<{ ids: readonly string[] }, NamesakeRow & OfRequest>(
  'requests.namesakes-of-several',
  (place) => sql`select r.id as request_id, n.* from core.request r cross join lateral (
      select c.id as contact_id, c.customer_id, u.state from core.contact c
      join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state in ('active', 'provisional')
      where c.tenant_id = r.tenant_id and c.email_key = lower(r.identity ->> 'email') and c.removed_at is null
      order by c.id limit 20
    ) n where r.id = any(${place('ids')}::uuid[]) and r.contact_id is null`,
);

interface Deciding {
  /** `[{ id, auditId }]`: requests, and the id of what the audit keeps of each. */
  readonly requests: string;
  readonly by: string;
  readonly now: Date;
}

/** Throws away what is in quarantine; all else is passed over. Nobody is told. */
export const discardRequests = statement<Deciding, { id: string }>(
  'requests.discard',
  (place) => sql`with discarded as (
      update core.request r set state = 'declined', updated_at = ${place('now')}, decision = jsonb_build_object('by', ${place('by')}::jsonb,
        'decision', 'discard', 'reason', r.decision -> 'reason', 'reasons', r.decision -> 'reasons', 'at', ${place('now')}::timestamptz, 'before', r.decision)
      from jsonb_to_recordset(${place('requests')}::jsonb) chosen(id uuid, "auditId" uuid)
      where r.id = chosen.id and r.state = 'quarantined' returning r.tenant_id, r.id, chosen."auditId" as audit_id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, audit_id, ${place('now')}, ${place('by')}::jsonb, 'requests.discard', 'request', id::text,
        jsonb_build_object('state', 'quarantined'), jsonb_build_object('state', 'declined') from discarded
    )
    select id from discarded`,
);

/** Puts back what was thrown away from quarantine, as it was; all else is passed over. */
export const restoreRequests = statement<Deciding, { id: string }>(
  'requests.restore',
  (place) => sql`with restored as (
      update core.request r set state = 'quarantined', updated_at = ${place('now')}, decision = r.decision -> 'before'
      from jsonb_to_recordset(${place('requests')}::jsonb) chosen(id uuid, "auditId" uuid)
      where r.id = chosen.id and r.state = 'declined' and r.decision ->> 'decision' = 'discard'
      returning r.tenant_id, r.id, chosen."auditId" as audit_id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, audit_id, ${place('now')}, ${place('by')}::jsonb, 'requests.restore', 'request', id::text,
        jsonb_build_object('state', 'declined'), jsonb_build_object('state', 'quarantined') from restored
    )
    select id from restored`,
);

interface Decline {
  /** `[{ id, auditId, outboxId }]`: requests, with the ids of what the audit keeps of each and of the event that tells it. */
  readonly requests: string;
  readonly decision: string;
  readonly reason: string;
  readonly by: string;
  readonly subscribers: readonly string[];
  readonly now: Date;
}

/**
 * Ends requests that wait; audit goes with each. Its sender is told, unless a machine seems to have sent it. No row for one
 * that has moved on.
 */
export const declineRequests = statement<Decline, { id: string }>(
  'requests.decline',
  (place) => sql`with waiting as (
      select r.tenant_id, r.id, r.state, chosen."auditId" as audit_id, chosen."outboxId" as outbox_id
      from core.request r join jsonb_to_recordset(${place('requests')}::jsonb) chosen(id uuid, "auditId" uuid, "outboxId" uuid) on chosen.id = r.id
      where r.intent = 'create' and r.state in ('waiting', 'quarantined') order by r.id for update of r
    ), declined as (
      update core.request r set state = 'declined', decision = ${place('decision')}::jsonb, updated_at = ${place('now')}
      from waiting where r.tenant_id = waiting.tenant_id and r.id = waiting.id
      returning r.tenant_id, r.id, waiting.state as was, waiting.audit_id, waiting.outbox_id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, audit_id, ${place('now')}, ${place('by')}::jsonb, 'requests.decline', 'request', id::text,
             jsonb_build_object('state', was), jsonb_build_object('state', 'declined', 'reason', ${place('reason')}::text) from declined
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select tenant_id, outbox_id, 'intake.declined', jsonb_build_object('requestId', id), ${place('now')}
      from declined where was = 'waiting' returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select id from declined`,
);

interface Release {
  readonly id: string;
  /** The order that it became; null when it waits now. */
  readonly order: string | null;
  readonly from: string;
  readonly by: string;
  /** Who sent it. */
  readonly onBehalf: string;
  readonly auditId: string;
  readonly now: Date;
}

/** Notes that staff released it, behind `submitRequest` in its transaction: nothing when that wrote nothing. */
export const auditRelease = statement<Release>(
  'requests.audit-release',
  (
    place,
  ) => sql`insert into core.audit (tenant_id, id, at, by, on_behalf, action, subject_type, subject_id, before, after)
    select r.tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, ${place('onBehalf')}::jsonb, 'requests.release', 'request',
      r.id::text, jsonb_build_object('state', ${place('from')}::text),
      jsonb_strip_nulls(jsonb_build_object('state', r.state, 'order', core.order_label(o.prefix, o.number), 'override', r.decision #> '{override,reason}'))
    from core.request r left join core.orders o on o.tenant_id = r.tenant_id and o.id = r.outcome_id
    where r.id = ${place('id')} and r.outcome_id is not distinct from ${place('order')}::uuid and r.updated_at = ${place('now')}`,
);

/** Seen once, by the first who opened it. */
export const markSeen = statement<{ id: string; staff: string; now: Date }>(
  'requests.mark-seen',
  (place) => sql`update core.request set seen_by = ${place('staff')}, seen_at = ${place('now')}
    where id = ${place('id')} and seen_at is null and state <> 'draft'`,
);
