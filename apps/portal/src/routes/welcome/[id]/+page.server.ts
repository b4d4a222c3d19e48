import { redirect } from '@sveltejs/kit';
import { linksOf } from '#lib/links.ts';
import { textOf } from '#lib/server/form-text.ts';
import { answered, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import { signInActions } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** A personal invitation. Opening it uses nothing up: mail scanners and previews open links too. */
export const load: PageServerLoad = async ({ params: { id } }) => ({
  email: (await answered(shopScope().portal.access.invitation({ id }))).email,
});

export const actions: Actions = {
  ...signInActions,

  async accept({ request, params: { id } }) {
    const { portal, base } = shopScope();
    const secret = textOf(await request.formData(), 'link');
    let slug: string;
    try {
      ({ customerSlug: slug } = await portal.access.accept({ token: `${id}.${secret}` }));
    } catch (cause) {
      return failed(cause, {});
    }
    redirect(303, linksOf(base).home(slug));
  },
};
