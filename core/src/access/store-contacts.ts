import { sql, type RawBuilder } from 'kysely';

/**
 * Parts of a statement that end what contacts had: sessions, passkeys, and codes and links that still wait for their address.
 * `from` names a part with tenant_id, id and email, as they were before.
 */
export const endContacts = (from: RawBuilder<unknown>, now: RawBuilder<Date>) => sql`signed_out as (
      update core.session s set revoked_at = ${now} from ${from} gone
      where s.tenant_id = gone.tenant_id and s.actor_type = 'contact' and s.actor_id = gone.id and s.revoked_at is null
    ), forgotten as (
      delete from core.passkey p using ${from} gone where p.tenant_id = gone.tenant_id and p.contact_id = gone.id
    ), voided as (
      update core.challenge c set consumed_at = ${now} from ${from} gone
      where c.tenant_id = gone.tenant_id and c.purpose <> 'staff-password' and c.subject in (lower(gone.email), gone.id::text)
        and c.consumed_at is null
    )`;

/** The same for the keys of programs that stand for contacts who are removed: a new address leaves a program as it is. */
export const endKeys = (from: RawBuilder<unknown>, now: RawBuilder<Date>) => sql`ended_keys as (
      update core.api_key k set revoked_at = ${now} from ${from} gone
      where k.tenant_id = gone.tenant_id and k.contact_id = gone.id and k.revoked_at is null
    )`;
