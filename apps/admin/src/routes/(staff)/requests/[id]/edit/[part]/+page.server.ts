import { error, fail, redirect } from '@sveltejs/kit';
import { refuses } from '@docket/sdk';
import { asGroup, asText } from '#lib/json.ts';
import { readPart } from '#lib/server/edit-form.ts';
import { formEntry } from '#lib/server/entries.ts';
import { shownFile } from '#lib/server/files.ts';
import { answer, noFiles, refused } from '#lib/server/refusals.ts';
import { addressesFor } from '#lib/server/saved-addresses.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import { todayIn } from '#lib/today.ts';
import type { Actions, PageServerLoad } from './$types';

/** A part of a waiting request, to be corrected; what was sent stays as it came. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, shop }) => {
    const { id, part } = event.params;
    const [{ request }, form] = await Promise.all([staff.requests.get({ id }), staff.requests.form({ id })]);
    if (!form.parts.some((known) => known.id === part)) error(404, 'There is nothing here.', { code: 'not-found' });
    return {
      ...form,
      id,
      part,
      parts: form.parts.map(({ id: name, title, about }) => ({ id: name, title, about })),
      title: asText(asGroup(form.content)['title']),
      files: form.files.map(shownFile),
      addresses: request.customer_id === null ? [] : await addressesFor(staff, request.customer_id),
      today: todayIn(shop!.timeZone),
      formEntries: formEntry(request.kind, part),
    };
  });

export const actions: Actions = {
  /** Saves it, right or wrong, and checks the whole: who has more to correct, or takes a step of the form, stays at it. */
  default: async ({ request, params: { id, part } }) => {
    const posted = await request.formData();
    const { base, form, hasFiles } = readPart(posted);
    if (hasFiles) return fail(422, { refusal: noFiles });
    let isWrong: boolean;
    try {
      const { issues } = await readScope().staff.requests.edit({ id, base, part, form });
      isWrong = refuses(issues);
    } catch (thrown) {
      return refused(thrown);
    }
    const goesOn = isWrong || posted.has('_do');
    redirect(303, addressOf(goesOn ? `/requests/${id}/edit/${part}` : `/requests/${id}?checked`));
  },
};
