import { redirect } from '@sveltejs/kit';
import { textOf } from '#lib/server/posted.ts';
import { portalLink, portalPrefix } from '#lib/server/portal-link.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** The link that is about to be replaced. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id, name, slug, entryKey } = await staff.customers.get({ id: event.params.id });
    const portal = portalLink(event.url, { slug, entryKey });
    return { customer: { id, name, slug, portal }, prefix: portalPrefix(event.url) };
  });

export const actions: Actions = {
  default: async ({ request, params: { id } }) => {
    const form = await request.formData();
    const [current, wanted, way] = [textOf(form, 'current'), textOf(form, 'wanted'), textOf(form, 'way')];
    try {
      await readScope().staff.customers.rotateLink({ id, current, ...(way === 'own' && { wanted }) });
    } catch (thrown) {
      return refused(thrown, { wanted, way });
    }
    redirect(303, addressOf(`/customers/${id}?done=link`));
  },
};
