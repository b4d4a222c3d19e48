import { beginningForm, postedBeginning } from '#lib/server/order-defaults.ts';
import { answer } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** A part of what a service's new orders begin with, in the form that orders are changed by. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id, kind, part } = event.params;
    const [services, all, form] = await Promise.all([
      staff.settings.services({}),
      staff.defaults.ofService({ id }),
      staff.defaults.formOfService({ id, kind }),
    ]);
    const title = services.find((service) => service.id === id)?.title ?? id;
    return { service: { id, title }, addresses: [], ...beginningForm(form, all, kind, part) };
  });

export const actions: Actions = {
  default: async ({ request, params: { id, kind, part } }) =>
    postedBeginning(await request.formData(), { kind, part, page: `/services/${id}/defaults/${kind}` }, (change) =>
      readScope().staff.defaults.saveOfService({ id, ...change }),
    ),
};
