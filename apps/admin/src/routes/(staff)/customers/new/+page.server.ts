import { redirect } from '@sveltejs/kit';
import { textOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request }) => {
    const form = await request.formData();
    const typed = {
      name: textOf(form, 'name'),
      phone: textOf(form, 'phone'),
      contactName: textOf(form, 'contactName'),
      email: textOf(form, 'email'),
    };
    let id: string;
    try {
      const { contactName, email, ...customer } = typed;
      ({ id } = await readScope().staff.customers.create({
        ...customer,
        ...(contactName !== '' && { contactName }),
        ...(email !== '' && { email }),
      }));
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    redirect(303, addressOf(`/customers/${id}`));
  },
};
