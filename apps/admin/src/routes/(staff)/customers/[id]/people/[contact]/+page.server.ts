import { error, redirect } from '@sveltejs/kit';
import { contactRights, ordinaryRights } from '@docket/sdk';
import { postedPerson } from '#lib/server/customer-forms.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

const blank = { name: '', email: '', phone: '', rights: [...ordinaryRights] as string[] };

/** A person of a customer to change, or `new` for one to add. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id, name, contacts } = await staff.customers.get({ id: event.params.id });
    const isNew = event.params.contact === 'new';
    const found = contacts.find((contact) => contact.id === event.params.contact);
    if (!found && !isNew) error(404, 'There is nothing here.', { code: 'not-found' });
    const person = found
      ? { name: found.name, email: found.email, phone: found.phone ?? '', rights: [...found.rights] }
      : { ...blank, rights: contacts.length === 0 ? [...contactRights] : blank.rights };
    return { customer: { id, name }, isNew, person, rights: contactRights };
  });

export const actions: Actions = {
  default: async ({ request, params: { id: customer, contact } }) => {
    const typed = postedPerson(await request.formData());
    const { customers } = readScope().staff;
    try {
      if (contact === 'new') await customers.addContact({ customer, ...typed });
      else await customers.updateContact({ customer, id: contact, ...typed });
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    redirect(303, addressOf(`/customers/${customer}?done=contact`));
  },
};
