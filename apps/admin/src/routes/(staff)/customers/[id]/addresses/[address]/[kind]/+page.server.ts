import { error } from '@sveltejs/kit';
import { beginningOf, postedRestore } from '#lib/server/order-defaults.ts';
import { typedOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What orders get with a saved address of a customer, beside the address itself. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id: customer, address: id, kind } = event.params;
    const [all, { name, addresses }] = await Promise.all([
      staff.defaults.ofPlace({ customer, id }),
      staff.customers.get({ id: customer }),
    ]);
    const address = addresses.find((one) => one.id === id);
    if (!address) error(404, 'There is nothing here.', { code: 'not-found' });
    const shown = beginningOf(all, kind, event.url);
    return { customer: { id: customer, name }, address: { id, label: address.label }, shown };
  });

export const actions: Actions = {
  save: async ({ request, params: { id: customer, address: id, kind } }) => {
    const form = await request.formData();
    const names = [...form.keys()].filter((name) => name !== '_base');
    const texts = Object.fromEntries(names.map((name) => [name, typedOf(form, name)]));
    try {
      await readScope().staff.defaults.savePlace({ customer, id, kind, base: Number(typedOf(form, '_base')), texts });
    } catch (thrown) {
      return refused(thrown, { typed: texts });
    }
    return { saved: true as const };
  },

  restore: async ({ request, params: { id: customer, address: id, kind } }) =>
    postedRestore(await request.formData(), kind, (change) =>
      readScope().staff.defaults.restoreOfPlace({ customer, id, ...change }),
    ),
};
