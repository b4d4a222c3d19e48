import { beginningForm, postedBeginning } from '#lib/server/order-defaults.ts';
import { answer } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** A part of what a customer's new orders begin with, in the form that orders are changed by. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id, kind, part } = event.params;
    const [{ name, addresses }, all, form] = await Promise.all([
      staff.customers.get({ id }),
      staff.defaults.ofCustomer({ id }),
      staff.defaults.formOfCustomer({ id, kind }),
    ]);
    return { customer: { id, name }, addresses, ...beginningForm(form, all, kind, part) };
  });

export const actions: Actions = {
  default: async ({ request, params: { id, kind, part } }) =>
    postedBeginning(await request.formData(), { kind, part, page: `/customers/${id}/defaults/${kind}` }, (change) =>
      readScope().staff.defaults.saveOfCustomer({ id, ...change }),
    ),
};
