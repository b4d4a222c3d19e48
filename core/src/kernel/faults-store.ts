import { sql } from 'kysely';
import type { Database } from './database.ts';
import { messageOf, type Fault } from './faults.ts';
import type { Log } from './log.ts';
import { json, statement } from './statement.ts';

/** Faults of one plugin at one place: what staff read. */
export interface FaultRow extends Pick<Fault, 'plugin' | 'hook' | 'kind' | 'version' | 'message' | 'count'> {
  readonly first_at: Date;
  readonly last_at: Date;
}

/** The tenant's faults, the latest first. */
export const faultsOf = statement<object, FaultRow>(
  'faults.of-tenant',
  () => sql`select plugin, hook, kind, version, message, count, first_at, last_at from core.fault
    order by last_at desc limit 200`,
);

/** Adds to what is stored: one row per plugin, hook and kind, with the newest message. */
const addFaults = statement<{ tenant: string; faults: string }>(
  'faults.add',
  (place) => sql`insert into core.fault as f (tenant_id, plugin, hook, kind, version, message, count, first_at, last_at)
    select ${place('tenant')}, plugin, hook, kind, (array_agg(version order by last desc))[1], (array_agg(message order by last desc))[1],
      sum(count), to_timestamp(min(first) / 1000.0), to_timestamp(max(last) / 1000.0)
    from jsonb_to_recordset(${place('faults')}::jsonb)
      g(plugin text, hook text, kind text, version text, message text, count bigint, first bigint, last bigint)
    group by plugin, hook, kind order by plugin, hook, kind
    on conflict (tenant_id, plugin, hook, kind) do update set version = excluded.version, message = excluded.message,
      count = f.count + excluded.count, last_at = greatest(f.last_at, excluded.last_at)`,
);

/** Keeps faults in the database: `sink` is that of `createFaults`, `settle` waits for what it has begun. Never rejects. */
export function createFaultStore({ database, log }: { readonly database: Database; readonly log: Log }): {
  readonly sink: (faults: readonly Fault[]) => void;
  readonly settle: () => Promise<void>;
} {
  const writing = new Set<Promise<void>>();
  return {
    sink(faults) {
      for (const [tenant, own] of Map.groupBy(faults, ({ tenantId }) => tenantId)) {
        const written = write(tenant, own).finally(() => writing.delete(written));
        writing.add(written);
      }
    },
    settle: async () => void (await Promise.all(writing)),
  };

  async function write(tenant: string, faults: readonly Fault[]): Promise<void> {
    try {
      await database.withTenant(tenant).run(addFaults({ tenant, faults: json(faults) }));
    } catch (error) {
      log({ level: 'error', message: 'Faults could not be kept.', tenant, error: messageOf(error) });
    }
  }
}
