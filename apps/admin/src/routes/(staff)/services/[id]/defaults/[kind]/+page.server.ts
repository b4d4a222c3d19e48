import { beginningOf, postedRestore } from '#lib/server/order-defaults.ts';
import { answer } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What new orders of a service begin with, of one kind. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id, kind } = event.params;
    const [all, services] = await Promise.all([staff.defaults.ofService({ id }), staff.settings.services({})]);
    const title = services.find((service) => service.id === id)?.title ?? id;
    return { service: { id, title }, shown: beginningOf(all, kind, event.url) };
  });

export const actions: Actions = {
  restore: async ({ request, params: { id, kind } }) =>
    postedRestore(await request.formData(), kind, (change) =>
      readScope().staff.defaults.restoreOfService({ id, ...change }),
    ),
};
