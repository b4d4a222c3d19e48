import { sql, type RawBuilder } from 'kysely';
import type { Place } from '../kernel/statement.ts';
import { statement } from '../kernel/statement.ts';

/** An operator as signing in needs one. */
export interface OperatorRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password_hash: string | null;
  /** Sealed; null for who has no second factor. */
  readonly totp_secret: string | null;
  /** The last step whose code was used. */
  readonly totp_step: number;
}

const account = sql`o.id, o.name, o.email, o.password_hash, o.totp_secret, o.totp_step`;

/** The operator of a living session. */
export interface OperatorSessionRow extends OperatorRow {
  /** True once the second factor was proven in the session. */
  readonly proven: boolean;
  /** Not written as seen for five minutes. */
  readonly stale: boolean;
}

/** Sessions rest for two hours at most. */
export const findSession = statement<{ token: Buffer; now: Date }, OperatorSessionRow>(
  'operator.find-session',
  (
    place,
  ) => sql`select ${account}, s.factor_at is not null as proven, s.seen_at < ${place('now')}::timestamptz - interval '5 minutes' as stale
    from core.operator_session s join core.operator o on o.id = s.operator_id
    where s.token_hash = ${place('token')} and s.revoked_at is null and s.expires_at > ${place('now')}::timestamptz
      and s.seen_at > ${place('now')}::timestamptz - interval '2 hours'`,
);

export const touchSession = statement<{ token: Buffer; now: Date }>(
  'operator.touch-session',
  (place) => sql`update core.operator_session set seen_at = ${place('now')} where token_hash = ${place('token')}`,
);

export const operatorByEmail = statement<{ email: string }, OperatorRow>(
  'operator.by-email',
  (place) => sql`select ${account} from core.operator o where lower(o.email) = ${place('email')}`,
);

export const operators = statement<
  object,
  Pick<OperatorRow, 'name' | 'email'> & { ready: boolean; guarded: boolean; created_at: Date }
>(
  'operator.all',
  () =>
    sql`select name, email, password_hash is not null as ready, totp_secret is not null as guarded, created_at from core.operator order by created_at, id limit 200`,
);

/** A counter after it was raised. */
export interface HitRow {
  readonly key: string;
  readonly count: number;
}

/** Raises the counters `[{ key, start }]` in the sequence of their keys; counters of the day before go. */
export const countHits = statement<{ hits: string; now: Date }, HitRow>(
  'operator.count-hits',
  (place) => sql`with old as (
      delete from core.operator_hit where window_start < ${place('now')}::timestamptz - interval '1 day'
    )
    insert into core.operator_hit (key, window_start, count)
    select h.key, h.start, 1 from jsonb_to_recordset(${place('hits')}::jsonb) h(key text, start timestamptz) order by h.key
    on conflict (key, window_start) do update set count = core.operator_hit.count + 1
    returning key, count`,
);

interface Recorded {
  /** Who did it, JSON. */
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

/** The record of one act on the subject that `from` names by `id`. */
export const audited = (
  place: Place<Recorded>,
  action: string,
  subject: string,
  from: RawBuilder<unknown>,
  after: RawBuilder<unknown> = sql`null::jsonb`,
) =>
  sql`audited as (
      insert into core.platform_audit (id, at, by, action, subject_type, subject_id, after)
      select ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, ${sql.lit(action)}, ${sql.lit(subject)}, id::text, ${after}
      from ${from}
    )`;

interface NewLink extends Recorded {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly link: string;
  readonly secretHash: Buffer;
  readonly expiresAt: Date;
}

/** Adds an operator with a link to choose a password; one who is there keeps the name and gets another link. */
export const inviteOperator = statement<NewLink, { id: string }>(
  'operator.invite',
  (place) => sql`with added as (
      insert into core.operator (id, name, email, created_at)
      values (${place('id')}, ${place('name')}, ${place('email')}, ${place('now')})
      on conflict (lower(email)) do update set email = excluded.email returning id
    ), linked as (
      insert into core.operator_link (id, operator_id, secret_hash, created_at, expires_at)
      select ${place('link')}, id, ${place('secretHash')}, ${place('now')}, ${place('expiresAt')} from added
    ), ${audited(place, 'operator.invite', 'operator', sql`added`)}
    select id from added`,
);

interface NewPassword {
  readonly link: string;
  readonly secretHash: Buffer;
  readonly hash: string;
  readonly auditId: string;
  readonly now: Date;
}

/** Uses up the link, sets the password, and ends every session and every other link of the operator. No row when it is gone. */
export const setPassword = statement<NewPassword, { id: string; guarded: boolean }>(
  'operator.set-password',
  (place) => sql`with used as (
      update core.operator_link set consumed_at = ${place('now')}
      where id = ${place('link')} and secret_hash = ${place('secretHash')} and consumed_at is null and expires_at > ${place('now')}
      returning id as link_id, operator_id
    ), changed as (
      update core.operator o set password_hash = ${place('hash')} from used where o.id = used.operator_id
      returning o.id, o.totp_secret is not null as guarded
    ), ended as (
      update core.operator_session s set revoked_at = ${place('now')} from changed
      where s.operator_id = changed.id and s.revoked_at is null
    ), spent as (
      update core.operator_link l set consumed_at = ${place('now')} from used
      where l.operator_id = used.operator_id and l.id <> used.link_id and l.consumed_at is null
    ), audited as (
      insert into core.platform_audit (id, at, by, action, subject_type, subject_id)
      select ${place('auditId')}, ${place('now')}, jsonb_build_object('type', 'operator', 'id', id), 'operator.set-password', 'operator', id::text
      from changed
    )
    select id, guarded from changed`,
);

/** Whether a link is still good: asked before a password is hashed. */
export const livingLink = statement<{ link: string; secretHash: Buffer; now: Date }, { id: string }>(
  'operator.living-link',
  (place) => sql`select id from core.operator_link
    where id = ${place('link')} and secret_hash = ${place('secretHash')} and consumed_at is null and expires_at > ${place('now')}`,
);

interface NewSession {
  readonly token: Buffer;
  readonly id: string;
  readonly operator: string;
  readonly device: string;
  readonly now: Date;
  readonly expiresAt: Date;
  /** The session that this browser had before, if any: it ends. */
  readonly former: Buffer | null;
  readonly auditId: string;
}

export const openSession = statement<NewSession>(
  'operator.open-session',
  (place) => sql`with opened as (
      insert into core.operator_session (token_hash, id, operator_id, device, created_at, seen_at, expires_at)
      values (${place('token')}, ${place('id')}, ${place('operator')}, ${place('device')}, ${place('now')}, ${place('now')}, ${place('expiresAt')})
      returning operator_id
    ), ended as (
      update core.operator_session set revoked_at = ${place('now')} where token_hash = ${place('former')} and revoked_at is null
    )
    insert into core.platform_audit (id, at, by, action, subject_type, subject_id)
    select ${place('auditId')}, ${place('now')}, jsonb_build_object('type', 'operator', 'id', operator_id), 'operator.sign-in', 'operator',
      operator_id::text from opened`,
);

export const endSession = statement<{ token: Buffer; now: Date; auditId: string }>(
  'operator.end-session',
  (place) => sql`with ended as (
      update core.operator_session set revoked_at = ${place('now')} where token_hash = ${place('token')} and revoked_at is null
      returning operator_id
    )
    insert into core.platform_audit (id, at, by, action, subject_type, subject_id)
    select ${place('auditId')}, ${place('now')}, jsonb_build_object('type', 'operator', 'id', operator_id), 'operator.sign-out', 'operator',
      operator_id::text from ended`,
);
