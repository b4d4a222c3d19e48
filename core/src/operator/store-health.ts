import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** Failures of one plugin at one hook over all shops, without what they said: messages may name customers. */
export interface FaultRow {
  readonly plugin: string;
  readonly hook: string;
  readonly kind: string;
  readonly count: number;
  readonly shops: number;
  readonly last_at: Date;
}

export const faultsOfAll = statement<{ since: Date }, FaultRow>(
  'operator.faults',
  (place) => sql`select plugin, hook, kind, sum(count)::bigint as count, count(*)::int as shops, max(last_at) as last_at
    from core.fault where last_at >= ${place('since')} group by plugin, hook, kind order by max(last_at) desc limit 200`,
);

/** Where something failed lately: the breakers that may be open. */
export const troubledTaps = statement<
  { since: Date },
  { tenant_id: string; plugin: string; hook: string; slug: string }
>(
  'operator.troubled-taps',
  (place) => sql`select f.tenant_id, f.plugin, f.hook, t.slug from core.fault f join core.tenant t on t.id = f.tenant_id
    where f.last_at >= ${place('since')} group by 1, 2, 3, 4 limit 1000`,
);

/** Deliveries that wait for a plugin or were given up, by subscriber. */
export interface StuckRow {
  readonly subscriber: string;
  readonly state: 'parked' | 'dead';
  readonly count: number;
  readonly shops: number;
}

/** Each half reads the index that holds such deliveries alone. */
export const stuckDeliveries = statement<object, StuckRow>(
  'operator.stuck-deliveries',
  () => sql`select subscriber, 'parked' as state, count(*)::int as count, count(distinct tenant_id)::int as shops
      from core.delivery where state = 'parked' group by subscriber
    union all
    select subscriber, 'dead', count(*)::int, count(distinct tenant_id)::int
      from core.delivery where state = 'dead' group by subscriber`,
);

interface Replay {
  readonly subscriber: string;
  readonly slug: string | null;
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

/** Makes what was given up due again, of one shop or of all, and records it. */
export const replayDead = statement<Replay, { count: number }>(
  'operator.replay-dead',
  (place) => sql`with revived as (
      update core.delivery d set state = 'due', attempts = 0, next_at = ${place('now')}, error = null, done_at = null
      from core.tenant t where t.id = d.tenant_id and d.state = 'dead' and d.subscriber = ${place('subscriber')}
        and (${place('slug')}::text is null or t.slug = ${place('slug')})
      returning d.tenant_id
    ), counted as (
      select count(*)::int as count from revived
    ), audited as (
      insert into core.platform_audit (id, at, by, action, subject_type, subject_id, after)
      select ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'plugin.replay', 'plugin', ${place('subscriber')},
        jsonb_build_object('deliveries', count, 'shop', ${place('slug')}::text) from counted where count > 0
    )
    select count from counted`,
);
