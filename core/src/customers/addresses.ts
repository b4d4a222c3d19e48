import { PlatformError, type Json } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import { json } from '../kernel/statement.ts';
import { lockCustomer } from './store.ts';
import * as store from './store-addresses.ts';
import { known, writingOf, type Dependencies } from './writing.ts';

/** Addresses that a customer may keep. */
const mostAddresses = 100;

/** An address of a customer, under the name that people know it by. */
export interface LabelledAddress {
  readonly customer: string;
  readonly label: string;
  readonly value: Json;
}

/** The addresses of customers, each under a label of its own. */
export function createAddresses(parts: Dependencies) {
  const { tables, audited } = writingOf(parts);

  return {
    /** Keeps an address for the customer; one under the same label is replaced. */
    async saveAddress(call: Caller, { value, ...address }: LabelledAddress): Promise<{ id: string }> {
      const id = parts.newId(call.now);
      const row = { ...audited(call), ...address, id, value: json(value), most: mostAddresses };
      const [[locked], [kept]] = await tables(call).run(lockCustomer({ id: address.customer }), store.putAddress(row));
      known(locked);
      if (!kept) throw new PlatformError(errors['customer.full']);
      return kept;
    },

    /** Changes an address. Refuses a label that another one of the customer has. */
    async updateAddress(call: Caller, { value, ...address }: LabelledAddress & { readonly id: string }): Promise<void> {
      const [[locked], [changed]] = await tables(call).run(
        lockCustomer({ id: address.customer }),
        store.updateAddress({ ...audited(call), ...address, value: json(value) }),
      );
      known(locked);
      if (!known(changed).done) throw new PlatformError(errors['address.exists']);
    },

    /** Removes an address and answers what it was, so that it can be kept again. */
    async removeAddress(call: Caller, one: { readonly customer: string; readonly id: string }) {
      const [[removed]] = await tables(call).run(store.removeAddress({ ...audited(call), ...one }));
      return known(removed);
    },
  };
}
