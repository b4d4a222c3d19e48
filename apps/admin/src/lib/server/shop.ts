import { error } from '@sveltejs/kit';
import { readScope } from './scope.ts';

/** Ends the page where the address names no shop, or one that is closed for now. */
export function requireShop(): void {
  const { shop, isClosed } = readScope();
  if (isClosed) error(503, 'This shop is closed for now.', { code: 'shop.closed' });
  if (!shop) error(404, 'There is no shop at this address.', { code: 'shop.unknown' });
}
