import { redirect } from '@sveltejs/kit';
import { operatorCalls } from '#lib/server/operators.ts';
import { textOf, typedOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** There only where operators are. */
export const load: PageServerLoad = () => void operatorCalls();

export const actions: Actions = {
  default: async ({ request }) => {
    const form = await request.formData();
    const email = textOf(form, 'email');
    let needs: 'code' | 'factor' | null;
    try {
      ({ needs } = await operatorCalls().access.signIn({ email, password: typedOf(form, 'password') }));
    } catch (thrown) {
      return refused(thrown, { email });
    }
    redirect(303, addressOf(needs === 'code' ? '/operator/sign-in/code' : '/operator'));
  },
};
