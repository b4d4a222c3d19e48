import { sql } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement, type Place } from '../kernel/statement.ts';

/** What a draft holds so far. */
export interface HeldRow {
  readonly files: number;
  readonly bytes: number;
}

/** A file as its sender sees it. */
export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: string;
  readonly facts: Json;
}

/** A file with everything that decides who may have it. */
export interface GuardedFileRow extends FileRow {
  readonly sha256: string | null;
  /** The draft or request it came with; null for one that a plugin was given for an order. */
  readonly request_id: string | null;
  readonly request_state: string | null;
  readonly contact_id: string | null;
  readonly draft_token_hash: Buffer | null;
  readonly plugin: string | null;
  /** Customers with an order in their portal that the file belongs to; of one that a plugin was given, if it shows it. */
  readonly customers: readonly string[];
}

export const heldBy = statement<{ request: string }, HeldRow>(
  'files.held-by',
  (place) => sql`select count(*)::int as files, coalesce(sum(bytes), 0)::bigint as bytes from core.file
    where request_id = ${place('request')}`,
);

/** Makes uploads to one draft count one after the other. No row when it is a draft no longer. */
export const lockDraft = statement<{ id: string }, { id: string }>(
  'files.lock-draft',
  (place) => sql`select id from core.request where id = ${place('id')} and state = 'draft' for update`,
);

/** Where files of the sender are counted, by number and by kilobytes, and the most of each window. */
export interface Counted {
  readonly tenant: string;
  readonly numberKey: string;
  readonly numberWindow: Date;
  readonly mostInHour: number;
  readonly kilobytesKey: string;
  readonly kilobytesWindow: Date;
  readonly kilobytes: number;
  readonly mostKilobytes: number;
}

export interface Within {
  readonly within_number: boolean;
  readonly within_kilobytes: boolean;
}

/** Counts a file, and says whether it is within both limits: of many at the same moment no more are taken. */
export const countedFirst = (place: Place<Counted>) => sql`counted as (
      insert into core.hit (tenant_id, key, window_start, count)
      values (${place('tenant')}, ${place('numberKey')}, ${place('numberWindow')}, 1),
        (${place('tenant')}, ${place('kilobytesKey')}, ${place('kilobytesWindow')}, ${place('kilobytes')}::int)
      on conflict (tenant_id, key, window_start) do update set count = core.hit.count + excluded.count
        where core.hit.count + excluded.count
          <= case core.hit.key when ${place('numberKey')}::text then ${place('mostInHour')}::int else ${place('mostKilobytes')}::int end
      returning key
    ), within as (
      select exists (select from counted where key = ${place('numberKey')}::text) as number,
        exists (select from counted where key = ${place('kilobytesKey')}::text) as kilobytes
    )`;

/** Counts an upload that was begun. */
export const countBegun = statement<Counted, Within>(
  'files.count-begun',
  (place) => sql`with ${countedFirst(place)}
    select number as within_number, kilobytes as within_kilobytes from within`,
);

interface NewFile extends Counted {
  readonly id: string;
  readonly request: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly by: string;
  readonly now: Date;
  /** JSON of what is known of its bytes; `null` where they are to be inspected. */
  readonly facts: string;
  readonly mostFiles: number;
  readonly mostBytes: number;
}

/**
 * The file, also where it was inserted before; its columns are null when the draft is one no longer or is full, or when the sender has
 * sent too much.
 */
export type InsertedFile = Partial<FileRow> & Within;

export const insertFile = statement<NewFile, InsertedFile>(
  'files.insert',
  (place) => sql`with ${countedFirst(place)}, kept as (
    insert into core.file (tenant_id, id, request_id, name, bytes, sha256, state, uploaded_by, created_at, facts, inspected_at)
    select ${place('tenant')}, ${place('id')}, r.id, ${place('name')}, ${place('bytes')}::bigint, ${place('sha256')},
      case when ${place('facts')}::jsonb <> 'null' then 'stored' else 'pending' end, ${place('by')}::jsonb, ${place('now')}::timestamptz, nullif(${place('facts')}::jsonb, 'null'),
      case when ${place('facts')}::jsonb <> 'null' then ${place('now')}::timestamptz end
    from core.request r, within, lateral (
      select count(*) as files, coalesce(sum(f.bytes), 0) as bytes from core.file f
      where f.tenant_id = r.tenant_id and f.request_id = r.id
    ) held
    where r.id = ${place('request')} and r.state = 'draft' and within.number and within.kilobytes
      and held.files < ${place('mostFiles')}::int and held.bytes + ${place('bytes')}::bigint <= ${place('mostBytes')}::bigint
    on conflict (tenant_id, id) do nothing
    returning id, name, bytes, state, facts
    ), there as (
      select * from kept
      union all
      select id, name, bytes, state, facts from core.file
        where tenant_id = ${place('tenant')} and id = ${place('id')} and request_id = ${place('request')}
    )
    select within.number as within_number, within.kilobytes as within_kilobytes, there.* from within left join there on true`,
);

export const fileById = statement<{ id: string }, GuardedFileRow>(
  'files.by-id',
  (
    place,
  ) => sql`select f.id, f.name, f.bytes, f.state, f.facts, f.sha256, f.plugin, f.request_id, r.state as request_state,
      r.contact_id, r.draft_token_hash,
      array(
        select o.customer_id::text from core.orders o
        where o.tenant_id = f.tenant_id and o.in_portal and (o.request_id = f.request_id or (o.id = f.order_id and f.shown)
          or o.id in (select h.order_id from core.order_file h where h.tenant_id = f.tenant_id and h.file_id = f.id))
      ) as customers
    from core.file f left join core.request r on r.tenant_id = f.tenant_id and r.id = f.request_id
    where f.id = ${place('id')} and f.state <> 'receiving'`,
);

export const removeFile = statement<{ id: string }, { id: string }>(
  'files.remove',
  (place) => sql`delete from core.file f using core.request r
    where f.id = ${place('id')} and r.tenant_id = f.tenant_id and r.id = f.request_id and r.state = 'draft'
    returning f.id`,
);

/** Removes a file of the draft that its content does not name any more. */
export const removeUnnamedFile = statement<{ id: string; request: string }, { id: string }>(
  'files.remove-unnamed',
  (place) => sql`delete from core.file f using core.request r
    where f.id = ${place('id')} and f.request_id = ${place('request')} and r.tenant_id = f.tenant_id and r.id = f.request_id
      and r.state = 'draft' and position(f.id::text in r.content::text) = 0
    returning f.id`,
);

/** What waits to be looked at, by inspection or by a scanner. */
export interface UnseenRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string | null;
  /** True where inspection is done, and a scanner has not answered. */
  readonly inspected: boolean;
}

/** In the sequence of their ids, after the given one, of all tenants; with `before` only those that were received until then. */
export const unseenFiles = statement<{ after: string; before: Date | null; limit: number }, UnseenRow>(
  'files.unseen',
  (place) => sql`select tenant_id, id, name, bytes, sha256, inspected_at is not null as inspected from core.file
    where state = 'pending' and id > ${place('after')}
      and (${place('before')}::timestamptz is null or created_at <= ${place('before')}::timestamptz)
    order by id limit ${place('limit')}`,
);

interface FoundFacts {
  readonly id: string;
  readonly facts: string;
  readonly state: 'pending' | 'stored' | 'blocked';
  readonly now: Date;
}

/**
 * What inspection found, and what that makes of a file that nobody was done with. No row where it is known better already: by a
 * process that was quicker, or by a scanner. That it is dangerous counts at any time.
 */
export const saveFacts = statement<FoundFacts, { id: string }>(
  'files.save-facts',
  (
    place,
  ) => sql`update core.file set facts = ${place('facts')}::jsonb, inspected_at = ${place('now')}, state = ${place('state')}::text
    where id = ${place('id')} and case ${place('state')}::text
      when 'blocked' then state in ('pending', 'stored')
      when 'stored' then state = 'pending'
      else state = 'pending' and inspected_at is null end
    returning id`,
);

/** Which of these ids are files of the tenant. */
export const knownFiles = statement<{ ids: readonly string[] }, { id: string }>(
  'files.known',
  (place) => sql`select id from core.file where id = any(${place('ids')}::uuid[])`,
);

/** What tells this database from others: the moment of its first migration, which a dump takes along. */
export const databaseMark = statement<object, { mark: string }>(
  'files.database-mark',
  () => sql`select min(timestamp) as mark from core.migration`,
);
