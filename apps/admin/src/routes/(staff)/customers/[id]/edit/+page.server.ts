import { redirect } from '@sveltejs/kit';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is written down of a customer. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id, name, email, phone, note } = await staff.customers.get({ id: event.params.id });
    return { customer: { id, name, email: email ?? '', phone: phone ?? '', note: note ?? '' } };
  });

export const actions: Actions = {
  default: async ({ request, params: { id } }) => {
    const form = await request.formData();
    const typed = {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      phone: textOf(form, 'phone'),
      note: textOf(form, 'note'),
    };
    try {
      await readScope().staff.customers.update({ id, ...typed, email: typed.email || null });
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    redirect(303, addressOf(`/customers/${id}?done=profile`));
  },
};
