import { sql, type RawBuilder } from 'kysely';
import { statement, type Call, type Place } from '../kernel/statement.ts';

/** What goes in one run: everything before these moments. */
export interface Ages {
  readonly now: Date;
  readonly drafts: Date;
  readonly anonymousDrafts: Date;
  readonly declined: Date;
  readonly notices: Date;
  readonly readNotices: Date;
  readonly deliveries: Date;
  readonly sessions: Date;
  readonly imports: Date;
  readonly challenges: Date;
  /** An id of the moment before which outbox rows go: theirs grow with time. */
  readonly outboxBefore: string;
  readonly limit: number;
}

/** How many rows a statement took, and the files that went with them. */
export interface SweptRow {
  readonly swept: number;
  readonly files: readonly string[];
}

type Sweep = (ages: Ages) => Call<SweptRow>;

/** Whoever works on a row keeps it, and two processes take different ones. */
const batch = (place: Place<Ages>) => sql`limit ${place('limit')} for update skip locked`;

/** What an order was made from, or points at, is the order's. */
const isNobodys = sql`r.outcome_id is null
      and not exists (select from core.orders o where o.tenant_id = r.tenant_id and o.request_id = r.id)
      and not exists (select from core.file f join core.order_file h on h.tenant_id = f.tenant_id and h.file_id = f.id
        where f.tenant_id = r.tenant_id and f.request_id = r.id)`;

const requests = (name: string, old: (place: Place<Ages>) => RawBuilder<unknown>): Sweep =>
  statement<Ages, SweptRow>(
    name,
    (place) => sql`with old as (
        select r.tenant_id, r.id from core.request r where ${old(place)} and ${isNobodys} ${batch(place)}
      ), files as (
        select f.id from core.file f join old on f.tenant_id = old.tenant_id and f.request_id = old.id
      ), gone as (
        delete from core.request r using old where r.tenant_id = old.tenant_id and r.id = old.id returning 1
      )
      select (select count(*)::int from gone) as swept, array(select id::text from files) as files`,
  );

const rows = (
  table: string,
  keys: readonly string[],
  old: (place: Place<Ages>) => RawBuilder<unknown>,
  name = table,
): Sweep =>
  statement<Ages, SweptRow>(`privacy.sweep-${name}`, (place) => {
    const same = keys.map((key) => sql`t.${sql.ref(key)} = old.${sql.ref(key)}`);
    return sql`with old as (
        select ${sql.join(keys.map((key) => sql.ref(key)))} from ${sql.table(`core.${table}`)} where ${old(place)} ${batch(place)}
      ), gone as (
        delete from ${sql.table(`core.${table}`)} t using old where ${sql.join(same, sql` and `)} returning 1
      )
      select count(*)::int as swept, '{}'::text[] as files from gone`;
  });

/** Everything that is swept, by what the audit calls it. Each runs as the shop, again until it finds less than its limit. */
export const sweeps: Readonly<Record<string, Sweep>> = {
  drafts: requests(
    'privacy.sweep-drafts',
    (place) => sql`r.state = 'draft' and r.contact_id is not null and r.updated_at < ${place('drafts')}`,
  ),
  anonymousDrafts: requests(
    'privacy.sweep-anonymous-drafts',
    (place) => sql`r.state = 'draft' and r.contact_id is null and r.updated_at < ${place('anonymousDrafts')}`,
  ),
  declined: requests(
    'privacy.sweep-declined',
    (place) =>
      sql`r.state in ('quarantined', 'declined', 'withdrawn', 'superseded') and r.updated_at < ${place('declined')}`,
  ),
  // A mail that waits is not old, however long it waits.
  notices: rows(
    'notice',
    ['tenant_id', 'id'],
    (place) => sql`created_at < ${place('notices')} and (channel = 'bell' or state <> 'queued')`,
  ),
  readNotices: rows(
    'notice',
    ['tenant_id', 'id'],
    (place) => sql`channel = 'bell' and state = 'read' and done_at < ${place('readNotices')}`,
    'read-notice',
  ),
  deliveries: statement<Ages, SweptRow>(
    'privacy.sweep-deliveries',
    (place) => sql`with old as (
        select o.tenant_id, o.id from core.outbox o where o.id < ${place('outboxBefore')}::uuid
          and not exists (select from core.delivery d where d.tenant_id = o.tenant_id and d.outbox_id = o.id and d.state in ('due', 'parked'))
        order by o.id ${batch(place)}
      ), handed as (
        delete from core.delivery d using old where d.tenant_id = old.tenant_id and d.outbox_id = old.id
      ), gone as (
        delete from core.outbox o using old where o.tenant_id = old.tenant_id and o.id = old.id returning 1
      )
      select count(*)::int as swept, '{}'::text[] as files from gone`,
  ),
  sessions: rows(
    'session',
    ['tenant_id', 'token_hash'],
    (place) => sql`expires_at < ${place('sessions')} or revoked_at < ${place('sessions')}`,
  ),
  imports: rows(
    'customer_import',
    ['tenant_id', 'id'],
    (place) => sql`coalesce(finished_at, started_at, created_at) < ${place('imports')}`,
  ),
  challenges: rows('challenge', ['tenant_id', 'id'], (place) => sql`expires_at < ${place('challenges')}`),
  exports: rows('export', ['tenant_id', 'id'], (place) => sql`expires_at < ${place('now')}`),
};

interface Recorded {
  readonly tenant: string;
  readonly auditId: string;
  readonly now: Date;
  readonly counts: string;
}

/** What a run took, once for the shop. */
export const recordSweep = statement<Recorded>(
  'privacy.record-sweep',
  (place) => sql`insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
    values (${place('tenant')}::uuid, ${place('auditId')}, ${place('now')}, '{"type":"system","reason":"What is old goes."}', 'privacy.sweep',
      'shop', ${place('tenant')}::uuid::text, ${place('counts')}::jsonb)`,
);

/** Shops that are not suspended, a page at a time. `version` is the shop's as it is stored. */
export const shopsAfter = statement<{ after: string; limit: number }, { id: string; version: number }>(
  'privacy.shops-after',
  (place) => sql`select id, config_version as version from core.tenant
    where state = 'active' and id > ${place('after')}::uuid order by id limit ${place('limit')}`,
);
