import { sql, type RawBuilder } from 'kysely';
import { statement, type Place } from '../kernel/statement.ts';
import { opened, type NewSession } from './store.ts';

/** A second step that may be tried, with what it is compared to. */
export interface FactorRow {
  readonly id: string;
  readonly created_at: Date;
  readonly staff_id: string;
  readonly name: string;
  readonly email: string;
  /** Sealed. */
  readonly totp_secret: string;
  readonly totp_step: number;
}

/** Counts a try of the second step of this browser, before it is compared; no row once it is used up, too old or tried too often. */
export const tryFactor = statement<{ id: string; browserHash: Buffer; most: number; now: Date }, FactorRow>(
  'access.try-factor',
  (place) => sql`with tried as (
      update core.challenge set tries = tries + 1
      where id = ${place('id')} and purpose = 'staff-factor' and browser_hash = ${place('browserHash')}
        and consumed_at is null and expires_at > ${place('now')} and tries < ${place('most')}
      returning tenant_id, id, subject, created_at
    )
    select h.id, h.created_at, f.id as staff_id, f.name, f.email, f.totp_secret, f.totp_step from tried h
    join core.staff f on f.tenant_id = h.tenant_id and f.id::text = h.subject and f.state = 'active' and f.totp_secret is not null`,
);

type Step = NewSession & { readonly challenge: string };

/** The challenge, while it is open for the actor. */
const open = (
  place: Place<Step>,
) => sql`core.challenge h where h.id = ${place('challenge')} and h.purpose = 'staff-factor'
        and h.consumed_at is null and h.expires_at > ${place('now')} and h.subject = ${place('actor')}::text`;

/** Uses the challenge up where the rows of `from` are. */
const usedBy = (place: Place<Step>, from: RawBuilder<unknown>) => sql`used as (
      update core.challenge set consumed_at = ${place('now')} from ${from} x
      where core.challenge.tenant_id = x.tenant_id and core.challenge.id = ${place('challenge')} and consumed_at is null
      returning core.challenge.tenant_id
    )`;

/** Uses up the step of a code and opens the session, both or neither: of many with the same code at once, one gets a row. */
export const redeemStep = statement<Step & { step: number }, { id: string }>(
  'access.redeem-step',
  (place) => sql`with stepped as (
      update core.staff f set totp_step = ${place('step')}
      where f.id = ${place('actor')} and f.state = 'active' and f.totp_step < ${place('step')} and exists (select from ${open(place)})
      returning f.tenant_id
    ), ${usedBy(place, sql`stepped`)}, ${opened(place, sql`used`)}
    select id from opened`,
);

interface Recovery extends Step {
  readonly codeHash: Buffer;
  readonly codeAuditId: string;
  readonly noticeId: string;
}

/** The same with a recovery code, of which each works once; the person is told by mail. */
export const redeemRecovery = statement<Recovery, { id: string }>(
  'access.redeem-recovery',
  (place) => sql`with spent as (
      update core.recovery_code c set used_at = ${place('now')}
      where c.staff_id = ${place('actor')} and c.code_hash = ${place('codeHash')} and c.used_at is null
        and exists (select from ${open(place)})
      returning c.tenant_id, c.staff_id
    ), ${usedBy(place, sql`spent`)}, ${opened(place, sql`used`)}, recovered as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('codeAuditId')}, ${place('now')}, jsonb_build_object('type', 'staff', 'id', staff_id),
        'access.use-recovery-code', 'staff', staff_id::text, jsonb_build_object('device', ${place('device')}::text) from spent
    ), told as (
      insert into core.notice
        (tenant_id, id, type, channel, subject_type, subject_id, recipient, data, state, next_at, created_at)
      select f.tenant_id, ${place('noticeId')}, 'access.recovery-used', 'mail', 'challenge', ${place('challenge')}::uuid, lower(f.email),
        jsonb_build_object('name', f.name), 'queued', ${place('now')}, ${place('now')}
      from spent join core.staff f on f.tenant_id = spent.tenant_id and f.id = spent.staff_id
    )
    select id from opened`,
);

/** What staff change about their own way in; `token` is of the session that stays. */
export interface OwnChange {
  readonly id: string;
  readonly token: Buffer;
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

const endedOthers = (place: Place<OwnChange>, from: RawBuilder<unknown>) => sql`ended as (
      update core.session s set revoked_at = ${place('now')} from ${from} m
      where s.tenant_id = m.tenant_id and s.actor_type = 'staff' and s.actor_id = m.id and s.revoked_at is null
        and s.token_hash <> ${place('token')}
      returning s.id
    )`;

/** The line of the audit; whether there was and is a second factor, where the change is about it. */
const audited = (
  place: Place<OwnChange>,
  action: RawBuilder<unknown>,
  { before = sql`null`, after = sql`null` }: { before?: RawBuilder<unknown>; after?: RawBuilder<unknown> },
) => sql`audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, ${action}, 'staff', id::text,
        ${before}::jsonb, ${after}::jsonb from changed
    )`;

const factor = sql`jsonb_build_object('secondFactor', true)`;

/** Replaces the password when it still is the one that was proven; ends the other sessions, and every link that would set another. */
export const changePassword = statement<OwnChange & { was: string; hash: string }, { id: string }>(
  'access.change-password',
  (place) => sql`with changed as (
      update core.staff set password_hash = ${place('hash')}
      where id = ${place('id')} and state = 'active' and password_hash = ${place('was')} returning tenant_id, id
    ), ${endedOthers(place, sql`changed`)}, spent as (
      update core.challenge h set consumed_at = ${place('now')} from changed
      where h.tenant_id = changed.tenant_id and h.purpose like 'staff-%' and h.subject = changed.id::text and h.consumed_at is null
    ), ${audited(place, sql`'access.change-password'`, {
      after: sql`jsonb_build_object('endedSessions', (select count(*) from ended))`,
    })}
    select id from changed`,
);

const codesOf = (place: Place<OwnChange & { codes: readonly Buffer[] }>) => sql`coded as (
      insert into core.recovery_code (tenant_id, staff_id, code_hash, created_at)
      select changed.tenant_id, changed.id, c, ${place('now')} from changed, unnest(${place('codes')}::bytea[]) c
    )`;

/** Begins to ask for codes, unless it does already; ends the other sessions, which proved less. */
export const enableTotp = statement<
  OwnChange & { sealed: string; step: number; codes: readonly Buffer[] },
  { id: string }
>(
  'access.enable-totp',
  (place) => sql`with changed as (
      update core.staff set totp_secret = ${place('sealed')}, totp_since = ${place('now')}, totp_step = ${place('step')}
      where id = ${place('id')} and state = 'active' and totp_secret is null returning tenant_id, id
    ), ${codesOf(place)}, ${endedOthers(place, sql`changed`)}, ${audited(place, sql`'access.enable-factor'`, { after: factor })}
    select id from changed`,
);

/** Stops asking for codes. The recovery codes go by `forgetCodes`, in the same transaction. */
export const disableTotp = statement<OwnChange, { id: string }>(
  'access.disable-totp',
  (place) => sql`with changed as (
      update core.staff set totp_secret = null, totp_since = null
      where id = ${place('id')} and state = 'active' and totp_secret is not null returning tenant_id, id
    ), ${endedOthers(place, sql`changed`)}, ${audited(place, sql`'access.disable-factor'`, { before: factor })}
    select id from changed`,
);

/** Deletes the recovery codes of whoever has no second factor any more. */
export const forgetCodes = statement<{ id: string }>(
  'access.forget-codes',
  (place) => sql`delete from core.recovery_code c using core.staff f
    where c.staff_id = ${place('id')} and f.tenant_id = c.tenant_id and f.id = c.staff_id and f.totp_secret is null`,
);

/** Puts new recovery codes in the place of all before, for somebody with a second factor. */
export const addCodes = statement<OwnChange & { codes: readonly Buffer[] }, { id: string }>(
  'access.add-codes',
  (place) => sql`with changed as (
      select tenant_id, id from core.staff where id = ${place('id')} and state = 'active' and totp_secret is not null
    ), replaced as (
      delete from core.recovery_code c using changed where c.tenant_id = changed.tenant_id and c.staff_id = changed.id
    ), ${codesOf(place)}, ${audited(place, sql`'access.renew-recovery-codes'`, {
      after: sql`jsonb_build_object('recoveryCodes', cardinality(${place('codes')}::bytea[]))`,
    })}
    select id from changed`,
);

/** The account of whoever calls. Whether the session lives, the gate says. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly totp_secret: string | null;
  readonly totp_since: Date | null;
  readonly recovery_codes: number;
}

export const accountOfToken = statement<{ token: Buffer }, AccountRow>(
  'access.account-of-token',
  (place) => sql`select f.id, f.name, f.email, f.password_hash, f.totp_secret, f.totp_since,
      (select count(*)::int from core.recovery_code c
        where c.tenant_id = f.tenant_id and c.staff_id = f.id and c.used_at is null) as recovery_codes
    from core.session s join core.staff f on f.tenant_id = s.tenant_id and f.id = s.actor_id
    where s.token_hash = ${place('token')} and s.actor_type = 'staff'`,
);
