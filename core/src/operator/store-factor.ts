import { sql, type RawBuilder } from 'kysely';
import { statement, type Place } from '../kernel/statement.ts';

interface Proving {
  /** Of the session that is good for nothing but this: it ends. */
  readonly half: Buffer;
  /** Of the session that takes its place. */
  readonly token: Buffer;
  readonly id: string;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly auditId: string;
}

/** The half session of the operator `o`, while it lives. */
const half = (place: Place<Proving>) => sql`core.operator_session s
      where s.token_hash = ${place('half')} and s.operator_id = o.id and s.factor_at is null and s.revoked_at is null
        and s.expires_at > ${place('now')}`;

/** Opens a whole session in place of the half one, once for each operator of `proven`. */
const opened = (place: Place<Proving>, action: string) => sql`opened as (
      insert into core.operator_session (token_hash, id, operator_id, device, created_at, seen_at, expires_at, factor_at)
      select ${place('token')}, ${place('id')}, s.operator_id, s.device, ${place('now')}, ${place('now')}, ${place('expiresAt')}, ${place('now')}
      from proven o join core.operator_session s on s.operator_id = o.id and s.token_hash = ${place('half')}
      returning operator_id as id
    ), ended as (
      update core.operator_session set revoked_at = ${place('now')} where token_hash = ${place('half')} and exists (select from opened)
    ), ${noted(place, sql.lit(action), sql`opened`)}
    select id from opened`;

const noted = (place: Place<{ auditId: string; now: Date }>, action: RawBuilder<unknown>, from: RawBuilder<unknown>) =>
  sql`noted as (
      insert into core.platform_audit (id, at, by, action, subject_type, subject_id)
      select ${place('auditId')}, ${place('now')}, jsonb_build_object('type', 'operator', 'id', id), ${action}, 'operator', id::text
      from ${from}
    )`;

/** Uses up the step of a code and opens the session, both or neither: of many with the same code at once, one gets a row. */
export const proveByStep = statement<Proving & { step: number }, { id: string }>(
  'operator.prove-by-step',
  (place) => sql`with proven as (
      update core.operator o set totp_step = ${place('step')}
      where o.totp_secret is not null and o.totp_step < ${place('step')} and exists (select from ${half(place)}) returning o.id
    ), ${opened(place, 'operator.prove')}`,
);

/** The same with a recovery code, of which each works once. */
export const proveByRecovery = statement<Proving & { codeHash: Buffer }, { id: string }>(
  'operator.prove-by-recovery',
  (place) => sql`with proven as (
      update core.operator_recovery_code c set used_at = ${place('now')} from core.operator o
      where c.operator_id = o.id and c.code_hash = ${place('codeHash')} and c.used_at is null and o.totp_secret is not null
        and exists (select from ${half(place)}) returning o.id
    ), ${opened(place, 'operator.use-recovery-code')}`,
);

interface NewFactor {
  readonly operator: string;
  /** Of the session in which it is set up: it stays, and is a whole one. */
  readonly token: Buffer;
  readonly sealed: string;
  readonly step: number;
  readonly codes: readonly Buffer[];
  /** What stood there before; somebody else was quicker when it is no longer so. */
  readonly was: string | null;
  readonly now: Date;
  readonly auditId: string;
}

/** Sets up the second factor, or another one in its place, with its recovery codes; every other session of the operator ends. */
export const keepFactor = statement<NewFactor, { id: string }>(
  'operator.keep-factor',
  (place) => sql`with changed as (
      update core.operator set totp_secret = ${place('sealed')}, totp_since = ${place('now')}, totp_step = ${place('step')}
      where id = ${place('operator')} and totp_secret is not distinct from ${place('was')} returning id
    ), forgotten as (
      delete from core.operator_recovery_code c using changed where c.operator_id = changed.id
    ), coded as (
      insert into core.operator_recovery_code (operator_id, code_hash, created_at)
      select changed.id, c, ${place('now')} from changed, unnest(${place('codes')}::bytea[]) c
    ), stays as (
      update core.operator_session s set factor_at = ${place('now')} from changed
      where s.token_hash = ${place('token')} and s.operator_id = changed.id
    ), ended as (
      update core.operator_session s set revoked_at = ${place('now')} from changed
      where s.operator_id = changed.id and s.token_hash <> ${place('token')} and s.revoked_at is null
    ), ${noted(place, sql`'operator.keep-factor'`, sql`changed`)}
    select id from changed`,
);

/** Takes away the second factor of whoever lost it, and ends every session. No row for an unknown address. */
export const dropFactor = statement<{ email: string; by: string; auditId: string; now: Date }, { id: string }>(
  'operator.drop-factor',
  (place) => sql`with changed as (
      update core.operator set totp_secret = null, totp_since = null where lower(email) = ${place('email')} returning id
    ), forgotten as (
      delete from core.operator_recovery_code c using changed where c.operator_id = changed.id
    ), ended as (
      update core.operator_session s set revoked_at = ${place('now')} from changed
      where s.operator_id = changed.id and s.revoked_at is null
    ), noted as (
      insert into core.platform_audit (id, at, by, action, subject_type, subject_id)
      select ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'operator.drop-factor', 'operator', id::text from changed
    )
    select id from changed`,
);
