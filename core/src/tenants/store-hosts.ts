import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** The host on which the shop is found, and the one it asks for. */
export interface HostsRow {
  readonly current: string | null;
  readonly claimed: string | null;
  readonly token: string | null;
}

export const hostsOf = statement<object, HostsRow>(
  'tenants.hosts',
  () => sql`select (select host from core.tenant_host order by host limit 1) as current, c.host as claimed, c.token
    from (select 1) one left join core.host_claim c on c.verified_at is null`,
);

/** Whether a host is somebody else's already. */
export const hostIsTaken = statement<{ host: string; tenant: string }, { taken: boolean }>(
  'tenants.host-is-taken',
  (place) => sql`select exists (
      select from core.tenant_host where host = ${place('host')} and tenant_id <> ${place('tenant')}
    ) as taken`,
);

interface Stamp {
  readonly tenant: string;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

/** Keeps what the shop asks for, in place of what it asked for before. */
export const claimHost = statement<Stamp & { host: string; token: string }, { host: string }>(
  'tenants.claim-host',
  (place) => sql`with former as (
      select tenant_id, host from core.host_claim where verified_at is null
    ), claimed as (
      insert into core.host_claim (tenant_id, host, token, created_at)
      values (${place('tenant')}, ${place('host')}, ${place('token')}, ${place('now')})
      on conflict (tenant_id) do update set host = excluded.host, token = excluded.token, created_at = excluded.created_at,
        verified_at = null
      returning tenant_id, host
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'shop.host-asked', 'shop', tenant_id::text,
        jsonb_build_object('host', (select host from former)), jsonb_build_object('host', host) from claimed
    )
    select host from claimed`,
);

/** Gives the shop the host that it asked for and proved, in place of the one it had. No row when somebody else was first. */
export const takeHost = statement<Stamp & { host: string }, { config_version: number }>(
  'tenants.take-host',
  (place) => sql`with taken as (
      insert into core.tenant_host (host, tenant_id)
      select host, tenant_id from core.host_claim where host = ${place('host')} and verified_at is null
      on conflict do nothing returning host, tenant_id
    ), former as (
      delete from core.tenant_host h using taken where h.tenant_id = taken.tenant_id and h.host <> taken.host returning h.host
    ), marked as (
      update core.host_claim c set verified_at = ${place('now')} from taken where c.tenant_id = taken.tenant_id
    ), raised as (
      update core.tenant t set config_version = t.config_version + 1 from taken where t.id = taken.tenant_id
      returning t.id, t.config_version
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'shop.host', 'shop', id::text,
        jsonb_build_object('host', (select host from former limit 1)), jsonb_build_object('host', ${place('host')}::text) from raised
    )
    select config_version from raised`,
);

/** Gives the shop's host up, and what it asks for. No row when there is neither. */
export const leaveHost = statement<Stamp, { config_version: number }>(
  'tenants.leave-host',
  (place) => sql`with left_host as (
      delete from core.tenant_host where tenant_id = ${place('tenant')} returning tenant_id, host
    ), left_claim as (
      delete from core.host_claim where tenant_id = ${place('tenant')} returning tenant_id, host
    ), gone as (
      select tenant_id, host from left_host union all select tenant_id, host from left_claim limit 1
    ), raised as (
      update core.tenant t set config_version = t.config_version + 1 from gone where t.id = gone.tenant_id
      returning t.id, t.config_version, gone.host
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'shop.host', 'shop', id::text,
        jsonb_build_object('host', host), jsonb_build_object('host', null) from raised
    )
    select config_version from raised`,
);
