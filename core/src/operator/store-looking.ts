import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

export const shopToLookInto = statement<
  { slug: string },
  { id: string; state: 'active' | 'suspended'; zone: string; locale: string }
>(
  'operator.shop-to-look-into',
  (place) => sql`select id, state, time_zone as zone, locale from core.tenant where slug = ${place('slug')}`,
);

/** The shop into which the operator looks in this session; no row for none. */
export const lookedAt = statement<{ token: Buffer }, { shop: string }>(
  'operator.looked-at',
  (place) => sql`select looking_at as shop from core.operator_session
    where token_hash = ${place('token')} and looking_at is not null and revoked_at is null`,
);

/** Ends every look into a shop: none of them comes back when it is open again. */
export const endLooksInto = statement<{ slug: string }>(
  'operator.end-looks-into',
  (place) => sql`update core.operator_session s set looking_at = null from core.tenant t
    where t.slug = ${place('slug')} and s.looking_at = t.id`,
);
