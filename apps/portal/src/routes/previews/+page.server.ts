import { redirect } from '@sveltejs/kit';
import { linksOf } from '#lib/links.ts';
import { textOf } from '#lib/server/form-text.ts';
import { failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where staff come from the admin to look at the portal as a contact, and where they are when it has ended. */
export const load: PageServerLoad = ({ url }) => ({ ended: url.searchParams.has('ended') });

export const actions: Actions = {
  /** What hands the preview over is posted, so that it stands in no address. */
  open: async ({ request }) => {
    const { portal, base } = shopScope();
    const handover = textOf(await request.formData(), 'handover');
    let slug: string;
    try {
      ({ customerSlug: slug } = await portal.access.openPreview({ handover }));
    } catch (cause) {
      return failed(cause, {});
    }
    redirect(303, linksOf(`${base}/preview`).home(slug));
  },

  end: async () => {
    const { portal, base } = shopScope();
    try {
      await portal.access.endPreview({});
    } catch (cause) {
      return failed(cause, {});
    }
    redirect(303, `${linksOf(base).previews}?ended`);
  },
};
