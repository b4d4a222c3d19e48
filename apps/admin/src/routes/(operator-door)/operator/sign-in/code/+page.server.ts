import { redirect } from '@sveltejs/kit';
import { operatorCalls } from '#lib/server/operators.ts';
import { textOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** There only where operators are. */
export const load: PageServerLoad = () => void operatorCalls();

export const actions: Actions = {
  default: async ({ request }) => {
    const code = textOf(await request.formData(), 'code');
    try {
      await operatorCalls().access.confirm({ code });
    } catch (thrown) {
      return refused(thrown);
    }
    redirect(303, addressOf('/operator'));
  },
};
