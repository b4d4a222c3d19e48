import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { addressTexts, postedAddress } from '@docket/ui/text/address.ts';
import { linksOf } from '#lib/links.ts';
import { textOf } from '#lib/server/form-text.ts';
import { withProof } from '#lib/server/proof.ts';
import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { PageServerLoad } from './$types';

/** An address of the own company to change, or `new` for one to add. */
export const load: PageServerLoad = async ({ params, url }) => {
  const addresses = await answeredToOwner(shopScope().portal.customers.addresses({}), url);
  const found = addresses.find(({ id }) => id === params.address);
  if (!found && params.address !== 'new') error(404, 'There is nothing here.', { code: 'not-found' });
  return { isNew: !found, place: { label: found?.label ?? '', value: addressTexts(found?.value ?? null) } };
};

/** Needs a proof of today, as everything does that lets others in or sends goods elsewhere. */
export const actions = withProof({
  async save({ request, params: { address = '' } }: RequestEvent) {
    const form = await request.formData();
    const typed = { label: textOf(form, 'label'), value: postedAddress(form) };
    const { portal, base } = shopScope();
    try {
      if (address === 'new') await portal.customers.saveAddress(typed);
      else await portal.customers.updateAddress({ id: address, ...typed });
    } catch (cause) {
      return failed(cause, { typed });
    }
    redirect(303, `${linksOf(base).addresses}?done`);
  },
});
