import { beginningOf, postedRestore } from '#lib/server/order-defaults.ts';
import { answer } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What new orders of a customer begin with, of one kind (T-24). */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id, kind } = event.params;
    const [all, [customer]] = await Promise.all([
      staff.defaults.ofCustomer({ id }),
      staff.customers.named({ ids: [id] }),
    ]);
    return { customer: { id, name: customer?.name ?? '' }, shown: beginningOf(all, kind, event.url) };
  });

export const actions: Actions = {
  restore: async ({ request, params: { id, kind } }) =>
    postedRestore(await request.formData(), kind, (change) =>
      readScope().staff.defaults.restoreOfCustomer({ id, ...change }),
    ),
};
