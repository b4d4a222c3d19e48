import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { contactRights, ordinaryRights, type ContactRight } from '@docket/sdk';
import { linksOf } from '#lib/links.ts';
import { textOf } from '#lib/server/form-text.ts';
import { withProof } from '#lib/server/proof.ts';
import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { PageServerLoad } from './$types';

/** A colleague to change, or `new` for one to add; with the rights that whoever looks may give. */
export const load: PageServerLoad = async ({ params, url, parent }) => {
  const people = await answeredToOwner(shopScope().portal.customers.contacts({}), url);
  const { me } = await parent();
  const found = people.find(({ id }) => id === params.contact);
  if (!found && params.contact !== 'new') error(404, 'There is nothing here.', { code: 'not-found' });
  const mine = contactRights.filter((right) => me.signedIn && me.rights.includes(right));
  return {
    isNew: !found,
    isSelf: me.signedIn && found?.id === me.id,
    rights: mine,
    person: {
      name: found?.name ?? '',
      email: found?.email ?? '',
      phone: found?.phone ?? '',
      rights: found ? [...found.rights] : mine.filter((right) => ordinaryRights.includes(right)),
    },
  };
};

/** Needs a proof of today, as everything does that lets others in or sends goods elsewhere. */
export const actions = withProof({
  async save({ request, params: { contact = '' } }: RequestEvent) {
    const form = await request.formData();
    const typed = {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      phone: textOf(form, 'phone'),
      // What is none of the rights, the core refuses.
      rights: form.getAll('rights') as ContactRight[],
    };
    const { portal, base } = shopScope();
    try {
      if (contact === 'new') await portal.customers.addContact(typed);
      else await portal.customers.updateContact({ id: contact, ...typed });
    } catch (cause) {
      return failed(cause, { typed });
    }
    redirect(303, `${linksOf(base).people}?done`);
  },
});
