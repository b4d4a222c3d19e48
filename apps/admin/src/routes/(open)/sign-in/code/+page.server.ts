import { redirect } from '@sveltejs/kit';
import { textOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import { wantedPath } from '#lib/server/ways-in.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, url }) => {
    const code = textOf(await request.formData(), 'code');
    try {
      await readScope().staff.access.confirm({ code });
    } catch (thrown) {
      return refused(thrown);
    }
    redirect(303, addressOf(wantedPath(url.searchParams.get('to'))));
  },
};
