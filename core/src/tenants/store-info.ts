import { sql } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement } from '../kernel/statement.ts';

/** What a shop tells of itself, as stored. */
export interface StoredInfo {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Json;
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  readonly units: 'inch' | 'mm';
  readonly brandColor: string | null;
}

/** The logo that is shown: its id, and the pixels of the picture for pages. */
export interface StoredLogo {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface InfoRow {
  readonly info: StoredInfo;
  readonly version: number;
  readonly logo: StoredLogo | null;
  readonly has_orders: boolean;
}

const info = sql.raw(`jsonb_build_object('name', t.name, 'email', t.email, 'phone', t.phone, 'address', t.address,
      'timeZone', t.time_zone, 'currency', t.currency, 'locale', t.locale, 'units', t.units, 'brandColor', t.brand_color)`);

/** Of the shop whose gate runs it. */
export const shopInfo = statement<object, InfoRow>(
  'tenants.info',
  () => sql`select ${info} as info, t.info_version as version, t.logo, exists (select from core.orders) as has_orders
    from core.tenant t where t.id = current_setting('docket.tenant')::uuid`,
);

interface Change {
  readonly tenant: string;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

interface SaveInfo extends Change, Omit<StoredInfo, 'address'> {
  /** JSON. */
  readonly address: string;
  readonly base: number;
}

/** Of two objects of `changed`, the fields that differ. */
const differing = (side: 'before' | 'after', other: 'before' | 'after') =>
  sql.raw(
    `(select jsonb_object_agg(one.key, one.value) from jsonb_each(${side}) one where one.value is distinct from ${other} -> one.key)`,
  );

/** Saves what the shop tells of itself if its version still is `base`. No row when it was not. */
export const saveInfo = statement<SaveInfo, { config_version: number; version: number }>(
  'tenants.save-info',
  (place) => sql`with former as (
      select t.id, ${info} as before from core.tenant t where t.id = ${place('tenant')}
    ), saved as (
      update core.tenant t set name = ${place('name')}, email = ${place('email')}, phone = ${place('phone')},
        address = ${place('address')}::jsonb, time_zone = ${place('timeZone')}, currency = ${place('currency')},
        locale = ${place('locale')}, units = ${place('units')}, brand_color = ${place('brandColor')},
        info_version = t.info_version + 1, config_version = t.config_version + 1
      from former where t.id = former.id and t.info_version = ${place('base')}
      returning t.id, t.config_version, t.info_version, former.before, ${info} as after
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'shop.info', 'shop', id::text,
        ${differing('before', 'after')}, ${differing('after', 'before')} from saved where before <> after
    )
    select config_version, info_version as version from saved`,
);

/** What of the first steps is done. */
export interface FirstStepsRow {
  readonly info: boolean;
  readonly logo: boolean;
  readonly customer: boolean;
  readonly staff: boolean;
  /** Put away by somebody. */
  readonly hidden: boolean;
}

export const firstSteps = statement<object, FirstStepsRow>(
  'tenants.first-steps',
  () => sql`select t.info_version > 1 as info, t.logo is not null as logo, t.first_steps_hidden_at is not null as hidden,
      exists (select from core.customer) as customer,
      (select count(*) > 1 from (select from core.staff where state = 'active' limit 2) few) as staff
    from core.tenant t where t.id = current_setting('docket.tenant')::uuid`,
);

/** Puts the first steps away, or brings them back. No row when that is so already. */
export const hideFirstSteps = statement<Change & { hidden: boolean }, { id: string }>(
  'tenants.hide-first-steps',
  (place) => sql`with changed as (
      update core.tenant set first_steps_hidden_at = case when ${place('hidden')}::boolean then ${place('now')}::timestamptz end
      where id = ${place('tenant')} and (first_steps_hidden_at is not null) <> ${place('hidden')}::boolean returning id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'shop.first-steps', 'shop', id::text,
        jsonb_build_object('hidden', not ${place('hidden')}::boolean), jsonb_build_object('hidden', ${place('hidden')}::boolean) from changed
    )
    select id from changed`,
);
