import { redirect } from '@sveltejs/kit';
import { linksOf } from '#lib/links.ts';
import { textOf } from '#lib/server/form-text.ts';
import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import { signInActions } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where somebody is signed in, and the way out. */
export const load: PageServerLoad = async ({ url }) => ({
  sessions: await answeredToOwner(shopScope().portal.access.sessions({}), url),
});

export const actions: Actions = {
  signOut: signInActions.signOut,

  async revoke({ request }) {
    const { portal, base } = shopScope();
    try {
      await portal.access.revoke({ id: textOf(await request.formData(), 'id') });
    } catch (cause) {
      return failed(cause, {});
    }
    redirect(303, linksOf(base).devices);
  },
};
