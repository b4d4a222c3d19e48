import type { Json, SettingsSubject } from '@docket/sdk';
import type { Resolved } from '../kernel/settings.ts';
import { bindHooks, type TenantHooks } from '../kernel/tenant-hooks.ts';
import { underCeilings } from './ceilings.ts';
import type { StoredByPlugin } from './customer-settings.ts';
import { originsOf, subjectKey } from './origins.ts';
import type { ShopMaker, StoredShop } from './shop.ts';
import type { SettingRow } from './store-settings.ts';
import type { Shop } from './tenants.ts';

/** What of a shop depends on whom it is asked for. */
interface View extends Pick<Shop, 'settingsOf' | 'originsOf' | 'publicSettingsOf'> {
  readonly hooks: TenantHooks;
}

/** What a shop's hooks run by. */
type Runs = Pick<Parameters<typeof bindHooks>[1], 'table' | 'tenant' | 'reach'>;

/** The shop for everybody, and how it is made for one customer or service where those have settings of their own. */
export function viewsOf(maker: ShopMaker, { tenant: row, settings, customers }: StoredShop, runs: Runs) {
  const services = byPlugin(settings, 'service');
  const shops = byPlugin(settings, 'tenant').values().next().value ?? none;
  const own = viewOf(none, none);
  return { own, views };

  async function views({ customerId, serviceId }: SettingsSubject): Promise<View> {
    const service = serviceId === undefined ? undefined : services.get(serviceId);
    const customer = customerId === undefined ? undefined : await customers?.(customerId);
    const isNarrow = service !== undefined || (customer?.size ?? 0) > 0;
    if (!isNarrow) return own;
    const subject = { ...(customer?.size && { customerId }), ...(service && { serviceId }) };
    return viewOf(customer ?? none, service ?? none, subjectKey(subject));
  }

  function viewOf(customer: StoredByPlugin, service: StoredByPlugin, subject?: string): View {
    const resolved = (plugin: string): Resolved =>
      maker.settings.of({
        tenantId: row.id,
        plugin,
        version: row.config_version,
        ...(subject !== undefined && { subject }),
        stored: () => layersOf({ customer, service, tenant: shops }, plugin),
      });
    const settingsOf = (plugin: string): Readonly<Record<string, Json>> =>
      plugin === 'core' ? underCeilings(resolved(plugin).values, row.ceilings) : resolved(plugin).values;
    const origins: Shop['originsOf'] = (plugin) => originsOf(resolved(plugin).trace);
    const hooks = bindHooks(maker.dispatcher, { ...runs, settingsOf, originsOf: origins, settingsFor });
    return {
      hooks: withSubscribers(hooks, (event) => maker.subscribersOf(event, settingsOf('core'))),
      settingsOf,
      originsOf: origins,
      publicSettingsOf: (plugin: string) => resolved(plugin).public,
    };
  }

  async function settingsFor(plugin: string, subject: SettingsSubject) {
    const view = await views(subject);
    return { values: view.settingsOf(plugin), origins: view.originsOf(plugin) };
  }
}

const none: StoredByPlugin = new Map();

/** Rows of one scope by whose they are, then by plugin. */
const byPlugin = (rows: readonly SettingRow[], scope: SettingRow['scope']): ReadonlyMap<string, StoredByPlugin> =>
  new Map(
    [
      ...Map.groupBy(
        rows.filter((row) => row.scope === scope),
        ({ scope_id: id }) => id,
      ),
    ].map(([id, own]) => [id, new Map(own.map(({ plugin, value }) => [plugin, value]))]),
  );

/** What one plugin has stored at each scope. */
const layersOf = (stored: Readonly<Record<'customer' | 'service' | 'tenant', StoredByPlugin>>, plugin: string) =>
  Object.fromEntries(
    Object.entries(stored).flatMap(([scope, values]) => (values.has(plugin) ? [[scope, values.get(plugin)!]] : [])),
  );

const withSubscribers = (hooks: TenantHooks, others: (event: string) => readonly string[]): TenantHooks => ({
  ...hooks,
  subscribers: (hook) => [...others(hook.name), ...hooks.subscribers(hook)],
});
