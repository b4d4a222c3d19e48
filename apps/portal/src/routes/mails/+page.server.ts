import type { PortalInputs } from '@docket/core/api';
import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** Which mails the reader gets besides the necessary ones. */
export const load: PageServerLoad = async ({ url }) => ({
  kinds: await answeredToOwner(shopScope().portal.notices.mine({}), url),
});

export const actions: Actions = {
  async save({ request }) {
    const form = await request.formData();
    const wanted = new Set(form.getAll('wanted'));
    const choices = form.getAll('kind').map((kind) => [kind, wanted.has(kind) ? 'mail' : 'none']);
    try {
      await shopScope().portal.notices.choose({
        choices: Object.fromEntries(choices) as PortalInputs['notices']['choose']['choices'],
      });
    } catch (cause) {
      return failed(cause, {});
    }
    return { saved: true };
  },
};
