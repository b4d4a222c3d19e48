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
      contactName: textOf(form, 'contactName'),
      email: textOf(form, 'email'),
    };
    let id: string;
    try {
      ({ id } = await readScope().staff.customers.create(typed));
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    redirect(303, addressOf(`/customers/${id}`));
  },
};
