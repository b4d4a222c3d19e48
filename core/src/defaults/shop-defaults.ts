import type { Call } from '../kernel/statement.ts';
import type { ShopDefaults } from '../tenants/tenants.ts';
import { defaultsThere, serviceDefaults, type DefaultRow } from './store.ts';

/** What is read of them when a shop is opened. */
export const readShopDefaults = (): [Call<DefaultRow>, Call<{ customers: boolean; addresses: boolean }>] => [
  serviceDefaults({}),
  defaultsThere({}),
];

/** The shop's own copy: defaults of its services, and whether there are others to ask for. */
export function shopDefaultsOf(
  services: readonly DefaultRow[],
  there: { readonly customers: boolean; readonly addresses: boolean },
): ShopDefaults {
  const byService = new Map(services.map((row) => [`${row.kind} ${row.subject}`, row]));
  return Object.freeze({ ...there, ofService: (kind: string, service: string) => byService.get(`${kind} ${service}`) });
}
