import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** As whom the customer's portal can be looked at. */
export const load: PageServerLoad = (event) =>
  answer(event, ({ staff }) => staff.access.previewable({ customer: event.params.id }));

export const actions: Actions = {
  /** The portal gets what hands the preview over in a form of its own: so it works, too, should it be on another host. */
  default: async ({ request }) => {
    const contact = textOf(await request.formData(), 'contact');
    const { staff, base } = readScope();
    try {
      const { handover } = await staff.access.preview({ contact });
      return { handover, portal: `${base}/previews?/open`, contact };
    } catch (thrown) {
      return refused(thrown);
    }
  },
};
