import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

interface NewLogo {
  readonly tenant: string;
  readonly id: string;
  readonly webp: Buffer;
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
  readonly now: Date;
}

/** Keeps the pictures of a logo. Of the former ones the shown one stays, so that the way back to it is open. */
export const insertLogo = statement<NewLogo>(
  'tenants.insert-logo',
  (place) => sql`with dropped as (
      delete from core.logo l using core.tenant t where t.id = l.tenant_id and t.logo ->> 'id' is distinct from l.id::text
    )
    insert into core.logo (tenant_id, id, webp, png, width, height, created_at)
    values (${place('tenant')}, ${place('id')}, ${place('webp')}, ${place('png')}, ${place('width')}, ${place('height')}, ${place('now')})`,
);

interface ShowLogo {
  readonly tenant: string;
  /** The kept logo to show; null for none. */
  readonly logo: string | null;
  /** The one that is shown now; null for none. */
  readonly current: string | null;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

/** Shows another logo, or none, if `current` still is shown. No row when it is not, or when there is no such logo. */
export const showLogo = statement<ShowLogo, { config_version: number }>(
  'tenants.show-logo',
  (place) => sql`with former as (
      select t.id, t.logo as before from core.tenant t where t.id = ${place('tenant')}
    ), next as (
      select jsonb_build_object('id', id, 'width', width, 'height', height) as logo from core.logo where id = ${place('logo')}::uuid
    ), changed as (
      update core.tenant t set logo = (select logo from next), config_version = t.config_version + 1
      from former where t.id = former.id and t.logo ->> 'id' is not distinct from ${place('current')}::text
        and (${place('logo')}::uuid is null or exists (select from next))
      returning t.id, t.config_version, former.before, t.logo as after
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'shop.logo', 'shop', id::text,
        jsonb_build_object('logo', before -> 'id'), jsonb_build_object('logo', after -> 'id') from changed
    )
    select config_version from changed`,
);

export interface LogoRow {
  readonly webp: Buffer;
  readonly png: Buffer;
}

export const logoById = statement<{ id: string }, LogoRow>(
  'tenants.logo',
  (place) => sql`select webp, png from core.logo where id = ${place('id')}`,
);
