import { redirect } from '@sveltejs/kit';
import { shownSubject, typedName } from '#lib/server/privacy-subject.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What there is of one of a customer's people, to be taken along or erased. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id: customer, contact } = event.params;
    const [subject, { name }] = await Promise.all([
      staff.privacy.ofContact({ customer, id: contact }),
      staff.customers.get({ id: customer }),
    ]);
    return { subject: shownSubject(subject), customer: { id: customer, name } };
  });

export const actions: Actions = {
  take: async ({ params: { id: customer, contact } }) => {
    try {
      await readScope().staff.privacy.exportContact({ customer, id: contact });
    } catch (thrown) {
      return refused(thrown);
    }
    return { taken: true };
  },

  erase: async ({ request, params: { id: customer, contact } }) => {
    const name = await typedName(request);
    try {
      await readScope().staff.privacy.eraseContact({ customer, id: contact, name });
    } catch (thrown) {
      return refused(thrown, { name });
    }
    redirect(303, addressOf(`/customers/${customer}?done=erased`));
  },
};
