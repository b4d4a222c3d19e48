import { sql, type RawBuilder } from 'kysely';
import { statement, type Place } from '../kernel/statement.ts';

/** The operator of a session, as the shop's audit keeps one: the shop knows no operators, so the name goes along. */
const byOperator = (from: RawBuilder<unknown>) =>
  sql`jsonb_build_object('type', 'operator', 'id', ${from}.actor_id, 'name', ${from}.looked_by)`;

interface NewLook {
  /** Of the operator's session: the look ends with it. */
  readonly under: Buffer;
  readonly token: Buffer;
  /** The session that this browser had in the shop before, if any: it ends. */
  readonly former: Buffer | null;
  readonly id: string;
  readonly reason: string;
  readonly device: string;
  readonly now: Date;
  readonly expiresAt: Date;
  /** The same as the shop's people read it. */
  readonly ends: string;
  readonly auditId: string;
  /** Of the line on the platform's record. */
  readonly recordId: string;
  /** Of the notices: as many owners are told at most. */
  readonly noticeIds: readonly string[];
}

/**
 * Begins a look, notes it in the shop's audit and on the platform's record, and tells the owners by mail: all of it or nothing.
 * No row when the operator is no longer signed in, or the shop is closed.
 */
export const openLook = statement<NewLook, { id: string }>(
  'access.open-look',
  (place) => sql`with looks as materialized (
      select l.id, l.name, t.id as tenant_id from core.tenant t, core.begin_look(${place('under')}, ${place('recordId')}, ${place('now')},
        jsonb_build_object('reason', ${place('reason')}::text, 'until', ${place('expiresAt')}::timestamptz)) l
      where t.id = current_setting('docket.tenant')::uuid
    ), opened as (
      insert into core.session (tenant_id, token_hash, id, actor_type, actor_id, proof, device, created_at, proven_at, seen_at, expires_at,
        looked_under, looked_by)
      select tenant_id, ${place('token')}, ${place('id')}, 'operator', id, 'look', ${place('device')}, ${place('now')}, ${place('now')}, ${place('now')},
        ${place('expiresAt')}, ${place('under')}, name from looks
      returning tenant_id, id, actor_id, looked_by
    ), ended as (
      update core.session s set revoked_at = ${place('now')} from opened o
      where s.tenant_id = o.tenant_id and s.revoked_at is null and (s.token_hash = ${place('former')} or s.looked_under = ${place('under')})
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${byOperator(sql`o`)}, 'access.look', 'session', id::text,
        jsonb_build_object('reason', ${place('reason')}::text, 'ends', ${place('ends')}::text) from opened o
    ), told as (
      insert into core.notice
        (tenant_id, id, type, channel, subject_type, subject_id, recipient, data, state, next_at, created_at)
      select f.tenant_id, (${place('noticeIds')}::uuid[])[f.nth], 'access.look', 'mail', 'session', f.session, f.email,
        jsonb_build_object('name', f.name, 'operator', f.looked_by, 'reason', ${place('reason')}::text, 'ends', ${place('ends')}::text), 'queued', ${place('now')}, ${place('now')}
      from (
        select m.tenant_id, m.name, lower(m.email) as email, o.id as session, o.looked_by, row_number() over (order by m.id) as nth
        from opened o join core.staff m on m.tenant_id = o.tenant_id and m.role = 'owner' and m.state = 'active'
      ) f where f.nth <= cardinality(${place('noticeIds')}::uuid[])
    )
    select id from opened`,
);

interface Ending {
  readonly now: Date;
  readonly auditId: string;
  readonly recordId: string;
}

/** Ends the look that `which` finds, if it still runs, in the shop's audit and on the platform's record. */
const ended = (place: Place<Ending>, which: RawBuilder<unknown>) => sql<{ id: string }>`with ended as (
      update core.session set revoked_at = ${place('now')}
      where ${which} and actor_type = 'operator' and revoked_at is null and expires_at > ${place('now')}
      returning tenant_id, id, actor_id, looked_by, looked_under, device
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${byOperator(sql`e`)}, 'access.end-look', 'session', id::text,
        jsonb_build_object('device', device) from ended e
    )
    select e.id, core.end_look(e.looked_under, ${place('recordId')}, ${place('now')}) from ended e`;

/** Ends the look of the token. */
export const endLook = statement<Ending & { token: Buffer }, { id: string }>('access.end-look', (place) =>
  ended(place, sql`token_hash = ${place('token')}`),
);

/** Ends the look that was begun in this session of an operator. */
export const endLookUnder = statement<Ending & { under: Buffer }, { id: string }>('access.end-look-under', (place) =>
  ended(place, sql`looked_under = ${place('under')}`),
);
