import { redirect } from '@sveltejs/kit';
import { refusalOf } from '@docket/sdk/client';
import { textOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  // Who was signed out already, in another window or by a new password, is led to the entrance as well. Who looked goes
  // back to where operators see the shop.
  default: async ({ request }) => {
    const isLook = textOf(await request.formData(), 'look') !== '';
    const { shop } = readScope();
    try {
      await readScope().staff.access.signOut({});
    } catch (thrown) {
      if (refusalOf(thrown).status !== 401) return refused(thrown);
    }
    redirect(303, isLook && shop ? `/admin/operator/shops/${shop.slug}` : addressOf('/sign-in'));
  },
};
