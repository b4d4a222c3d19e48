import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { AddresseeRow } from './store-challenges.ts';

/** A customer to sign in for, when the address belongs to several. */
export interface Choice {
  readonly customerSlug: string;
  readonly name: string;
}

/** The addressee to sign in; a customer that is not among them answers like an unknown one. */
export function pickAddressee(
  addressees: readonly AddresseeRow[],
  chosen: string | undefined,
): AddresseeRow | { readonly choose: readonly Choice[] } {
  const customers = new Map(addressees.map((addressee) => [addressee.customer_id, addressee]));
  if (chosen === undefined && customers.size > 1) return { choose: [...customers.values()].map(choiceOf) };
  const found = addressees.find(({ customer_slug: slug }) => chosen === undefined || slug === chosen);
  if (!found) throw new PlatformError(errors['not-found']);
  return found;
}

const choiceOf = ({ customer_slug: customerSlug, customer_name: name }: AddresseeRow): Choice => ({
  customerSlug,
  name,
});
