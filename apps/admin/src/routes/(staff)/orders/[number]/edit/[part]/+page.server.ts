import { error, fail, redirect } from '@sveltejs/kit';
import { readPart } from '#lib/server/edit-form.ts';
import { formEntry } from '#lib/server/entries.ts';
import { answer, noFiles, refused } from '#lib/server/refusals.ts';
import { addressesFor } from '#lib/server/saved-addresses.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { order, parts } = await event.parent();
  const { part } = event.params;
  if (!parts.some(({ id }) => id === part)) error(404, 'There is nothing here.', { code: 'not-found' });
  const [addresses, form] = await answer(event, ({ staff }) =>
    Promise.all([addressesFor(staff, order.customerId), staff.orders.form({ number: order.number })]),
  );
  return { part, addresses, ...form, formEntries: formEntry(order.kind, part) };
};

export const actions: Actions = {
  default: async ({ request, params }) => {
    const { base, reason, form, hasFiles } = readPart(await request.formData());
    const number = Number(params.number);
    if (hasFiles) return fail(422, { action: 'edit' as const, refusal: noFiles });
    try {
      await readScope().staff.orders.edit({ number, base, part: params.part, form, reason: reason || null });
    } catch (thrown) {
      return refused(thrown, { action: 'edit' as const });
    }
    redirect(303, addressOf(`/orders/${number}`));
  },
};
