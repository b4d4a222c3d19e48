import { sql } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement, type Place } from '../../kernel/statement.ts';
import { targetColumns, versionOf, type TargetOfRequestRow } from '../changing/store-changing.ts';
import type { RequestFileRow } from '../store.ts';

/** An order as its programs' messages find it. */
export interface ProgramTargetRow extends TargetOfRequestRow {
  readonly base_version: number;
  /** What the programs last said of the order that was taken over: the next message changes that. Null before the first. */
  readonly said: Json;
  /** The highest number that was taken; 0 for none. */
  readonly last: number;
}

interface Named {
  readonly customer: string;
  readonly claim: string;
}

/**
 * The customer's order that has the reference. `base` is the version that its programs left last, else the first one; `asked`
 * names another. No row while there is no order.
 */
export const targetOfClaim = statement<Named & { asked: number | null }, ProgramTargetRow>(
  'programs.target',
  (place) => sql`select ${targetColumns}, b.version as base_version, b.content as base,
      (select m.body from core.api_message m
        join core.request r on r.tenant_id = m.tenant_id and r.id = m.request_id and r.intent = 'change' and r.state = 'accepted'
        where m.tenant_id = o.tenant_id and m.order_id = o.id and m.state = 'taken' order by m.sequence desc limit 1) as said,
      (select coalesce(max(m.sequence), 0)::int from core.api_message m
        where m.tenant_id = o.tenant_id and m.order_id = o.id and m.state = 'taken') as last
    from core.request c
    join core.orders o on o.tenant_id = c.tenant_id and o.request_id = c.id ${versionOf}
    join core.order_version b on b.tenant_id = o.tenant_id and b.order_id = o.id and b.version = coalesce(
      (select w.version from core.order_version w where w.tenant_id = o.tenant_id and w.order_id = o.id and w.version = ${place('asked')}::int),
      (select max(w.version) from core.order_version w
        join core.request r on r.tenant_id = w.tenant_id and r.id = w.request_id and r.door = 'api'
        where w.tenant_id = o.tenant_id and w.order_id = o.id), 1)
    where c.customer_id = ${place('customer')} and c.claim = ${place('claim')} and c.intent = 'create' and c.state = 'accepted'`,
);

/** Files that the order has: a program may name them again, and brings none. */
export const filesOfClaim = statement<Named, RequestFileRow>(
  'programs.files',
  (place) => sql`select distinct f.id, f.name, f.bytes, f.state, f.facts from core.request c
    join core.order_file l on l.tenant_id = c.tenant_id and l.order_id = c.outcome_id
    join core.file f on f.tenant_id = l.tenant_id and f.id = l.file_id and f.state <> 'receiving'
    where c.customer_id = ${place('customer')} and c.claim = ${place('claim')} and c.intent = 'create' and c.state = 'accepted'
    order by f.id`,
);

/** A message as it is kept. */
export interface MessageRow {
  readonly id: string;
  readonly contact_id: string;
  readonly intent: 'change' | 'cancel';
  readonly claim: string;
  readonly sequence: number;
  readonly body: Json;
  readonly hash: string;
  readonly state: 'held' | 'taken' | 'duplicate' | 'refused';
  readonly order_id: string | null;
  readonly request_id: string | null;
  readonly refusal: Json;
  readonly received_at: Date;
  /** Of the request that it became. */
  readonly request_state: string | null;
}

const message =
  sql.raw(`m.id, m.contact_id, m.intent, m.claim, m.sequence, m.body, m.hash, m.state, m.order_id, m.request_id, m.refusal,
      m.received_at, r.state as request_state from core.api_message m
    left join core.request r on r.tenant_id = m.tenant_id and r.id = m.request_id`);

export const messageById = statement<{ customer: string; id: string }, MessageRow>(
  'programs.message',
  (place) => sql`select ${message} where m.customer_id = ${place('customer')} and m.id = ${place('id')}`,
);

/** What waits for its turn, in the sequence of its numbers. What no order was there for waits from `since` on. */
export const heldOf = statement<Named & { since: Date }, MessageRow>(
  'programs.held',
  (
    place,
  ) => sql`select ${message} where m.customer_id = ${place('customer')} and m.claim = ${place('claim')} and m.state = 'held'
      and (m.order_id is not null or m.received_at >= ${place('since')}) order by m.sequence, m.received_at, m.id limit 100`,
);

/** The names under which an order is found. */
export const claimOfOrder = statement<{ order: string }, { claim: string | null }>(
  'programs.claim-of-order',
  (
    place,
  ) => sql`select c.claim from core.orders o join core.request c on c.tenant_id = o.tenant_id and c.id = o.request_id
    where o.id = ${place('order')}`,
);

/** A message about to be kept. */
export interface NewMessage {
  readonly tenant: string;
  readonly customer: string;
  readonly id: string;
  readonly contact: string;
  readonly intent: 'change' | 'cancel';
  readonly claim: string;
  readonly sequence: number;
  readonly hash: string;
  /** As received. */
  readonly body: string;
  readonly receivedAt: Date;
}

const columns = sql.raw(
  'tenant_id, customer_id, id, contact_id, intent, claim, sequence, hash, body, received_at, state, order_id, request_id',
);

const values = (place: Place<NewMessage>) => sql`${place('tenant')}::uuid, ${place('customer')}::uuid,
        ${place('id')}::uuid, ${place('contact')}::uuid, ${place('intent')}, ${place('claim')}, ${place('sequence')}::int, ${place('hash')},
        ${place('body')}::jsonb, ${place('receivedAt')}::timestamptz`;

/** Together with the request that it became, in the same transaction; nothing where that was not written. */
export const messageTaken = statement<NewMessage & { request: string }, { id: string }>(
  'programs.taken',
  (place) => sql`insert into core.api_message (${columns})
      select ${values(place)}, 'taken', r.order_id, r.id from core.request r where r.id = ${place('request')}
      on conflict (tenant_id, customer_id, id) do update
        set state = 'taken', order_id = excluded.order_id, request_id = excluded.request_id
        where core.api_message.state = 'held'
      returning id`,
);

/** The order's row, if it still is what the decision rests on. */
interface Resting {
  readonly order: string;
  readonly version: number;
  readonly status: string;
  readonly touched: number;
}

/**
 * Takes the message's number where nothing comes of it, or what is there already, under the order's lock. No row when the order has
 * moved on since.
 */
export const messageTakenAgain = statement<NewMessage & Resting & { request: string | null }, { id: string }>(
  'programs.taken-again',
  (place) => sql`with locked as (
      update core.orders set touched = touched + 1 where id = ${place('order')} and version = ${place('version')}::int
        and status = ${place('status')} and touched = ${place('touched')}::bigint returning tenant_id, id
    )
    insert into core.api_message (${columns})
      select ${values(place)}, 'taken', locked.id, ${place('request')}::uuid from locked
      on conflict (tenant_id, customer_id, id) do update
        set state = 'taken', order_id = excluded.order_id, request_id = excluded.request_id
        where core.api_message.state = 'held'
      returning id`,
);

/**
 * Holds a message whose turn has not come, under the order's lock, and says so in the order's history once. No row when the order
 * has moved on since: its turn may have come.
 */
export const holdMessage = statement<
  NewMessage & Resting & { entryId: string; by: string; data: string },
  { id: string }
>(
  'programs.hold',
  (place) => sql`with locked as (
      select tenant_id, id from core.orders where id = ${place('order')} and version = ${place('version')}::int
        and status = ${place('status')} and touched = ${place('touched')}::bigint for update
    ), held as (
      insert into core.api_message (${columns})
      select ${values(place)}, 'held', locked.id, null from locked
      on conflict (tenant_id, customer_id, id) do nothing returning id
    ), told as (
      insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, data)
      select locked.tenant_id, locked.id, ${place('entryId')}, ${place('receivedAt')}, 'message-held', ${place('by')}::jsonb, false, ${place('data')}::jsonb
      from locked, held
    )
    select ${place('id')}::uuid as id from locked`,
);

/** Holds a message about an order that is not there; one that is held already stays as it is. */
export const holdForOrder = statement<NewMessage>(
  'programs.hold-for-order',
  (place) => sql`insert into core.api_message (${columns})
      select ${values(place)}, 'held', null, null on conflict (tenant_id, customer_id, id) do nothing`,
);

/** Keeps that a number came again. */
export const messageDuplicate = statement<NewMessage & { order: string }>(
  'programs.duplicate',
  (place) => sql`insert into core.api_message (${columns})
      select ${values(place)}, 'duplicate', ${place('order')}::uuid, null
      on conflict (tenant_id, customer_id, id) do update set state = 'duplicate', order_id = excluded.order_id
        where core.api_message.state = 'held'`,
);

/** Ends what was held and is refused now that its turn has come: its number is free again. */
export const refuseMessage = statement<{ customer: string; id: string; refusal: string }>(
  'programs.refuse',
  (place) => sql`update core.api_message set state = 'refused', refusal = ${place('refusal')}::jsonb
    where customer_id = ${place('customer')} and id = ${place('id')} and state = 'held'`,
);
