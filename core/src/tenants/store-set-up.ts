import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** Keeps the secret of the one link; no row once there is a shop. */
export const offerSetUp = statement<{ secretHash: Buffer; expiresAt: Date }, { single: boolean }>(
  'tenants.offer-set-up',
  (place) => sql`insert into core.set_up (secret_hash, expires_at)
    select ${place('secretHash')}, ${place('expiresAt')} where not exists (select from core.tenant)
    on conflict (single) do update set secret_hash = excluded.secret_hash, expires_at = excluded.expires_at, used_at = null
    returning single`,
);

export const openSetUp = statement<{ secretHash: Buffer; now: Date }, { single: boolean }>(
  'tenants.open-set-up',
  (place) => sql`select single from core.set_up
    where secret_hash = ${place('secretHash')} and used_at is null and expires_at > ${place('now')}
      and not exists (select from core.tenant)`,
);

interface Taking {
  readonly secretHash: Buffer;
  readonly id: string;
  readonly slug: string;
  readonly shop: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  readonly units: 'inch' | 'mm';
  /** The roles of its staff, `[{ id, permissions }]`. */
  readonly roles: string;
  readonly owner: string;
  readonly name: string;
  readonly email: string;
  readonly hash: string;
  readonly now: Date;
}

/** Uses the link up and founds the first shop with roles and owner, all or nothing: of many at the same moment one gets a row. */
export const takeSetUp = statement<Taking, { id: string }>(
  'tenants.take-set-up',
  (place) => sql`with used as (
      update core.set_up set used_at = ${place('now')}
      where secret_hash = ${place('secretHash')} and used_at is null and expires_at > ${place('now')}
        and not exists (select from core.tenant)
      returning single
    ), founded as (
      insert into core.tenant (id, slug, name, email, time_zone, currency, locale, units, created_at)
      select ${place('id')}, ${place('slug')}, ${place('shop')}, ${place('email')}, ${place('timeZone')}, ${place('currency')},
        ${place('locale')}, ${place('units')}, ${place('now')} from used
      returning id
    ), roles as (
      insert into core.role (tenant_id, id, permissions, created_at)
      select founded.id, r.id, array(select jsonb_array_elements_text(r.permissions)), ${place('now')}
      from founded, jsonb_to_recordset(${place('roles')}::jsonb) r(id text, permissions jsonb)
    ), owner as (
      insert into core.staff (tenant_id, id, name, email, role, password_hash, created_at)
      select founded.id, ${place('owner')}, ${place('name')}, ${place('email')}, 'owner', ${place('hash')}, ${place('now')} from founded
    )
    select id from founded`,
);
