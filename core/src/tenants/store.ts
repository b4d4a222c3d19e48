import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { StoredLogo } from './store-info.ts';

/** A shop as stored. */
export interface TenantRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Null for none. */
  readonly logo: StoredLogo | null;
  readonly time_zone: string;
  readonly currency: string;
  readonly locale: string;
  readonly units: 'inch' | 'mm';
  readonly brand_color: string | null;
  readonly config_version: number;
  readonly demo: boolean;
  readonly email_match: boolean;
  /** Plugins that it may use; null for what the distribution says. */
  readonly provisioned: readonly string[] | null;
  /** The most that settings of the core may be, by name. */
  readonly ceilings: Readonly<Record<string, number>>;
}

const columns = sql.raw(
  't.id, t.slug, t.name, t.email, t.phone, t.logo, t.time_zone, t.currency, t.locale, t.units, t.brand_color, t.config_version, t.demo, t.email_match, t.provisioned, t.ceilings',
);

/** Where an address leads to, open or suspended. */
export const idBySlug = statement<{ slug: string }, { id: string }>(
  'tenants.by-slug',
  (place) => sql`select id from core.tenant where slug = ${place('slug')}`,
);

export const tenantById = statement<{ id: string }, TenantRow>(
  'tenants.by-id',
  (place) => sql`select ${columns} from core.tenant t where t.id = ${place('id')} and t.state = 'active'`,
);

export const versionOf = statement<{ id: string }, { config_version: number; state: 'active' | 'suspended' }>(
  'tenants.version',
  (place) => sql`select config_version, state from core.tenant where id = ${place('id')}`,
);

/** Shops that may use the plugin and have it switched on, or have not decided while it is on by default. */
export const tenantsWithPlugin = statement<
  { plugin: string; byDefault: boolean; allowed: boolean },
  { id: string; time_zone: string }
>(
  'tenants.with-plugin',
  (place) => sql`select t.id, t.time_zone from core.tenant t
    left join core.activation a on a.tenant_id = t.id and a.plugin = ${place('plugin')}
    where t.state = 'active' and coalesce(a.active, ${place('byDefault')}::boolean)
      and case when t.provisioned is null then ${place('allowed')}::boolean else ${place('plugin')} = any(t.provisioned) end`,
);

/** The shop of a custom host. */
export const idByHost = statement<{ host: string }, { id: string }>(
  'tenants.by-host',
  (place) => sql`select tenant_id as id from core.tenant_host where host = ${place('host')}`,
);

/** Two rows at most: enough to know whether there is exactly one shop, open or suspended. */
export const firstTenants = statement<object, { id: string }>(
  'tenants.first',
  () => sql`select t.id from core.tenant t order by t.created_at, t.id limit 2`,
);

/** What the shop decided of a plugin. */
export interface ActivationRow {
  readonly plugin: string;
  readonly active: boolean;
}

export const activations = statement<object, ActivationRow>(
  'tenants.activations',
  () => sql`select plugin, active from core.activation`,
);

interface Switch {
  readonly tenant: string;
  readonly plugin: string;
  readonly active: boolean;
  /** Whether it ran before, for a shop that has not decided yet. */
  readonly before: boolean;
  readonly staff: string;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

/** Switches a plugin; version and audit go with it. */
export const switchPlugin = statement<Switch, { config_version: number }>(
  'tenants.switch-plugin',
  (place) => sql`with old as (
      select active from core.activation where plugin = ${place('plugin')}
    ), switched as (
      insert into core.activation (tenant_id, plugin, active, changed_by, changed_at)
      values (${place('tenant')}, ${place('plugin')}, ${place('active')}, ${place('staff')}, ${place('now')})
      on conflict (tenant_id, plugin) do update
        set active = excluded.active, changed_by = excluded.changed_by, changed_at = excluded.changed_at
      returning tenant_id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'plugins.switch', 'plugin', ${place('plugin')},
             jsonb_build_object('active', coalesce((select active from old), ${place('before')}::boolean)), jsonb_build_object('active', ${place('active')}::boolean) from switched
    )
    update core.tenant set config_version = config_version + 1 where id = (select tenant_id from switched) returning config_version`,
);

interface NewTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly email: string | null;
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  readonly units: 'inch' | 'mm';
  readonly brandColor: string | null;
  readonly demo: boolean;
  /** The roles of its staff, `[{ id, permissions }]`. */
  readonly roles: string;
  readonly now: Date;
}

/** Founds a shop with its roles; a taken slug answers no row. */
export const insertTenant = statement<NewTenant, { id: string }>(
  'tenants.insert',
  (place) => sql`with founded as (
      insert into core.tenant (id, slug, name, email, time_zone, currency, locale, units, brand_color, demo, created_at)
      values (${place('id')}, ${place('slug')}, ${place('name')}, ${place('email')}, ${place('timeZone')}, ${place('currency')},
        ${place('locale')}, ${place('units')}, ${place('brandColor')}, ${place('demo')}, ${place('now')})
      on conflict (slug) do nothing returning id
    ), roles as (
      insert into core.role (tenant_id, id, permissions, created_at)
      select founded.id, r.id, array(select jsonb_array_elements_text(r.permissions)), ${place('now')}
      from founded, jsonb_to_recordset(${place('roles')}::jsonb) r(id text, permissions jsonb)
    )
    select id from founded`,
);
