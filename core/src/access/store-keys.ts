import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { SessionRow } from './store.ts';

/** Whom a key stands for, as long as it is not revoked and the person is there. */
export const findKey = statement<{ token: Buffer; now: Date }, SessionRow>(
  'access.find-key',
  (place) => sql`select t.config_version, found.actor_id is not null as token_known, found.*
      from core.tenant t
      left join lateral (
        select 'contact' as actor_type, k.contact_id as actor_id, 'key' as proof, null::timestamptz as proven_at,
          coalesce(k.used_at < ${place('now')}::timestamptz - interval '1 hour', true) as stale,
          c.customer_id, c.rights, null as role, null as permissions, null as factor_due
        from core.api_key k
        join core.contact c on c.tenant_id = k.tenant_id and c.id = k.contact_id and c.removed_at is null
        join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state = 'active'
        where k.tenant_id = t.id and k.key_hash = ${place('token')} and k.revoked_at is null
      ) found on true
      where t.id = current_setting('docket.tenant')::uuid and t.state = 'active'`,
);

export const touchKey = statement<{ token: Buffer; now: Date }>(
  'access.touch-key',
  (place) => sql`update core.api_key set used_at = ${place('now')} where key_hash = ${place('token')}`,
);

/** A key as staff see it: never the key. */
export interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly contact_id: string;
  readonly contact_name: string;
  readonly made_at: Date;
  readonly used_at: Date | null;
}

/** Keys of a customer that are good, the newest first. */
export const keysOf = statement<{ customer: string }, KeyRow>(
  'access.keys-of',
  (place) => sql`select k.id, k.name, k.contact_id, c.name as contact_name, k.made_at, k.used_at
    from core.api_key k
    join core.contact c on c.tenant_id = k.tenant_id and c.id = k.contact_id and c.removed_at is null
    where c.customer_id = ${place('customer')} and k.revoked_at is null order by k.made_at desc, k.id desc limit 200`,
);

interface NewKey {
  readonly id: string;
  readonly contact: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly staff: string | null;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

/** No row for a contact that is unknown or removed; not made where there is or was a key with the id. */
export const insertKey = statement<NewKey, { made: boolean }>(
  'access.insert-key',
  (place) => sql`with owner as (
      select c.tenant_id, c.id from core.contact c
      join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state = 'active'
      where c.id = ${place('contact')} and c.removed_at is null
    ), made as (
      insert into core.api_key (tenant_id, id, contact_id, name, key_hash, made_by, made_at)
      select tenant_id, ${place('id')}, id, ${place('name')}, ${place('hash')}, ${place('staff')}::uuid, ${place('now')} from owner
      on conflict (tenant_id, id) do nothing
      returning tenant_id, id, contact_id, name
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.make-key', 'contact', contact_id::text,
        jsonb_build_object('key', id, 'name', name) from made
    )
    select exists (select from made) as made from owner`,
);

/** No row for one that is unknown or revoked already. */
export const revokeKey = statement<{ id: string; by: string; auditId: string; now: Date }, { id: string }>(
  'access.revoke-key',
  (place) => sql`with ended as (
      update core.api_key set revoked_at = ${place('now')} where id = ${place('id')} and revoked_at is null
      returning tenant_id, id, contact_id, name
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.revoke-key', 'contact', contact_id::text,
        jsonb_build_object('key', id, 'name', name) from ended
    )
    select id from ended`,
);
