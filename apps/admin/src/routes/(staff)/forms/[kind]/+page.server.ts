import { placesIn, type Places } from '#lib/field-places.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where the optional fields of one kind's form stand (T-52). */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ layout: await staff.forms.get({ kind: event.params.kind }) }));

export const actions: Actions = {
  /** Also the way back from a change: it posts where the fields stood before. */
  save: async ({ request, params }) => laidOut(params.kind, placesIn(await request.formData())),
  reset: ({ params }) => laidOut(params.kind, {}),
};

async function laidOut(kind: string, layout: Places) {
  try {
    const { before } = await readScope().staff.forms.save({ kind, layout });
    return { before };
  } catch (thrown) {
    return refused(thrown);
  }
}
