import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** A staff member as signing in needs it. */
export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password_hash: string | null;
  /** Null for who has no second factor. */
  readonly totp_since: Date | null;
}

export const staffByEmail = statement<{ email: string }, StaffRow>(
  'access.staff-by-email',
  (place) => sql`select id, name, email, password_hash, totp_since from core.staff
    where lower(email) = ${place('email')} and state = 'active'`,
);

/** The staff member to whom the token belongs, or the operator who looks. Whether the session lives, the gate says. */
export interface StaffFaceRow {
  readonly id: string;
  readonly name: string;
  /** Empty of an operator, as is the role. */
  readonly email: string;
  readonly role: string;
  /** Null while the role has the name that it came with. */
  readonly role_name: string | null;
  /** True while nothing opens before a second factor is set up. */
  readonly factor_due: boolean;
  /** Until when an operator looks; null for staff. */
  readonly looks_until: Date | null;
}

export const staffOfToken = statement<{ token: Buffer }, StaffFaceRow>(
  'access.staff-of-token',
  (
    place,
  ) => sql`select s.actor_id as id, coalesce(f.name, s.looked_by) as name, coalesce(f.email, '') as email, coalesce(f.role, '') as role,
      r.name as role_name, s.factor_due and f.totp_since is null as factor_due,
      case s.actor_type when 'operator' then s.expires_at end as looks_until
    from core.session s
    left join core.staff f on s.actor_type = 'staff' and f.tenant_id = s.tenant_id and f.id = s.actor_id
    left join core.role r on r.tenant_id = f.tenant_id and r.id = f.role
    where s.token_hash = ${place('token')} and s.actor_type <> 'contact'`,
);

interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  /** What the inviting person may give at most; null for owners and for code. */
  readonly most: readonly string[] | null;
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

/**
 * Adds a staff member; no row when the address already is one, also one that was removed, or when the role holds more by
 * now than the inviting person may give.
 */
export const insertStaff = statement<Invitation, { id: string }>(
  'access.insert-staff',
  (place) => sql`with added as (
      insert into core.staff (tenant_id, id, name, email, role, created_at)
      select r.tenant_id, ${place('id')}, ${place('name')}, ${place('email')}, r.id, ${place('now')} from core.role r
      where r.id = ${place('role')} and (${place('most')}::text[] is null or r.permissions <@ ${place('most')}::text[])
      on conflict do nothing returning tenant_id, id, name, email, role
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.invite', 'staff', id::text,
        jsonb_build_object('name', name, 'email', email, 'role', role) from added
    )
    select id from added`,
);

interface NewMember {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly hash: string;
  readonly now: Date;
}

/** Adds a staff member who has a password already, as code does: nobody invited them, so no audit names anybody. */
export const insertMember = statement<NewMember>(
  'access.insert-member',
  (place) => sql`insert into core.staff (tenant_id, id, name, email, role, password_hash, created_at)
    values (${place('tenant')}, ${place('id')}, ${place('name')}, ${place('email')}, ${place('role')}, ${place('hash')}, ${place('now')})`,
);

/** The staff member whose link this is, while it is good. */
export const staffOfLink = statement<{ id: string; secretHash: Buffer; now: Date }, StaffRow>(
  'access.staff-of-link',
  (place) => sql`select f.id, f.name, f.email, f.password_hash, f.totp_since from core.challenge h
    join core.staff f on f.tenant_id = h.tenant_id and f.id::text = h.subject and f.state = 'active'
    where h.id = ${place('id')} and h.purpose = 'staff-password' and h.secret_hash = ${place('secretHash')}
      and h.consumed_at is null and h.expires_at > ${place('now')}`,
);

interface NewPassword {
  readonly link: string;
  readonly hash: string;
  readonly now: Date;
  readonly auditId: string;
}

/**
 * Uses up the link, sets the password, and ends every session and every other link of the staff member. No row when
 * the link was used meanwhile.
 */
export const setPassword = statement<NewPassword, { id: string }>(
  'access.set-password',
  (place) => sql`with used as (
      update core.challenge set consumed_at = ${place('now')}
      where id = ${place('link')} and purpose = 'staff-password' and consumed_at is null and expires_at > ${place('now')}
      returning tenant_id, id, subject
    ), member as (
      update core.staff f set password_hash = ${place('hash')} from used
      where f.tenant_id = used.tenant_id and f.id::text = used.subject and f.state = 'active' returning f.tenant_id, f.id
    ), ended as (
      update core.session s set revoked_at = ${place('now')} from member
      where s.tenant_id = member.tenant_id and s.actor_type = 'staff' and s.actor_id = member.id and s.revoked_at is null returning s.id
    ), spent as (
      update core.challenge h set consumed_at = ${place('now')} from used
      where h.tenant_id = used.tenant_id and h.purpose = 'staff-password' and h.subject = used.subject and h.id <> used.id
        and h.consumed_at is null
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, jsonb_build_object('type', 'staff', 'id', id), 'access.set-password',
        'staff', id::text, jsonb_build_object('endedSessions', (select count(*) from ended)) from member
    )
    select id from member`,
);

/**
 * Tells the person by mail of a session that was just opened in a browser which was never theirs. Of the very first one
 * nobody is told.
 */
export const tellOfDevice = statement<{ session: string; noticeId: string; told: string; now: Date }>(
  'access.tell-of-device',
  (place) => sql`insert into core.notice
      (tenant_id, id, type, channel, subject_type, subject_id, recipient, data, state, next_at, created_at)
    select s.tenant_id, ${place('noticeId')}, 'access.staff-device', 'mail', 'session', s.id, lower(f.email), ${place('told')}::jsonb, 'queued',
      ${place('now')}, ${place('now')}
    from core.session s join core.staff f on f.tenant_id = s.tenant_id and f.id = s.actor_id
    where s.id = ${place('session')} and s.actor_type = 'staff'
      and exists (select from core.session o where o.tenant_id = s.tenant_id and o.actor_type = 'staff' and o.actor_id = s.actor_id and o.id <> s.id)
      and not exists (select from core.session o where o.tenant_id = s.tenant_id and o.actor_type = 'staff' and o.actor_id = s.actor_id
        and o.id <> s.id and o.device_hash = s.device_hash)`,
);
