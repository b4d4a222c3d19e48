import * as z from 'zod';
import { PlatformError } from '@docket/sdk';
import { hashToken } from '../access/access.ts';
import { errors } from '../errors.ts';
import { procedure, router } from '../procedures.ts';
import type { Customers } from './customers.ts';
import { AddressLabel, AddressValue } from './inputs.ts';
import { addressesOfToken, type AddressRow } from './store.ts';

/** What a contact may see and do with the own customer's data. */
export const customersPortalRouter = (customers: Customers) =>
  router({
    addresses: procedure({ door: 'portal' }, z.strictObject({}), (_, { cookies }) => [
      addressesOfToken({ token: hashToken(cookies.get('portal') ?? '') }),
    ]).query(({ ctx }) => ctx.rows[0] as AddressRow[]),
    saveAddress: procedure(
      { door: 'portal', right: 'order' },
      z.strictObject({ label: AddressLabel, value: AddressValue }),
    ).mutation(({ ctx: { call }, input }) => {
      if (call.actor.type !== 'contact') throw new PlatformError(errors['sign-in.needed']);
      return customers.saveAddress(call, { customer: call.actor.customerId, ...input });
    }),
  });
