import { error } from '@sveltejs/kit';
import { numberIn } from '@docket/sdk/order-label';
import { shopScope } from './scope.ts';

/** The order of the caller that an address names by its number, present or earlier. */
export async function orderIdOf(named: string): Promise<string> {
  const number = numberIn(named);
  if (number === undefined) error(404, 'There is nothing here.', { code: 'not-found' });
  const { order } = await shopScope().portal.orders.get({ number });
  return order.id;
}
