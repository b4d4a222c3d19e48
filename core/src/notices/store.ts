import { sql } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement } from '../kernel/statement.ts';

/** What notices say of a request and the order it became. */
export interface RequestFacts {
  readonly id: string;
  readonly proof: string;
  readonly identity: { readonly name?: string; readonly email?: string; readonly company?: string };
  readonly contact_name: string | null;
  readonly contact_email: string | null;
  readonly customer_name: string | null;
  readonly order_id: string | null;
  readonly number: number | null;
  readonly prefix: string | null;
  readonly title: string | null;
  readonly quantity: number | null;
  /** Who looks after the order. */
  readonly assignee_id: string | null;
  /** Why it was decided as it was. */
  readonly reason: string | null;
  /** Its sender had been told that it waits. */
  readonly waited: boolean;
  /** Staff corrected it before they took it. */
  readonly corrected: boolean;
}

export const factsOfRequest = statement<{ id: string }, RequestFacts>(
  'notices.facts-of-request',
  (
    place,
  ) => sql`select r.id, r.proof, r.identity, t.name as contact_name, t.email as contact_email, c.name as customer_name,
      o.id as order_id, o.number, o.prefix, o.assignee_id, coalesce(o.title, r.submitted ->> 'title', r.content ->> 'title') as title, o.quantity, r.decision ->> 'reason' as reason,
      exists (select from core.notice w where w.tenant_id = r.tenant_id and w.type = 'intake.waiting' and w.subject_type = 'request'
        and w.subject_id = r.id and w.channel = 'mail') as waited,
      r.state = 'accepted' and r.content_version > 1 as corrected
    from core.request r
    left join core.contact t on t.tenant_id = r.tenant_id and t.id = r.contact_id
    left join core.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join core.orders o on o.tenant_id = r.tenant_id and o.request_id = r.id
    where r.id = ${place('id')}`,
);

/** Queues what is not queued yet: the same subject, channel and recipient again changes nothing. */
export const insertNotices = statement<{ tenant: string; rows: string; now: Date }>(
  'notices.insert-all',
  (place) => sql`insert into core.notice
      (tenant_id, id, type, channel, subject_type, subject_id, recipient, data, state, next_at, created_at)
    select ${place('tenant')}, n.id, n.type, n.channel, n.subject_type, n.subject_id, n.recipient, n.data, 'queued', ${place('now')}, ${place('now')}
    from jsonb_to_recordset(${place('rows')}::jsonb)
      n(id uuid, type text, channel text, subject_type text, subject_id uuid, recipient text, data jsonb)
    on conflict do nothing`,
);

interface OneNotice {
  readonly tenant: string;
  readonly id: string;
  readonly type: string;
  readonly channel: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly recipient: string;
  readonly data: string;
  readonly now: Date;
}

export const insertNotice = statement<OneNotice>(
  'notices.insert',
  (place) => sql`insert into core.notice
      (tenant_id, id, type, channel, subject_type, subject_id, recipient, data, state, next_at, created_at)
    values (${place('tenant')}, ${place('id')}, ${place('type')}, ${place('channel')}, ${place('subjectType')}, ${place('subjectId')},
      ${place('recipient')}, ${place('data')}::jsonb, 'queued', ${place('now')}, ${place('now')})
    on conflict do nothing`,
);

/** A row of the bell. `number` is the order's, null for what has none yet. */
export interface BellRow {
  readonly id: string;
  readonly type: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly number: number | null;
  readonly data: Json;
  readonly at: Date;
  readonly read: boolean;
}

export const bellOf = statement<{ staff: string }, BellRow>(
  'notices.bell',
  (
    place,
  ) => sql`select id, type, subject_type, subject_id, (data ->> 'number')::bigint as number, data, created_at as at,
      state = 'read' as read
    from core.notice where channel = 'bell' and recipient = ${place('staff')} order by id desc limit 50`,
);

/** Counted up to a hundred: the bell shows no more. */
export const unreadOf = statement<{ staff: string }, { unread: number }>(
  'notices.unread',
  (place) => sql`select count(*)::int as unread from (
    select from core.notice where channel = 'bell' and recipient = ${place('staff')} and state = 'queued' limit 100) capped`,
);

export const markRead = statement<{ staff: string; ids: readonly string[]; now: Date }>(
  'notices.mark-read',
  (place) => sql`update core.notice set state = 'read', done_at = ${place('now')}
    where channel = 'bell' and recipient = ${place('staff')} and state = 'queued' and id = any(${place('ids')}::uuid[])`,
);

/** A mail that this process is about to send. */
export interface ClaimedMail {
  readonly tenant_id: string;
  readonly id: string;
  readonly type: string;
  readonly recipient: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
  readonly attempts: number;
  readonly created_at: Date;
  /** Of the shop: raised when its name or logo is another one. */
  readonly config_version: number;
  /** Confirmations of unproven senders that the address got within a day, or gets before this one, over all shops. */
  readonly recent: number;
}

/**
 * Takes due mails for as long as the lease, those that somebody waits for to sign in before all others, none of shops that are suspended: whoever dies with one lets it come due again. The count of recent ones
 * lets the sender stop a stranger who fills somebody's mailbox.
 */
export const claimMails = statement<{ now: Date; leaseUntil: Date; dayAgo: Date; limit: number }, ClaimedMail>(
  'notices.claim-mails',
  (place) => sql`with due as (
      select tenant_id, id from core.notice where channel = 'mail' and state = 'queued' and next_at <= ${place('now')}
        and tenant_id <> all(array(select id from core.tenant where state = 'suspended'))
      order by type not like 'access.%', next_at limit ${place('limit')} for update skip locked
    )
    update core.notice n set attempts = n.attempts + 1, next_at = ${place('leaseUntil')} from due
    where n.tenant_id = due.tenant_id and n.id = due.id
    returning n.tenant_id, n.id, n.type, n.recipient, n.data, n.attempts, n.created_at,
      (select t.config_version from core.tenant t where t.id = n.tenant_id) as config_version,
      case when n.data ->> 'proven' = 'false' then (
        select count(*)::int from core.notice m
        where m.channel = 'mail' and m.recipient = n.recipient and m.data ->> 'proven' = 'false'
          and (m.state = 'sent' and m.done_at > ${place('dayAgo')} or m.state = 'queued' and m.id < n.id)
      ) else 0 end as recent`,
);

/** Ends a mail. Codes and links are not kept a moment longer than needed. */
export const endMail = statement<{ tenant: string; id: string; state: string; error: string | null; now: Date }>(
  'notices.end-mail',
  (place) => sql`update core.notice set state = ${place('state')}, error = ${place('error')}, done_at = ${place('now')},
      data = case when type like 'access.%' then '{}'::jsonb else data end
    where tenant_id = ${place('tenant')} and id = ${place('id')}`,
);

export const postponeMail = statement<{ tenant: string; id: string; error: string; at: Date }>(
  'notices.postpone-mail',
  (place) => sql`update core.notice set error = ${place('error')}, next_at = ${place('at')}
    where tenant_id = ${place('tenant')} and id = ${place('id')}`,
);
