import type { AsyncLocalStorage } from 'node:async_hooks';
import { error } from '@sveltejs/kit';
import type { AppScope, ShopFace } from '#lib/core.ts';

/** The same key that the host writes under: a built app has its own copy of every module, so no import can do this. */
const scopeKey = Symbol.for('docket.scope');

/** A scope whose address names a shop. */
export type ShopScope = AppScope & { readonly shop: ShopFace };

/** What the host hands over for the request that runs. Throws outside of one. */
export function requestScope(): AppScope {
  const storage = (globalThis as { [scopeKey]?: AsyncLocalStorage<AppScope> })[scopeKey];
  const scope = storage?.getStore();
  if (!scope) throw new Error('Pages are served by the docket host; there is no scope here.');
  return scope;
}

/** The same for pages of a shop: where the address names none there is no such page, and a closed shop says so. */
export function shopScope(): ShopScope {
  const scope = requestScope();
  if (scope.isClosed) error(503, 'This shop is closed for now.', { code: 'shop.closed' });
  if (!scope.shop) error(404, 'There is no shop at this address.', { code: 'shop.unknown' });
  return scope as ShopScope;
}
