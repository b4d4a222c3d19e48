import { sql, type RawBuilder } from 'kysely';
import { statement, type Place } from '../kernel/statement.ts';

/** A staff member, also one who was removed, and the link that waits for whoever has no password yet. */
export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly role_name: string | null;
  readonly permissions: string[];
  readonly state: 'active' | 'removed';
  readonly has_password: boolean;
  readonly totp_since: Date | null;
  readonly link_id: string | null;
  readonly link_expires_at: Date | null;
  /** Null for who never signed in. */
  readonly seen_at: Date | null;
}

export const membersOf = statement<{ now: Date }, MemberRow>(
  'access.members',
  (place) => sql`select f.id, f.name, f.email, f.role, r.name as role_name, r.permissions, f.state,
      f.password_hash is not null as has_password, f.totp_since, h.id as link_id, h.expires_at as link_expires_at, s.seen_at
    from core.staff f
    join core.role r on r.tenant_id = f.tenant_id and r.id = f.role
    left join lateral (
      select h.id, h.expires_at from core.challenge h
      where h.tenant_id = f.tenant_id and h.purpose = 'staff-password' and h.subject = f.id::text and h.consumed_at is null
        and h.expires_at > ${place('now')} and f.password_hash is null
      order by h.created_at desc limit 1
    ) h on true
    left join lateral (
      select max(s.seen_at) as seen_at from core.session s
      where s.tenant_id = f.tenant_id and s.actor_type = 'staff' and s.actor_id = f.id
    ) s on true
    order by f.state, lower(f.name), f.id limit 500`,
);

/** Who somebody is among the staff: what decides who may do what with whom. */
export interface StandingRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: 'active' | 'removed';
  readonly role: string;
  readonly permissions: string[];
}

export const standingOf = statement<{ id: string }, StandingRow>(
  'access.standing-of',
  (place) => sql`select f.id, f.name, f.email, f.state, f.role, r.permissions from core.staff f
    join core.role r on r.tenant_id = f.tenant_id and r.id = f.role where f.id = ${place('id')}`,
);

/** The same of whoever calls. Whether the session lives, the gate says. */
export const standingOfToken = statement<{ token: Buffer }, StandingRow>(
  'access.standing-of-token',
  (place) => sql`select f.id, f.name, f.email, f.state, f.role, r.permissions from core.session s
    join core.staff f on f.tenant_id = s.tenant_id and f.id = s.actor_id
    join core.role r on r.tenant_id = f.tenant_id and r.id = f.role
    where s.token_hash = ${place('token')} and s.actor_type = 'staff'`,
);

/** Somebody does something with a staff member, both as they were read. */
export interface Deed {
  readonly id: string;
  /** The member's role. */
  readonly from: string;
  readonly me: string;
  readonly myRole: string;
  /** What the actor may give at most; null for owners. */
  readonly most: readonly string[] | null;
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

/**
 * Both rows, locked in the sequence of their ids, as they are at the moment of the write: two owners who remove each
 * other at once do it one after another, and the second one finds that it is none any more. So there always is one.
 */
const both = (place: Place<Deed>) => sql`locked as (
      select tenant_id, id, role, state from core.staff where id in (${place('id')}, ${place('me')}) order by id for update
    ), allowed as (
      select member.tenant_id, member.id, member.state from locked member
      join locked actor on actor.id = ${place('me')} and actor.state = 'active' and actor.role = ${place('myRole')}
      join core.role r on r.tenant_id = member.tenant_id and r.id = member.role
      where member.id = ${place('id')} and member.role = ${place('from')}
        and (${place('most')}::text[] is null or r.permissions <@ ${place('most')}::text[])
    )`;

/** Ends every session of whom the rows of `from` name. */
const endedOf = (place: Place<Deed>, from: RawBuilder<unknown>) => sql`ended as (
      update core.session s set revoked_at = ${place('now')} from ${from} m
      where s.tenant_id = m.tenant_id and s.actor_type = 'staff' and s.actor_id = m.id and s.revoked_at is null
    )`;

/** Makes the links void that are open for whom the rows of `from` name. */
const spentOf = (place: Place<Deed>, from: RawBuilder<unknown>) => sql`spent as (
      update core.challenge h set consumed_at = ${place('now')} from ${from} m
      where h.tenant_id = m.tenant_id and h.purpose like 'staff-%' and h.subject = m.id::text and h.consumed_at is null
    )`;

/** Gives a staff member another role and ends the sessions. No row when somebody or something changed meanwhile. */
export const changeRole = statement<Deed & { role: string }, { id: string }>(
  'access.change-member-role',
  (place) => sql`with ${both(place)}, changed as (
      update core.staff f set role = r.id from allowed a
      join core.role r on r.tenant_id = a.tenant_id and r.id = ${place('role')}
        and (${place('most')}::text[] is null or r.permissions <@ ${place('most')}::text[])
      where f.tenant_id = a.tenant_id and f.id = a.id and a.state = 'active' returning f.tenant_id, f.id
    ), ${endedOf(place, sql`changed`)}, audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.change-member-role', 'staff', id::text,
        jsonb_build_object('role', ${place('from')}::text), jsonb_build_object('role', ${place('role')}::text) from changed
    )
    select id from changed`,
);

/** Removes a staff member: sessions, links and passkeys end at once, what was done stays. */
export const removeMember = statement<Deed, { id: string }>(
  'access.remove-member',
  (place) => sql`with ${both(place)}, changed as (
      update core.staff f set state = 'removed' from allowed a
      where f.tenant_id = a.tenant_id and f.id = a.id and a.state = 'active' returning f.tenant_id, f.id
    ), ${endedOf(place, sql`changed`)}, ${spentOf(place, sql`changed`)}, forgotten as (
      delete from core.passkey p using changed where p.tenant_id = changed.tenant_id and p.staff_id = changed.id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.remove-member', 'staff', id::text,
        jsonb_build_object('role', ${place('from')}::text) from changed
    )
    select id from changed`,
);

/** Takes a removed staff member back, with role and password as they were, and without passkeys. */
export const restoreMember = statement<Deed, { id: string }>(
  'access.restore-member',
  (place) => sql`with ${both(place)}, changed as (
      update core.staff f set state = 'active' from allowed a
      where f.tenant_id = a.tenant_id and f.id = a.id and a.state = 'removed' returning f.tenant_id, f.id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.restore-member', 'staff', id::text,
        jsonb_build_object('role', ${place('from')}::text) from changed
    )
    select id from changed`,
);

/** Takes the second factor of a staff member away and ends the sessions. The recovery codes go by `forgetCodes`, in the same transaction. */
export const resetFactor = statement<Deed & { noticeId: string }, { id: string }>(
  'access.reset-factor',
  (place) => sql`with ${both(place)}, changed as (
      update core.staff f set totp_secret = null, totp_since = null from allowed a
      where f.tenant_id = a.tenant_id and f.id = a.id and f.totp_secret is not null returning f.tenant_id, f.id, f.name, f.email
    ), ${endedOf(place, sql`changed`)}, told as (
      insert into core.notice
        (tenant_id, id, type, channel, subject_type, subject_id, recipient, data, state, next_at, created_at)
      select tenant_id, ${place('noticeId')}, 'access.factor-reset', 'mail', 'staff', ${place('noticeId')}, lower(email),
        jsonb_build_object('name', name), 'queued', ${place('now')}, ${place('now')} from changed
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.reset-factor', 'staff', id::text,
        jsonb_build_object('secondFactor', true) from changed
    )
    select id from changed`,
);

/** Makes the links of a staff member void, as the first half of sending a new one or for good. */
export const revokeLinks = statement<Deed & { isSent: boolean }, { id: string }>(
  'access.revoke-links',
  (place) => sql`with ${both(place)}, ${spentOf(place, sql`allowed`)}, audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select f.tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb,
        case when ${place('isSent')}::boolean then 'access.send-link' else 'access.revoke-link' end, 'staff', f.id::text,
        case when not ${place('isSent')}::boolean then jsonb_build_object('email', f.email) end,
        case when ${place('isSent')}::boolean then jsonb_build_object('email', f.email) end
      from allowed a join core.staff f on f.tenant_id = a.tenant_id and f.id = a.id
    )
    select id from allowed`,
);
