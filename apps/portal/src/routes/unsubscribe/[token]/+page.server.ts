import { textOf } from '#lib/server/form-text.ts';
import { answered, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opening the link changes nothing: mail scanners open links too. */
export const load: PageServerLoad = async ({ params: { token } }) => ({
  stopping: await answered(shopScope().portal.notices.stopping({ token })),
});

export const actions: Actions = {
  async change({ request, params: { token } }) {
    const wanted = textOf(await request.formData(), 'wanted') === '1';
    try {
      await shopScope().portal.notices.stopMails({ token, wanted });
    } catch (cause) {
      return failed(cause, {});
    }
    return { wanted };
  },
};
