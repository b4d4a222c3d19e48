import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** A contact whose address was typed on its customer's link. */
export interface EntrantRow {
  readonly id: string;
  readonly name: string;
  readonly customer_slug: string;
}

/** No row while the shop does not want it, whatever the link and the address. */
export const entrantOf = statement<{ slug: string; key: string; email: string }, EntrantRow>(
  'access.entrant-of',
  (place) => sql`select c.id, c.name, u.slug as customer_slug from core.customer u
    join core.contact c on c.tenant_id = u.tenant_id and c.customer_id = u.id and c.removed_at is null and c.email_key = ${place('email')}
    join core.tenant t on t.id = u.tenant_id and t.email_match
    where u.slug = ${place('slug')} and u.entry_key = ${place('key')} and u.state = 'active' order by c.id limit 1`,
);

interface Switching {
  readonly on: boolean;
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

/** Lets people in by an address alone, or no longer: then those who are in are out at once. No row when it is so already. */
export const switchEmailMatch = statement<Switching, { config_version: number }>(
  'access.switch-email-match',
  (place) => sql`with switched as (
      update core.tenant set email_match = ${place('on')}::boolean, config_version = config_version + 1
      where id = current_setting('docket.tenant')::uuid and email_match <> ${place('on')}::boolean returning id, config_version
    ), ended as (
      update core.session s set revoked_at = ${place('now')} from switched
      where s.tenant_id = switched.id and s.proof = 'email-match' and s.revoked_at is null
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'access.email-match', 'shop', id::text,
        jsonb_build_object('on', not ${place('on')}::boolean), jsonb_build_object('on', ${place('on')}::boolean) from switched
    )
    select config_version from switched`,
);
