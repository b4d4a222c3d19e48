import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** A counter after it was raised. */
export interface HitRow {
  readonly key: string;
  readonly count: number;
}

/** Raises the counters `[{ key, start }]`, in the sequence of their keys, so that two that raise the same never block each other. */
export const countHits = statement<{ tenant: string; hits: string }, HitRow>(
  'access.count-hits',
  (place) => sql`insert into core.hit (tenant_id, key, window_start, count)
    select ${place('tenant')}, h.key, h.start, 1
    from jsonb_to_recordset(${place('hits')}::jsonb) h(key text, start timestamptz) order by h.key
    on conflict (tenant_id, key, window_start) do update set count = core.hit.count + 1
    returning key, count`,
);

/** Adds to one counter and answers its sum. */
export const addHits = statement<{ tenant: string; key: string; start: Date; count: number }, { count: number }>(
  'access.add-hits',
  (place) => sql`insert into core.hit (tenant_id, key, window_start, count)
    values (${place('tenant')}, ${place('key')}, ${place('start')}, ${place('count')})
    on conflict (tenant_id, key, window_start) do update set count = core.hit.count + excluded.count returning count`,
);

/** Removes counters whose windows ended; how many. */
export const sweepHits = statement<{ before: Date }, { swept: number }>(
  'access.sweep-hits',
  (place) => sql`with gone as (delete from core.hit where window_start < ${place('before')} returning 1)
    select count(*)::int as swept from gone`,
);

export const forgiveHits = statement<{ hits: string; session: string }>(
  'access.forgive-hits',
  (place) => sql`update core.hit set count = greatest(count - 1, 0)
    from (select x.key, x.window_start from core.hit x
      join jsonb_to_recordset(${place('hits')}::jsonb) h(key text, start timestamptz)
        on x.key = h.key and x.window_start = h.start order by x.key for update of x) given
    where core.hit.key = given.key and core.hit.window_start = given.window_start
      and exists (select from core.session s where s.id = ${place('session')})`,
);
