import { redirect } from '@sveltejs/kit';
import { shownSubject, typedName } from '#lib/server/privacy-subject.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What there is of a customer and its people, to be taken along or erased. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id } = event.params;
    const [subject, customer] = await Promise.all([staff.privacy.ofCustomer({ id }), staff.customers.get({ id })]);
    const people = customer.contacts.map((contact) => ({ id: contact.id, name: contact.name }));
    return { subject: shownSubject(subject), customer: { id, name: customer.name }, people };
  });

export const actions: Actions = {
  take: async ({ params: { id } }) => {
    try {
      await readScope().staff.privacy.exportCustomer({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { taken: true };
  },

  erase: async ({ request, params: { id } }) => {
    const name = await typedName(request);
    try {
      await readScope().staff.privacy.eraseCustomer({ id, name });
    } catch (thrown) {
      return refused(thrown, { name });
    }
    redirect(303, addressOf(`/customers/${id}?done=erased`));
  },
};
