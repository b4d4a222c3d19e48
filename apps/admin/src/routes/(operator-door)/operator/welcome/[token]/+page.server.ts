import { redirect } from '@sveltejs/kit';
import { operatorCalls } from '#lib/server/operators.ts';
import { typedOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** There only where operators are. */
export const load: PageServerLoad = () => void operatorCalls();

export const actions: Actions = {
  // Only a post uses the link up: previews open links too.
  default: async ({ request, params }) => {
    const form = await request.formData();
    try {
      await operatorCalls().access.setPassword({ token: params.token, password: typedOf(form, 'password') });
    } catch (thrown) {
      return refused(thrown);
    }
    redirect(303, addressOf('/operator'));
  },
};
