import { sql, type RawBuilder } from 'kysely';
import type { Json, Marks } from '@docket/sdk';
import type { Prefilled } from '../defaults/defaults.ts';
import type { OrderNumber } from '@docket/sdk/order-label';
import { statement, type Place } from '../kernel/statement.ts';

/** An order as lists show it. */
export interface OrderRow {
  readonly id: string;
  readonly number: number;
  /** Letters before the number, as with quotes; empty for most. */
  readonly prefix: string;
  readonly kind: string;
  readonly door: string;
  readonly status: string;
  readonly title: string;
  readonly reference: string | null;
  readonly due_on: string | null;
  readonly quantity: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** What a customer asked of an order and staff have not settled or seen yet: the change or cancellation to look at. */
export interface OpenWish {
  readonly id: string;
  readonly intent: 'change' | 'cancel';
  readonly state: 'waiting' | 'accepted';
}

/** The same with its customer, for staff. */
export interface StaffOrderRow extends OrderRow {
  readonly wish: OpenWish | null;
  readonly customer_id: string;
  readonly customer_name: string;
  readonly customer_state: string;
}

/** An order whole: its newest version and the request it came from. */
export interface OrderDetailRow extends StaffOrderRow {
  readonly flow: string;
  readonly in_portal: boolean;
  readonly version: number;
  readonly kind_version: number;
  readonly content: Json;
  readonly request_id: string;
  readonly request_submitted: Json;
  /** What was filled in for whoever sent it; null for nothing. */
  readonly request_prefilled: Prefilled | null;
  readonly request_kind_version: number;
  readonly request_issues: Json;
  readonly request_trace: Json;
  readonly identity: Json;
  readonly contact_name: string | null;
  /** Who looks after it; null while everybody does. */
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
  /** Numbers that it had before, latest first. */
  readonly former: readonly OrderNumber[];
  /** What staff recorded of its parts. */
  readonly marks: Marks;
  /** Raised by whatever else is written about it; see `version` for its content. */
  readonly touched: number;
  readonly contact_email: string | null;
}

export interface TimelineRow {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly by: Json;
  readonly shown: boolean;
  /** The right without which a contact does not see it; null for none. */
  readonly sight: string | null;
  readonly data: Json;
}

export interface OrderFileRow {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: string;
  readonly facts: Json;
  readonly created_at: Date;
}

const columns = sql.raw(
  'o.id, o.number, o.prefix, o.kind, o.door, o.status, o.title, o.reference, o.due_on, o.quantity, o.created_at, o.updated_at',
);

/** The customer comes from the session itself, so that list and session are one round trip. */
const ofSession = (place: Place<{ token: Buffer }>) => sql`o.customer_id = (
        select c.customer_id from core.session s join core.contact c on c.tenant_id = s.tenant_id and c.id = s.actor_id
        where s.token_hash = ${place('token')} and s.actor_type = 'contact' and s.tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid
      ) and o.in_portal`;

/** The customer's own orders, newest first, after the given number. One row more than a page says that there are more. */
export const ordersOfSession = statement<{ token: Buffer; before: number; limit: number }, OrderRow>(
  'orders.of-session',
  (place) => sql`select ${columns} from core.orders o
    where ${ofSession(place)} and o.number < ${place('before')}
    order by o.number desc limit ${place('limit')}`,
);

/** Those of them that hold all the words; apart from the whole list, which most people ask for. */
export const wordsOfSession = statement<Page & { token: Buffer; words: readonly string[] }, OrderRow>(
  'orders.of-session-by-words',
  (place) => sql`select ${columns} from core.orders o
    where ${ofSession(place)} and o.search ilike all (${place('words')}) and o.number < ${place('before')}
    order by o.number desc limit ${place('limit')}`,
);

/** The latest of what its customer asked and nobody of the shop has settled or seen. */
const openWish =
  sql.raw(`(select jsonb_build_object('id', w.id, 'intent', w.intent, 'state', w.state) from core.request w
        where w.tenant_id = o.tenant_id and w.order_id = o.id
          and (w.state = 'waiting' or (w.intent = 'change' and w.state = 'accepted' and w.seen_at is null))
        order by w.id desc limit 1) as wish`);

/** Orders with their customers' names. Chosen and cut to a page first: a join before that reads what nobody sees. */
const staffOrders = (chosen: RawBuilder<unknown>) => sql<StaffOrderRow>`select ${columns}, ${openWish}, o.customer_id,
      c.name as customer_name, c.state as customer_state
    from (select * from core.orders o where ${chosen}) o
    join core.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id order by o.number desc`;

interface Page {
  /** The page begins after this number. */
  readonly before: number;
  readonly limit: number;
}

/** All of the shop's orders, newest first. */
export const allOrders = statement<Page, StaffOrderRow>('orders.all', (place) =>
  staffOrders(sql`o.number < ${place('before')} order by o.number desc limit ${place('limit')}`),
);

/** The shop's orders without what is numbered apart, newest first. */
export const ordersWithoutLetters = statement<Page, StaffOrderRow>('orders.without-letters', (place) =>
  staffOrders(sql`o.prefix = '' and o.number < ${place('before')} order by o.number desc limit ${place('limit')}`),
);

/** What is numbered apart, alone, newest first. */
export const ordersWithLetters = statement<Page, StaffOrderRow>('orders.with-letters', (place) =>
  staffOrders(sql`o.prefix <> '' and o.number < ${place('before')} order by o.number desc limit ${place('limit')}`),
);

/** The shop's orders in one status, newest first. Apart from the others: a status that few orders have is an index's. */
export const ordersByStatus = statement<Page & { status: string }, StaffOrderRow>('orders.by-status', (place) =>
  staffOrders(sql`o.status = ${place('status')} and o.number < ${place('before')}
    order by o.number desc limit ${place('limit')}`),
);

/** Orders that hold all the words, by present or earlier number, reference, title or search text; newest first. */
export const ordersByWords = statement<Page & { words: readonly string[] }, StaffOrderRow>('orders.by-words', (place) =>
  staffOrders(sql`o.search ilike all (${place('words')}) and o.number < ${place('before')}
    order by o.number desc limit ${place('limit')}`),
);

/** Orders that the staff member of the session looks after, newest first. */
export const ordersOfAssignee = statement<Page & { token: Buffer }, StaffOrderRow>('orders.of-assignee', (place) =>
  // Who it is comes from the session itself, so that list and session are one round trip.
  staffOrders(sql`o.assignee_id = (
        select s.actor_id from core.session s where s.token_hash = ${place('token')} and s.actor_type = 'staff'
          and s.tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid
      ) and o.number < ${place('before')} order by o.number desc limit ${place('limit')}`),
);

/** The board's columns: a status of a kind each. Two kinds may name a status alike. */
interface Columns {
  readonly kinds: readonly string[];
  readonly statuses: readonly string[];
}

/**
 * How many orders each column holds, up to a hundred each: the board's headings. Sorted only so that a status that no
 * order has is looked up in its index instead of in all orders.
 */
export const statusCounts = statement<Columns, { kind: string; status: string; count: number }>(
  'orders.status-counts',
  (place) => sql`select s.kind, s.status, n.count
    from unnest(${place('kinds')}::text[], ${place('statuses')}::text[]) s(kind, status)
    cross join lateral (
      select count(*)::int as count
      from (select from core.orders o where o.status = s.status and o.kind = s.kind order by o.number desc limit 100) capped
    ) n`,
);

/** The newest orders of each column: the board's cards. */
export const newestByStatus = statement<Columns & { readonly cards: number }, StaffOrderRow>(
  'orders.newest-by-status',
  (place) => sql`select ${columns}, ${openWish}, o.customer_id, c.name as customer_name, c.state as customer_state
    from unnest(${place('kinds')}::text[], ${place('statuses')}::text[]) s(kind, status)
    cross join lateral (
      select * from core.orders o
      where o.status = s.status and o.kind = s.kind order by o.number desc limit ${place('cards')}
    ) o
    join core.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id order by o.number desc`,
);

const detail = sql`select ${columns}, ${openWish}, o.customer_id, o.flow, o.in_portal, o.version, o.touched, o.request_id, o.marks,
      c.name as customer_name, c.state as customer_state,
      case when t.id is null and o.contact_id is not null then 'Erased person' else t.name end as contact_name, t.email as contact_email,
      o.assignee_id, a.name as assignee_name,
      (select coalesce(jsonb_agg(jsonb_build_object('prefix', f.prefix, 'number', f.number) order by f.number desc), '[]')
        from core.order_number f where f.tenant_id = o.tenant_id and f.order_id = o.id) as former,
      v.content, v.kind_version, r.submitted as request_submitted, r.kind_version as request_kind_version,
      r.issues as request_issues, r.trace as request_trace, r.prefilled as request_prefilled, r.identity
    from core.orders o
    join core.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
    join core.order_version v on v.tenant_id = o.tenant_id and v.order_id = o.id and v.version = o.version
    join core.request r on r.tenant_id = o.tenant_id and r.id = o.request_id
    left join core.contact t on t.tenant_id = o.tenant_id and t.id = o.contact_id
    left join core.staff a on a.tenant_id = o.tenant_id and a.id = o.assignee_id`;

export const orderById = statement<{ id: string }, OrderDetailRow>(
  'orders.by-id',
  (place) => sql`${detail} where o.id = ${place('id')}`,
);

/** The number that an order has now, by any that it has or had. */
const presentNumber = (place: Place<{ number: number }>) => sql`coalesce((
      select n.number from core.order_number f join core.orders n on n.tenant_id = f.tenant_id and n.id = f.order_id
      where f.number = ${place('number')}), ${place('number')}::bigint)`;

/** By the present number, or an earlier one. */
export const orderByNumber = statement<{ number: number }, OrderDetailRow>(
  'orders.by-number',
  (place) => sql`${detail} where o.number = ${presentNumber(place)}`,
);

export const timelineOf = statement<{ number: number }, TimelineRow>(
  'orders.timeline',
  (place) => sql`select l.id, l.at, l.type, l.by, l.shown, l.sight, l.data from core.timeline l
    join core.orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
    where o.number = ${presentNumber(place)} order by l.id desc limit 200`,
);

export const filesOf = statement<{ number: number }, OrderFileRow>(
  'orders.files',
  (place) => sql`select f.id, l.path, f.name, f.bytes, f.state, f.facts, f.created_at from core.order_file l
    join core.orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
    join core.file f on f.tenant_id = l.tenant_id and f.id = l.file_id
    where o.number = ${presentNumber(place)} order by l.path, f.name, f.id`,
);

interface Revision {
  readonly id: string;
  readonly base: number;
  readonly content: string;
  readonly hash: string;
  readonly kindVersion: number;
  readonly title: string;
  readonly reference: string | null;
  readonly dueOn: string | null;
  readonly quantity: number;
  readonly search: string;
  readonly by: string;
  readonly reason: string | null;
  readonly changes: string;
  /** Files that the content refers to now, with their places. */
  readonly files: string;
  readonly now: Date;
  readonly entryId: string;
  readonly auditId: string;
  readonly outboxId: string;
  readonly subscribers: readonly string[];
}

/** Adds a version if the newest still is `base`; history, audit and event go with it. No row when it was not. */
export const reviseOrder = statement<Revision, { version: number }>(
  'orders.revise',
  (place) => sql`with revised as (
      update core.orders set version = version + 1, title = ${place('title')}, reference = ${place('reference')},
        due_on = ${place('dueOn')}, quantity = ${place('quantity')}, updated_at = ${place('now')},
        search = concat_ws(' ', core.order_labels(tenant_id, id, prefix, number), ${place('search')}::text)
      where id = ${place('id')} and version = ${place('base')} returning tenant_id, id, version
    ), versioned as (
      insert into core.order_version (tenant_id, order_id, version, kind_version, content, hash, by, reason, at)
      select tenant_id, id, version, ${place('kindVersion')}, ${place('content')}::jsonb, ${place('hash')}, ${place('by')}::jsonb,
             ${place('reason')}, ${place('now')} from revised
    ), told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, data)
      select tenant_id, id, ${place('entryId')}, ${place('now')}, 'revised', ${place('by')}::jsonb, true,
             jsonb_build_object('version', version) from revised
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'orders.revise', 'order', id::text,
             jsonb_build_object('version', version - 1),
             jsonb_strip_nulls(jsonb_build_object('version', version, 'reason', ${place('reason')}::text)) || jsonb_build_object('changes', ${place('changes')}::jsonb)
      from revised
    ), named as (
      select revised.tenant_id, revised.id as order_id, f.id as file_id, f.path
      from revised, jsonb_to_recordset(${place('files')}::jsonb) f(id uuid, path text)
    ), unlinked as (
      delete from core.order_file o using revised where o.tenant_id = revised.tenant_id and o.order_id = revised.id
        and not exists (select from named where named.file_id = o.file_id and named.path = o.path)
    ), linked as (
      insert into core.order_file (tenant_id, order_id, file_id, path) select tenant_id, order_id, file_id, path from named
      on conflict do nothing
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select tenant_id, ${place('outboxId')}, 'intake.revised', jsonb_build_object('orderId', id, 'version', version), ${place('now')}
      from revised where cardinality(${place('subscribers')}::text[]) > 0 returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select version from revised`,
);
