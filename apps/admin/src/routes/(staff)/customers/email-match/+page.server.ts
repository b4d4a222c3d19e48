import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whether people come in by an address alone; the frame knows it already. Who may see customers may read what that means. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    await staff.customers.list({});
    return {};
  });

export const actions: Actions = {
  default: async ({ request }) => {
    const form = await request.formData();
    const [on, understood] = [textOf(form, 'on') === 'on', textOf(form, 'understood') === 'on'];
    try {
      await readScope().staff.access.setEmailMatch({ on, understood });
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: on ? ('on' as const) : ('off' as const) };
  },
};
