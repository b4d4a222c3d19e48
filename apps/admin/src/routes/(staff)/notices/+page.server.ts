import { orderLabel } from '@docket/sdk/order-label';
import { asGroup, asText } from '#lib/json.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the reader was told, newest first. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { rows } = await staff.notices.bell({});
    return {
      notices: rows.map(({ id, type, subjectType, subjectId, number, data, at, read }) => ({
        id,
        type,
        subjectType,
        subjectId,
        number,
        label: number === null ? '' : orderLabel({ prefix: asText(asGroup(data)['prefix']), number }),
        title: asText(asGroup(data)['title']),
        customer: asText(asGroup(data)['customer']),
        at: at.toISOString(),
        read,
      })),
    };
  });

export const actions: Actions = {
  read: async ({ request }) => {
    const ids = (await request.formData()).getAll('id').map(String);
    try {
      if (ids.length > 0) await readScope().staff.notices.read({ ids });
    } catch (thrown) {
      return refused(thrown);
    }
    return { read: true };
  },
};
