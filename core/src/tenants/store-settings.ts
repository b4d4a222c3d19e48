import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { Values } from '../kernel/settings.ts';

/** At which scope settings are stored, and whose. */
export interface SettingPlace {
  readonly scope: 'tenant' | 'service' | 'customer';
  /** The id of the service or customer; the nil id for the tenant. */
  readonly scopeId: string;
}

/** The tenant itself, as a place of settings. */
export const ofTenant: SettingPlace = { scope: 'tenant', scopeId: '00000000-0000-0000-0000-000000000000' };

/** Stored settings of one plugin at one place, secrets sealed. */
export interface SettingRow {
  readonly plugin: string;
  readonly scope: SettingPlace['scope'];
  readonly scope_id: string;
  readonly value: Values;
}

/** Of the shop and all its services. */
export const shopSettings = statement<object, SettingRow>(
  'tenants.settings',
  () => sql`select plugin, scope, scope_id, value from core.setting where scope in ('tenant', 'service')`,
);

/** Whether any customer has settings of its own: a shop without such is not asked again. */
export const customersHaveSettings = statement<object, { found: boolean }>(
  'tenants.customers-have-settings',
  () => sql`select exists (select from core.setting where scope = 'customer') as found`,
);

/** Of one place alone. */
export const settingsAt = statement<SettingPlace, SettingRow>(
  'tenants.settings-at',
  (place) => sql`select plugin, scope, scope_id, value from core.setting
    where scope = ${place('scope')} and scope_id = ${place('scopeId')}`,
);

/** A customer that may have settings of its own. */
export const customerAt = statement<{ id: string }, { name: string }>(
  'tenants.customer-at',
  (place) => sql`select name from core.customer where id = ${place('id')} and state in ('active', 'provisional')`,
);

interface SaveSettings extends SettingPlace {
  readonly tenant: string;
  /** The customer whose they are; null for the shop or a service. */
  readonly customer: string | null;
  readonly plugin: string;
  readonly value: string;
  /** What was typed and what it was, by key, as JSON for the audit: never a secret, not even a sealed one. */
  readonly before: string;
  readonly after: string;
  /** What the audit says was changed: the plugin, for the whole shop; else the customer or service. */
  readonly subjectType: 'plugin' | 'service' | 'customer';
  readonly subject: string;
  readonly staff: string;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
  readonly version: number;
}

/**
 * Stores a plugin's settings at a place when the shop's version still is the one that was read, and a customer still is
 * there. No row when not. A place where nothing is set any more has no row.
 */
export const saveSettings = statement<SaveSettings, { config_version: number }>(
  'tenants.save-settings',
  (place) => sql`with raised as (
      update core.tenant t set config_version = t.config_version + 1
      where t.id = ${place('tenant')} and t.config_version = ${place('version')} and (${place('customer')}::uuid is null
        or exists (select from core.customer c where c.tenant_id = t.id and c.id = ${place('customer')}::uuid
          and c.state in ('active', 'provisional') for share))
      returning t.id, t.config_version
    ), removed as (
      delete from core.setting v using raised
      where v.tenant_id = raised.id and v.plugin = ${place('plugin')}::text and v.scope = ${place('scope')}::text
        and v.scope_id = ${place('scopeId')}::text and ${place('value')}::jsonb = '{}'::jsonb
    ), saved as (
      insert into core.setting (tenant_id, plugin, scope, scope_id, value, changed_by, changed_at)
      select id, ${place('plugin')}::text, ${place('scope')}::text, ${place('scopeId')}::text, ${place('value')}::jsonb, ${place('staff')}, ${place('now')}
      from raised where ${place('value')}::jsonb <> '{}'::jsonb
      on conflict (tenant_id, plugin, scope, scope_id) do update
        set value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'plugins.settings', ${place('subjectType')}, ${place('subject')},
             ${place('before')}::jsonb, ${place('after')}::jsonb from raised
    )
    select config_version from raised`,
);
