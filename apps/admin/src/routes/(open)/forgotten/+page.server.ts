import { textOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request }) => {
    const email = textOf(await request.formData(), 'email');
    try {
      await readScope().staff.access.forgot({ email });
    } catch (thrown) {
      return refused(thrown, { email });
    }
    return { sent: true as const, email };
  },
};
