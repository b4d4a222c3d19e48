import type { Database } from '../kernel/database.ts';
import type { Values } from '../kernel/settings.ts';
import { settingsAt } from './store-settings.ts';

/** What is stored for one customer or service, by plugin. */
export type StoredByPlugin = ReadonlyMap<string, Values>;

interface Query {
  readonly tenant: string;
  /** Of the shop: what was read for another one is not used. */
  readonly version: number;
  readonly customer: string;
}

/** Customers kept in memory, of all shops; the one used longest ago goes first. */
const most = 10_000;

/** Settings of customers: read when one is first asked for, and kept as long as nobody changes the shop. */
export function createCustomerSettings(database: Database, limit = most) {
  const kept = new Map<string, { readonly version: number; readonly values: Promise<StoredByPlugin> }>();

  return {
    of({ tenant, version, customer }: Query): Promise<StoredByPlugin> {
      const key = `${tenant} ${customer}`;
      const found = kept.get(key);
      const isKnown = found?.version === version;
      const entry = isKnown ? found : { version, values: read(tenant, customer) };
      kept.delete(key);
      kept.set(key, entry);
      if (kept.size > limit) kept.delete(kept.keys().next().value!);
      // What could not be read is asked for again; whoever asked first is told.
      if (!isKnown) entry.values.catch(() => kept.delete(key));
      return entry.values;
    },
  };

  async function read(tenant: string, customer: string): Promise<StoredByPlugin> {
    const [rows] = await database.withTenant(tenant).run(settingsAt({ scope: 'customer', scopeId: customer }));
    return new Map(rows.map(({ plugin, value }) => [plugin, value]));
  }
}
