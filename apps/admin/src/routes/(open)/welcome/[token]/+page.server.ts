import { redirect } from '@sveltejs/kit';
import { typedOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import { codePage } from '#lib/server/ways-in.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  // Only a post uses the link up: mail scanners and previews open links too.
  default: async ({ request, params }) => {
    const form = await request.formData();
    let needs: string | null;
    try {
      ({ needs } = await readScope().staff.access.setPassword({
        token: params.token,
        password: typedOf(form, 'password'),
      }));
    } catch (thrown) {
      return refused(thrown);
    }
    redirect(303, needs === 'code' ? codePage(null) : addressOf('/'));
  },
};
