import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import { underLivingStaff } from './store.ts';

/** A customer whose portal staff may look at, and as whom. */
export interface PreviewableRow {
  readonly id: string;
  readonly name: string;
  readonly contact_id: string | null;
  readonly contact_name: string | null;
  readonly email: string | null;
}

/** The customer with its contacts, the first one first: a row each, and one without a contact where there is none. */
export const previewable = statement<{ customer: string }, PreviewableRow>(
  'access.previewable',
  (place) => sql`select u.id, u.name, c.id as contact_id, c.name as contact_name, c.email
    from core.customer u
    left join core.contact c on c.tenant_id = u.tenant_id and c.customer_id = u.id and c.removed_at is null
    where u.id = ${place('customer')} and u.state in ('active', 'provisional') order by c.id limit 200`,
);

interface NewPreview {
  readonly contact: string;
  readonly staff: string;
  /** Of the staff session. */
  readonly under: Buffer;
  /** Of what hands it over. */
  readonly token: Buffer;
  readonly id: string;
  readonly device: string;
  readonly now: Date;
  /** Until when it must be taken over. */
  readonly expiresAt: Date;
  readonly by: string;
  readonly auditId: string;
}

/** Keeps a preview that a browser has yet to take over. No row for an unknown or removed contact. */
export const insertPreview = statement<NewPreview, { id: string }>(
  'access.insert-preview',
  (place) => sql`with made as (
      insert into core.session (tenant_id, token_hash, id, actor_type, actor_id, proof, email, device, created_at, proven_at, seen_at,
        expires_at, previewed_by, previewed_under)
      select c.tenant_id, ${place('token')}, ${place('id')}, 'contact', c.id, 'password', lower(c.email), ${place('device')}, ${place('now')},
        ${place('now')}, ${place('now')}, ${place('expiresAt')}, ${place('staff')}, ${place('under')}
      from core.contact c
      join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state in ('active', 'provisional')
      where c.id = ${place('contact')} and c.removed_at is null
      returning tenant_id, id, actor_id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, on_behalf, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb,
        jsonb_build_object('type', 'contact', 'id', actor_id), 'access.prepare-preview', 'contact', actor_id::text,
        jsonb_build_object('session', id) from made
    )
    select id from made`,
);

interface Taking {
  readonly handover: Buffer;
  readonly token: Buffer;
  /** The preview that this browser had before, if any: it ends. */
  readonly former: Buffer | null;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly auditId: string;
}

/** Takes a preview over, once: of many at the same moment one gets a row. None when the staff session has ended meanwhile. */
export const openPreview = statement<Taking, { slug: string }>(
  'access.open-preview',
  (place) => sql`with taken as (
      update core.session s set token_hash = ${place('token')}, previewed_at = ${place('now')}, seen_at = ${place('now')},
        expires_at = ${place('expiresAt')}
      from core.contact c
      join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id
      where s.token_hash = ${place('handover')} and s.previewed_by is not null and s.previewed_at is null and s.revoked_at is null
        and s.expires_at > ${place('now')} and c.tenant_id = s.tenant_id and c.id = s.actor_id and c.removed_at is null
        and lower(c.email) = s.email and ${underLivingStaff(place)}
      returning s.tenant_id, s.id, s.actor_id, s.previewed_by, u.id as customer, u.slug
    ), ended as (
      update core.session s set revoked_at = ${place('now')} from taken
      where s.tenant_id = taken.tenant_id and s.token_hash = ${place('former')} and s.previewed_by is not null and s.revoked_at is null
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, on_behalf, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, jsonb_build_object('type', 'staff', 'id', previewed_by),
        jsonb_build_object('type', 'contact', 'id', actor_id), 'access.preview', 'contact', actor_id::text,
        jsonb_build_object('session', id, 'customer', customer, 'until', ${place('expiresAt')}::timestamptz) from taken
    )
    select slug from taken`,
);

/** Ends the preview of the token. */
export const endPreview = statement<{ token: Buffer; now: Date; auditId: string }, { id: string }>(
  'access.end-preview',
  (place) => sql`with ended as (
      update core.session set revoked_at = ${place('now')}
      where token_hash = ${place('token')} and previewed_by is not null and revoked_at is null
      returning tenant_id, id, actor_id, previewed_by
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, on_behalf, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, jsonb_build_object('type', 'staff', 'id', previewed_by),
        jsonb_build_object('type', 'contact', 'id', actor_id), 'access.end-preview', 'contact', actor_id::text, jsonb_build_object('session', id) from ended
    )
    select id from ended`,
);
