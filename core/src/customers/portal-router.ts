import * as z from 'zod';
import { PlatformError } from '@docket/sdk';
import { countHits, hashToken, limitOf, networkOf, refuseBeyond, type Caller, type HitRow } from '../access/access.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import { procedure, router } from '../procedures.ts';
import type { Customers } from './customers.ts';
import { AddressLabel, AddressValue, ById, PersonInput } from './inputs.ts';
import { addressesOfToken, type AddressRow } from './store-addresses.ts';
import { contactsOfToken, type ContactRow } from './store-contacts.ts';
import { retiredLink, type RetiredRow } from './store-links.ts';

const orderer = { door: 'portal', right: 'order' } as const;
const manager = { door: 'portal', right: 'contacts' } as const;
/** Whoever lets people in, or goods go elsewhere, has proven the address of late. */
const [provenOrderer, provenManager] = [
  { ...orderer, fresh: true },
  { ...manager, fresh: true },
] as const;
const Nothing = z.strictObject({});
const Address = z.strictObject({ label: AddressLabel, value: AddressValue });

const tokenOf = ({ cookies }: Edge): Buffer => hashToken(cookies.get('portal') ?? '');

/** Who tries one name after another learns nothing, and is stopped. */
const guesses = ({ address, shop }: Edge) => [limitOf(shop, 'linksPerNetwork', networkOf(address))];

/** The customer of whoever calls. */
function ownOf({ actor }: Caller): { readonly customer: string } {
  if (actor.type !== 'contact') throw new PlatformError(errors['sign-in.needed']);
  return { customer: actor.customerId };
}

/** What a contact may see and do with the own customer's data. */
export const customersPortalRouter = (customers: Customers) =>
  router({
    /** Says of a link whether it was replaced. Known and unknown ones answer alike. */
    link: procedure(
      { door: 'open', matched: true },
      z.strictObject({ slug: z.string().max(200) }),
      ({ slug }, edge) => [
        retiredLink({ slug, token: tokenOf(edge) }),
        countHits(edge.shop.tenant.id, guesses(edge), edge.now),
      ],
    ).query(({ ctx: { call, edge, rows } }) => {
      const [retired, hits] = rows as [RetiredRow[], HitRow[]];
      refuseBeyond(guesses(edge), hits, edge.now);
      return customers.replaced(call, retired[0]);
    }),

    contacts: procedure(manager, Nothing, (_, edge) => [contactsOfToken({ token: tokenOf(edge) })]).query(
      ({ ctx }) => ctx.rows[0] as ContactRow[],
    ),
    addContact: procedure(provenManager, PersonInput).mutation(({ ctx: { call }, input }) =>
      customers.addContact(call, { ...input, ...ownOf(call) }),
    ),
    updateContact: procedure(provenManager, ById.extend(PersonInput.required().shape)).mutation(
      ({ ctx: { call }, input }) => customers.updateContact(call, { ...input, ...ownOf(call) }),
    ),
    removeContact: procedure(provenManager, ById).mutation(({ ctx: { call }, input }) =>
      customers.removeContact(call, { ...input, ...ownOf(call) }),
    ),
    restoreContact: procedure(provenManager, ById).mutation(({ ctx: { call }, input }) =>
      customers.restoreContact(call, { ...input, ...ownOf(call) }),
    ),

    addresses: procedure({ door: 'portal' }, Nothing, (_, edge) => [addressesOfToken({ token: tokenOf(edge) })]).query(
      ({ ctx }) => ctx.rows[0] as AddressRow[],
    ),
    saveAddress: procedure(provenOrderer, Address).mutation(({ ctx: { call }, input }) =>
      customers.saveAddress(call, { ...input, ...ownOf(call) }),
    ),
    updateAddress: procedure(provenOrderer, ById.extend(Address.shape)).mutation(({ ctx: { call }, input }) =>
      customers.updateAddress(call, { ...input, ...ownOf(call) }),
    ),
    removeAddress: procedure(orderer, ById).mutation(({ ctx: { call }, input }) =>
      customers.removeAddress(call, { ...input, ...ownOf(call) }),
    ),
  });
