import { addressFields } from '#lib/address.ts';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** A customer with the people and places it has, and the link that it is given for good. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, base }) => {
    const customer = await staff.customers.get({ id: event.params.id });
    return {
      customer: {
        id: customer.id,
        name: customer.name,
        phone: customer.phone,
        note: customer.note,
        provisional: customer.provisional,
        createdAt: customer.created_at.toISOString(),
        /** Orders that its portal does not show yet. */
        unshown: customer.unshown,
        contacts: customer.contacts.map(({ id, name, email, phone, verified_at: verified }) => ({
          id,
          name,
          email,
          phone,
          isVerified: verified !== null,
        })),
        addresses: customer.addresses,
        portal: `${event.url.origin}${base}/portal/${encodeURIComponent(customer.slug)}`,
      },
    };
  });

export const actions: Actions = {
  confirm: async ({ params: { id } }) => {
    try {
      await readScope().staff.customers.confirm({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'confirmed' as const };
  },

  contact: async ({ request, params: { id } }) => {
    const form = await request.formData();
    const contact = { name: textOf(form, 'name'), email: textOf(form, 'email') };
    try {
      await readScope().staff.customers.addContact({ customer: id, ...contact });
    } catch (thrown) {
      return refused(thrown, { contact });
    }
    return { done: 'contact' as const };
  },

  address: async ({ request, params: { id } }) => {
    const form = await request.formData();
    const label = textOf(form, 'label');
    const fields = addressFields.map((field) => [field, textOf(form, field)] as const);
    const value: Record<string, string> = Object.fromEntries(fields.filter(([, text]) => text !== ''));
    try {
      await readScope().staff.customers.addAddress({ customer: id, label, value });
    } catch (thrown) {
      return refused(thrown, { address: { label, value } });
    }
    return { done: 'address' as const };
  },
};
