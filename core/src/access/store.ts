import { sql, type RawBuilder } from 'kysely';
import { statement, type Place } from '../kernel/statement.ts';

/** The proof of a session that an e-mail address alone has opened, on a link that nobody guesses. */
export const emailMatch = 'email-match';

/** The shop's version, and the session of the token when it is alive. One row; none for a shop that is suspended or gone. */
export interface SessionRow {
  readonly config_version: number;
  readonly token_known: boolean;
  readonly actor_type: 'contact' | 'staff' | 'operator' | null;
  readonly actor_id: string | null;
  readonly customer_id: string | null;
  readonly rights: string[] | null;
  /** True while staff may do nothing before setting up a second factor. */
  readonly factor_due: boolean | null;
  /** Of a staff member, with what the role holds at this moment. */
  readonly role: string | null;
  readonly permissions: string[] | null;
  readonly proof: string | null;
  readonly proven_at: Date | null;
  /** Not written as seen for an hour. */
  readonly stale: boolean;
}

/** True for a preview while the staff session lives that it was begun in, and the member may preview. */
export const underLivingStaff = (place: Place<{ now: Date }>) => sql`exists (
            select from core.session w
            join core.staff m on m.tenant_id = w.tenant_id and m.id = w.actor_id and m.state = 'active'
            join core.role o on o.tenant_id = m.tenant_id and o.id = m.role and 'portal.preview' = any(o.permissions)
            where w.tenant_id = s.tenant_id and w.token_hash = s.previewed_under and w.actor_type = 'staff'
              and w.actor_id = s.previewed_by and w.revoked_at is null and w.expires_at > ${place('now')}::timestamptz
              and w.seen_at > ${place('now')}::timestamptz - interval '12 hours'
              and not (w.factor_due and m.totp_since is null))`;

/** What is asked of a session; each door asks a statement of its own, so that no call pays for what another door asks. */
interface LookUp {
  readonly token: Buffer;
  readonly now: Date;
}

/** What differs by whose sessions they are. */
interface SessionParts {
  readonly columns: RawBuilder<unknown>;
  readonly joins: RawBuilder<unknown>;
  readonly rest: RawBuilder<unknown>;
  readonly alive: RawBuilder<unknown>;
}

const isAlive = (place: Place<{ now: Date }>, { rest, alive }: SessionParts) =>
  sql`s.revoked_at is null and s.expires_at > ${place('now')}::timestamptz and s.seen_at > ${place('now')}::timestamptz - ${rest} and ${alive}`;

const session = (place: Place<LookUp>, parts: SessionParts) =>
  sql<SessionRow>`select t.config_version, found.actor_id is not null as token_known, found.*
      from core.tenant t
      left join lateral (
        select s.actor_type, s.actor_id, s.proof, s.proven_at, s.seen_at < ${place('now')}::timestamptz - interval '1 hour' as stale, ${parts.columns}
        from core.session s ${parts.joins}
        where s.tenant_id = t.id and s.token_hash = ${place('token')} and ${isAlive(place, parts)}
      ) found on true
      where t.id = current_setting('docket.tenant')::uuid and t.state = 'active'`;

/**
 * Contacts may rest for thirty days. One who is removed or got another address is signed out by that alone, whatever else
 * was written; who came in by an address alone, by the shop's no longer wanting that. A preview is none.
 */
const ofContacts = (previewed: RawBuilder<unknown>): SessionParts => ({
  columns: sql`c.customer_id, c.rights, null as role, null as permissions, null as factor_due`,
  joins: sql`join core.contact c on c.tenant_id = s.tenant_id and c.id = s.actor_id and c.removed_at is null`,
  rest: sql`interval '30 days'`,
  alive: sql`s.actor_type = 'contact' and lower(c.email) = s.email and (t.email_match or s.proof <> 'email-match') and ${previewed}`,
});

/**
 * Staff may rest for twelve hours, and who is no longer active is signed out. A look of an operator is a session at this
 * door, for as long as the operator is signed in and looks at no other shop.
 */
const ofStaff = (place: Place<{ now: Date }>): SessionParts => ({
  columns: sql`null as customer_id, null as rights, f.role, r.permissions, s.factor_due and f.totp_since is null as factor_due`,
  joins: sql`left join core.staff f on s.actor_type = 'staff' and f.tenant_id = s.tenant_id and f.id = s.actor_id and f.state = 'active'
        left join core.role r on r.tenant_id = f.tenant_id and r.id = f.role`,
  rest: sql`interval '12 hours'`,
  alive: sql`case s.actor_type when 'operator' then core.is_looking(s.looked_under, ${place('now')}::timestamptz)
            else s.actor_type = 'staff' and f.id is not null end`,
});

export const findContactSession = statement<LookUp, SessionRow>('access.find-contact-session', (place) =>
  session(place, ofContacts(sql`s.previewed_by is null`)),
);

/** A contact's session that staff have begun to look through its eyes, as long as theirs lives. */
export const findPreview = statement<LookUp, SessionRow>('access.find-preview', (place) =>
  session(place, ofContacts(sql`s.previewed_at is not null and ${underLivingStaff(place)}`)),
);

export const findStaffSession = statement<LookUp, SessionRow>('access.find-staff-session', (place) =>
  session(place, ofStaff(place)),
);

/** A session that lives, with the hash that it was asked by (base64). */
export interface LivingRow extends Omit<SessionRow, 'config_version' | 'token_known' | 'stale'> {
  readonly token: string;
}

interface LookUps {
  /** JSON: hashes of tokens, base64. */
  readonly tokens: string;
  readonly now: Date;
}

/** Those of many sessions that live, by the same rules; none of a shop that is suspended or gone. */
const living = (place: Place<LookUps>, parts: SessionParts) =>
  sql<LivingRow>`select encode(s.token_hash, 'base64') as token, s.actor_type, s.actor_id, s.proof, s.proven_at, ${parts.columns}
      from core.tenant t
      cross join jsonb_array_elements_text(${place('tokens')}::jsonb) asked(token)
      join core.session s on s.tenant_id = t.id and s.token_hash = decode(asked.token, 'base64') ${parts.joins}
      where t.id = current_setting('docket.tenant')::uuid and t.state = 'active' and ${isAlive(place, parts)}`;

export const livingContacts = statement<LookUps, LivingRow>('access.living-contacts', (place) =>
  living(place, ofContacts(sql`s.previewed_by is null`)),
);

export const livingStaff = statement<LookUps, LivingRow>('access.living-staff', (place) =>
  living(place, ofStaff(place)),
);

export const touchSession = statement<{ token: Buffer; now: Date }>(
  'access.touch-session',
  (place) => sql`update core.session set seen_at = ${place('now')} where token_hash = ${place('token')}`,
);

/** What opened a session. */
export type Proof = 'code' | 'invitation' | 'password' | 'passkey' | typeof emailMatch;

/** A session about to be opened. */
export interface NewSession {
  readonly token: Buffer;
  readonly id: string;
  readonly actorType: 'contact' | 'staff';
  readonly actor: string;
  readonly proof: Proof;
  /** The contact's address that was proven, lower case; null for staff. */
  readonly email: string | null;
  readonly device: string;
  readonly now: Date;
  readonly expiresAt: Date;
  /** Of the token by which staff's browsers are known again; null for contacts. */
  readonly deviceHash: Buffer | null;
  /** True when the person may do nothing before setting up a second factor. */
  readonly factorDue: boolean;
  /** The session that this browser had before, if any: it ends. */
  readonly former: Buffer | null;
  readonly auditId: string;
}

/** Parts of a statement that open a session, once for each row of `from`, which has tenant_id; its own part is `opened`. */
export const opened = (place: Place<NewSession>, from: RawBuilder<unknown>) => sql`opened as (
      insert into core.session (tenant_id, token_hash, id, actor_type, actor_id, proof, email, device, device_hash, factor_due, created_at, proven_at, seen_at, expires_at)
      select tenant_id, ${place('token')}, ${place('id')}, ${place('actorType')}, ${place('actor')}, ${place('proof')}, ${place('email')}, ${place('device')},
        ${place('deviceHash')}, ${place('factorDue')}, ${place('now')}, ${place('now')}, ${place('now')}, ${place('expiresAt')} from ${from}
      returning tenant_id, id, actor_type, actor_id, device, proof, email
    ), ended as (
      update core.session s set revoked_at = ${place('now')} from opened
      where s.tenant_id = opened.tenant_id and s.token_hash = ${place('former')} and s.revoked_at is null
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, jsonb_build_object('type', actor_type, 'id', actor_id), 'access.sign-in',
        'session', id::text, jsonb_build_object('device', device, 'proof', proof) from opened
    )`;

/** Uses up the challenge and opens the session, both or neither: of many at the same moment one gets a row. */
export const redeemChallenge = statement<NewSession & { challenge: string }, { id: string }>(
  'access.redeem-challenge',
  (place) => sql`with used as (
      update core.challenge set consumed_at = ${place('now')}
      where id = ${place('challenge')} and purpose = 'portal-code' and consumed_at is null and expires_at > ${place('now')}
      returning tenant_id
    ), ${opened(place, sql`used`)}
    select id from opened`,
);

interface Redeemed extends NewSession {
  readonly challenge: string;
  /** Of the notice that tells the contact. */
  readonly noticeId: string;
  /** What the notice says, JSON. */
  readonly told: string;
}

/**
 * Uses up an invitation, opens the session and tells the contact by mail, all or nothing: of many at the same moment one
 * gets a row. No row once the contact is removed or has another address.
 */
export const redeemInvitation = statement<Redeemed, { id: string }>(
  'access.redeem-invitation',
  (place) => sql`with used as (
      update core.challenge h set consumed_at = ${place('now')} from core.contact c
      where h.id = ${place('challenge')} and h.purpose = 'portal-invitation' and h.consumed_at is null and h.expires_at > ${place('now')}
        and c.tenant_id = h.tenant_id and c.id::text = h.subject and c.removed_at is null and lower(c.email) = h.payload ->> 'email'
      returning h.tenant_id
    ), ${opened(place, sql`used`)}, told as (
      insert into core.notice
        (tenant_id, id, type, channel, subject_type, subject_id, recipient, data, state, next_at, created_at)
      select tenant_id, ${place('noticeId')}, 'access.device-added', 'mail', 'session', id, email, ${place('told')}::jsonb, 'queued',
        ${place('now')}, ${place('now')} from opened
    )
    select id from opened`,
);

interface Matched extends NewSession {
  readonly key: string;
  /** Of the notice that tells the contact. */
  readonly noticeId: string;
  /** What the notice says, JSON. */
  readonly told: string;
}

/** Opens a session for an e-mail address on its customer's link, and tells the contact by mail; no row once any of it is no longer so. */
export const openMatched = statement<Matched, { id: string }>(
  'access.open-matched',
  (place) => sql`with meant as (
      select c.tenant_id from core.contact c
      join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state = 'active' and u.entry_key = ${place('key')}
      join core.tenant t on t.id = c.tenant_id and t.email_match
      where c.id = ${place('actor')} and c.removed_at is null and lower(c.email) = ${place('email')}
    ), ${opened(place, sql`meant`)}, told as (
      insert into core.notice
        (tenant_id, id, type, channel, subject_type, subject_id, recipient, data, state, next_at, created_at)
      select tenant_id, ${place('noticeId')}, 'access.entered', 'mail', 'session', id, email, ${place('told')}::jsonb, 'queued',
        ${place('now')}, ${place('now')} from opened
    )
    select id from opened`,
);

/** Opens the session of a staff member who still is one. */
export const openStaffSession = statement<NewSession, { id: string }>(
  'access.open-staff-session',
  (place) => sql`with member as (
      select tenant_id from core.staff where id = ${place('actor')} and state = 'active'
    ), ${opened(place, sql`member`)}
    select id from opened`,
);

/** Opens a session that nobody signed in to, as code does: there is no former one to end and nothing to audit. */
export const insertSession = statement<
  Pick<NewSession, 'token' | 'id' | 'actorType' | 'actor' | 'proof' | 'now' | 'expiresAt'> & { tenant: string }
>(
  'access.insert-session',
  (place) => sql`insert into core.session
      (tenant_id, token_hash, id, actor_type, actor_id, proof, email, device, created_at, proven_at, seen_at, expires_at)
    values (${place('tenant')}, ${place('token')}, ${place('id')}, ${place('actorType')}, ${place('actor')}, ${place('proof')},
      (select lower(email) from core.contact where id = ${place('actor')}), 'code',
      ${place('now')}, ${place('now')}, ${place('now')}, ${place('expiresAt')})`,
);

interface Ending {
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

const audited = (place: Place<Ending>, action: RawBuilder<unknown>) => sql`audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, ${action}, 'session', id::text,
        jsonb_build_object('device', device, actor_type, actor_id) from ended
    )`;

/** Ends the session of the token. */
export const endSession = statement<Ending & { token: Buffer }, { id: string }>(
  'access.end-session',
  (place) => sql`with ended as (
      update core.session set revoked_at = ${place('now')} where token_hash = ${place('token')} and revoked_at is null
      returning tenant_id, id, device, actor_type, actor_id
    ), ${audited(place, sql`'access.sign-out'`)}
    select id from ended`,
);

/** Ends a session of the same person by its id; answers whether it was the token's own. */
export const revokeSession = statement<
  Ending & { id: string; type: 'contact' | 'staff'; actor: string; token: Buffer },
  { id: string; current: boolean }
>(
  'access.revoke-session',
  (place) => sql`with ended as (
      update core.session set revoked_at = ${place('now')}
      where id = ${place('id')} and actor_type = ${place('type')} and actor_id = ${place('actor')} and revoked_at is null
        and expires_at > ${place('now')}
      returning tenant_id, id, device, actor_type, actor_id, token_hash = ${place('token')} as current
    ), ${audited(place, sql`'access.revoke'`)}
    select id, current from ended`,
);

/** Ends a session of any contact by its id, as staff do. */
export const revokeContactSession = statement<Ending & { id: string }, { id: string }>(
  'access.revoke-contact-session',
  (place) => sql`with ended as (
      update core.session set revoked_at = ${place('now')}
      where id = ${place('id')} and actor_type = 'contact' and revoked_at is null and expires_at > ${place('now')}
      returning tenant_id, id, device, actor_type, actor_id
    ), ${audited(place, sql`'access.revoke'`)}
    select id from ended`,
);

/** A device that is signed in. */
export interface DeviceRow {
  readonly id: string;
  readonly device: string;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly current: boolean;
}

/** Living sessions of the contact to whom the token belongs, last used first. */
export const sessionsOfToken = statement<{ token: Buffer; now: Date }, DeviceRow>(
  'access.sessions-of-token',
  (place) => sql`select s.id, s.device, s.created_at, s.seen_at, s.token_hash = ${place('token')} as current
    from core.session own
    join core.session s on s.tenant_id = own.tenant_id and s.actor_type = own.actor_type and s.actor_id = own.actor_id and s.email = own.email
      and s.previewed_by is null
    where own.token_hash = ${place('token')} and own.actor_type = 'contact' and s.revoked_at is null
      and s.expires_at > ${place('now')}::timestamptz and s.seen_at > ${place('now')}::timestamptz - interval '30 days'
    order by s.seen_at desc, s.id limit 100`,
);

/** Living sessions of the staff member to whom the token belongs, last used first. */
export const staffSessionsOfToken = statement<{ token: Buffer; now: Date }, DeviceRow>(
  'access.staff-sessions-of-token',
  (place) => sql`select s.id, s.device, s.created_at, s.seen_at, s.token_hash = ${place('token')} as current
    from core.session own
    join core.session s on s.tenant_id = own.tenant_id and s.actor_type = own.actor_type and s.actor_id = own.actor_id
    where own.token_hash = ${place('token')} and own.actor_type = 'staff' and s.revoked_at is null
      and s.expires_at > ${place('now')}::timestamptz and s.seen_at > ${place('now')}::timestamptz - interval '12 hours'
    order by s.seen_at desc, s.id limit 100`,
);

/** The contact to whom the token belongs. Whether the session lives, the gate says. */
export interface ContactFaceRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly rights: string[];
  readonly customer_id: string;
  readonly customer_name: string;
  readonly customer_slug: string;
  /** What the session was opened by. */
  readonly proof: string;
  readonly has_passkey: boolean;
  /** The staff member who looks as the contact; null for the contact. */
  readonly previewer: string | null;
  readonly expires_at: Date;
}

export const contactOfToken = statement<{ token: Buffer }, ContactFaceRow>(
  'access.contact-of-token',
  (
    place,
  ) => sql`select c.id, c.name, c.email, c.rights, u.id as customer_id, u.name as customer_name, u.slug as customer_slug, s.proof,
      s.expires_at, f.name as previewer,
      exists (select from core.passkey p where p.tenant_id = c.tenant_id and p.contact_id = c.id and p.email = s.email) as has_passkey
    from core.session s
    join core.contact c on c.tenant_id = s.tenant_id and c.id = s.actor_id
    join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id
    left join core.staff f on f.tenant_id = s.tenant_id and f.id = s.previewed_by
    where s.token_hash = ${place('token')} and s.actor_type = 'contact'`,
);
