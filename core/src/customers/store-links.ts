import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { Audited } from './store.ts';

interface Rotation extends Audited {
  /** The slug that is to be replaced. */
  readonly current: string;
  /** Slugs to try, the nicest first. */
  readonly slugs: readonly string[];
}

/** What became of it: the customer's slug before, and the new one; null when none of the wanted was free, or it was replaced already. */
interface Rotated {
  readonly former: string;
  readonly slug: string | null;
}

/**
 * Gives a customer another slug and keeps the former one, so that no other customer gets it; the customer itself may
 * have its own back. The long link is another one, too, and who came in by it is out. No row for an unknown or provisional customer. Two at the same moment may choose the same slug: the
 * second one fails and tries again.
 */
export const rotateLink = statement<Rotation, Rotated>(
  'customers.rotate-link',
  (place) => sql`with meant as (
      select tenant_id, id, slug from core.customer where id = ${place('id')} and state = 'active' for update
    ), chosen as (
      select s.slug from unnest(${place('slugs')}::text[]) with ordinality s(slug, nth)
      where not exists (select from core.customer x where x.slug = s.slug)
        and not exists (select from core.retired_slug r where r.slug = s.slug and r.customer_id <> ${place('id')}::uuid)
      order by s.nth limit 1
    ), moved as (
      update core.customer c set slug = chosen.slug, entry_key = default from meant, chosen
      where c.tenant_id = meant.tenant_id and c.id = meant.id and meant.slug = ${place('current')}
      returning c.tenant_id, c.id, c.slug, meant.slug as former
    ), shut as (
      update core.session s set revoked_at = ${place('now')} from moved
      join core.contact t on t.tenant_id = moved.tenant_id and t.customer_id = moved.id
      where s.tenant_id = t.tenant_id and s.actor_type = 'contact' and s.actor_id = t.id and s.proof = 'email-match' and s.revoked_at is null
    ), taken_back as (
      delete from core.retired_slug r using moved where r.tenant_id = moved.tenant_id and r.slug = moved.slug
    ), retired as (
      insert into core.retired_slug (tenant_id, slug, customer_id, retired_at) select tenant_id, former, id, ${place('now')} from moved
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.rotate-link', 'customer', id::text,
        jsonb_build_object('slug', former), jsonb_build_object('slug', slug) from moved
    )
    select meant.slug as former, moved.slug from meant left join moved on true`,
);

/** A slug that was replaced. `own` is the newer one when the token's contact belongs to the customer. Whether its session lives, the gate says. */
export interface RetiredRow {
  readonly own: string | null;
}

export const retiredLink = statement<{ slug: string; token: Buffer }, RetiredRow>(
  'customers.retired-link',
  (place) => sql`select own.slug as own from core.retired_slug r
    left join lateral (
      select u.slug from core.session s
      join core.contact t on t.tenant_id = s.tenant_id and t.id = s.actor_id
      join core.customer u on u.tenant_id = t.tenant_id and u.id = t.customer_id
      where s.token_hash = ${place('token')} and s.actor_type = 'contact' and u.id = r.customer_id
    ) own on true
    where r.slug = ${place('slug')}`,
);
