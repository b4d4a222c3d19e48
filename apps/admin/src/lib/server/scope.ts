import type { AppScope } from '@docket/core/api';

interface Storage {
  getStore(): AppScope | undefined;
}

/**
 * What the host hands to this request. A built app bundles its own copy of every module, so the two meet at a global
 * symbol. Throws when the app runs without its host.
 */
export function readScope(): AppScope {
  const storage: unknown = Reflect.get(globalThis, Symbol.for('docket.scope'));
  const scope = (storage as Storage | undefined)?.getStore();
  if (!scope) throw new Error('The admin runs without its host. Start it with: docket serve');
  return scope;
}

/** The address of a page of the admin, as the browser knows it: `/orders` is `/s/<shop>/admin/orders`. */
export const addressOf = (path: string): string => `${readScope().base}/admin${path}`;
