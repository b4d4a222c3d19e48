import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** Whom staff may invite: a contact of a customer. */
export interface InviteeRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export const inviteeOf = statement<{ contact: string }, InviteeRow>(
  'access.invitee-of',
  (place) => sql`select c.id, c.name, c.email from core.contact c
    join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state in ('active', 'provisional')
    where c.id = ${place('contact')} and c.removed_at is null`,
);

interface NewInvitation {
  readonly id: string;
  readonly contact: string;
  readonly secretHash: Buffer;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly by: string;
  readonly auditId: string;
}

/** Keeps an invitation; the ones that the contact had before it are void. No row once the contact is removed. */
export const insertInvitation = statement<NewInvitation, { id: string }>(
  'access.insert-invitation',
  (place) => sql`with replaced as (
      update core.challenge set consumed_at = ${place('now')}
      where purpose = 'portal-invitation' and subject = ${place('contact')}::text and consumed_at is null
    ), made as (
      insert into core.challenge (tenant_id, id, purpose, subject, salt, secret_hash, payload, created_at, expires_at)
      select c.tenant_id, ${place('id')}, 'portal-invitation', c.id::text, ''::bytea, ${place('secretHash')},
        jsonb_build_object('email', lower(c.email)), ${place('now')}, ${place('expiresAt')}
      from core.contact c where c.id = ${place('contact')}::uuid and c.removed_at is null
      returning tenant_id, id, subject, payload ->> 'email' as email
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.invite-contact', 'contact', subject,
        jsonb_build_object('invitation', id, 'email', email) from made
    )
    select id from made`,
);

interface Revocation {
  readonly id: string;
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

/** Makes an open invitation void. */
export const revokeInvitation = statement<Revocation, { id: string }>(
  'access.revoke-invitation',
  (place) => sql`with ended as (
      update core.challenge set consumed_at = ${place('now')}
      where id = ${place('id')} and purpose = 'portal-invitation' and consumed_at is null and expires_at > ${place('now')}
      returning tenant_id, id, subject
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.revoke-invitation', 'contact', subject,
        jsonb_build_object('invitation', id) from ended
    )
    select id from ended`,
);

/** Of an open invitation: the contact it is for, and the address that it was mailed to. */
export interface InvitationRow {
  readonly contact_id: string;
  readonly name: string;
  readonly email: string;
  readonly customer_name: string;
}

const openInvitation = sql`select c.id as contact_id, c.name, h.payload ->> 'email' as email, u.name as customer_name
    from core.challenge h
    join core.contact c on c.tenant_id = h.tenant_id and c.id::text = h.subject and c.removed_at is null
      and lower(c.email) = h.payload ->> 'email'
    join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state in ('active', 'provisional')`;

export const invitationOf = statement<{ id: string; now: Date }, InvitationRow>(
  'access.invitation-of',
  (place) => sql`${openInvitation}
    where h.id = ${place('id')} and h.purpose = 'portal-invitation' and h.consumed_at is null and h.expires_at > ${place('now')}`,
);

/** The same for who has its secret. */
export const invitationOfSecret = statement<{ id: string; secretHash: Buffer; now: Date }, InvitationRow>(
  'access.invitation-of-secret',
  (place) => sql`${openInvitation}
    where h.id = ${place('id')} and h.purpose = 'portal-invitation' and h.secret_hash = ${place('secretHash')}
      and h.consumed_at is null and h.expires_at > ${place('now')}`,
);

export const customerFace = statement<{ customer: string }, { id: string; name: string }>(
  'access.customer-face',
  (place) =>
    sql`select id, name from core.customer where id = ${place('customer')} and state in ('active', 'provisional')`,
);

/** A contact, and the invitation that waits for it. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly invitation_id: string | null;
  readonly invited_at: Date | null;
  readonly invitation_expires_at: Date | null;
}

export const peopleOf = statement<{ customer: string; now: Date }, PersonRow>(
  'access.people-of',
  (
    place,
  ) => sql`select c.id, c.name, c.email, h.id as invitation_id, h.created_at as invited_at, h.expires_at as invitation_expires_at
    from core.contact c
    left join lateral (
      select h.id, h.created_at, h.expires_at from core.challenge h
      where h.tenant_id = c.tenant_id and h.purpose = 'portal-invitation' and h.subject = c.id::text and h.consumed_at is null
        and h.expires_at > ${place('now')} and h.payload ->> 'email' = lower(c.email)
      order by h.created_at desc limit 1
    ) h on true
    where c.customer_id = ${place('customer')} and c.removed_at is null order by c.name, c.id limit 200`,
);

/** A device on which a contact is signed in, and what it proved when. */
export interface PersonDeviceRow {
  readonly id: string;
  readonly contact_id: string;
  readonly device: string;
  readonly proof: 'code' | 'invitation' | 'passkey' | 'email-match';
  readonly created_at: Date;
  readonly proven_at: Date;
  readonly seen_at: Date;
}

/** Living sessions of all contacts of a customer, last used first. */
export const devicesOf = statement<{ customer: string; now: Date }, PersonDeviceRow>(
  'access.devices-of',
  (place) => sql`select s.id, s.actor_id as contact_id, s.device, s.proof, s.created_at, s.proven_at, s.seen_at
    from core.contact c
    join core.session s on s.tenant_id = c.tenant_id and s.actor_type = 'contact' and s.actor_id = c.id and s.email = lower(c.email)
    where c.customer_id = ${place('customer')} and c.removed_at is null and s.revoked_at is null and s.previewed_by is null
      and s.expires_at > ${place('now')}::timestamptz and s.seen_at > ${place('now')}::timestamptz - interval '30 days'
    order by s.seen_at desc, s.id limit 500`,
);
