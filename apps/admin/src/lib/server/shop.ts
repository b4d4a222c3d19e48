import { error } from '@sveltejs/kit';
import { readScope } from './scope.ts';

/** Ends the page where the address names no shop. */
export function requireShop(): void {
  if (!readScope().shop) error(404, 'There is no shop at this address.', { code: 'shop.unknown' });
}
