import { redirect } from '@sveltejs/kit';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** The roles that may be given. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ roles: (await staff.members.list({})).roles }));

export const actions: Actions = {
  default: async ({ request }) => {
    const form = await request.formData();
    const typed = { name: textOf(form, 'name'), email: textOf(form, 'email'), role: textOf(form, 'role') };
    try {
      await readScope().staff.members.invite(typed);
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    redirect(303, addressOf('/staff?done=invited'));
  },
};
