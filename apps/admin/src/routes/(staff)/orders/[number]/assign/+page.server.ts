import { redirect } from '@sveltejs/kit';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who may look after the order. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ people: await staff.orders.assignees({}) }));

export const actions: Actions = {
  default: async ({ request, params }) => {
    const form = await request.formData();
    const [current, staff] = [textOf(form, 'current') || null, textOf(form, 'staff') || null];
    try {
      await readScope().staff.orders.assign({ number: Number(params.number), current, staff });
    } catch (thrown) {
      return refused(thrown);
    }
    redirect(303, addressOf(`/orders/${params.number}`));
  },
};
