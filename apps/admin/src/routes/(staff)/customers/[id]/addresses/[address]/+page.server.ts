import { error, redirect } from '@sveltejs/kit';
import { addressTexts } from '@docket/ui/text/address.ts';
import { beginnings } from '#lib/server/order-defaults.ts';
import { postedPlace } from '#lib/server/customer-forms.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** An address of a customer to change, or `new` for one to add. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id, name, addresses } = await staff.customers.get({ id: event.params.id });
    const isNew = event.params.address === 'new';
    const found = addresses.find((address) => address.id === event.params.address);
    if (!found && !isNew) error(404, 'There is nothing here.', { code: 'not-found' });
    const all = isNew ? [] : await staff.defaults.ofPlace({ customer: id, id: event.params.address });
    const place = { label: found?.label ?? '', value: addressTexts(found?.value ?? null) };
    return { customer: { id, name }, isNew, place, beginnings: beginnings(all) };
  });

export const actions: Actions = {
  default: async ({ request, params: { id: customer, address } }) => {
    const typed = postedPlace(await request.formData());
    const { customers } = readScope().staff;
    try {
      if (address === 'new') await customers.addAddress({ customer, ...typed });
      else await customers.updateAddress({ customer, id: address, ...typed });
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    redirect(303, addressOf(`/customers/${customer}?done=address`));
  },
};
