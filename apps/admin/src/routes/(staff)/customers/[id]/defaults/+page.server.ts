import { beginnings } from '#lib/server/order-defaults.ts';
import { narrowSettings, postedNarrowSettings, type SettingsHolder } from '#lib/server/narrow-settings.ts';
import { answer } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What holds for the orders of a customer, and where it comes from (T-03, T-07). */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id } = event.params;
    const [[customer], shown, all] = await Promise.all([
      staff.customers.named({ ids: [id] }),
      narrowSettings(staff, settingsOf(id), event.url),
      staff.defaults.ofCustomer({ id }),
    ]);
    return { customer: { id, name: customer?.name ?? '' }, ...shown, beginnings: beginnings(all) };
  });

export const actions: Actions = {
  default: async ({ request, params: { id }, url }) =>
    postedNarrowSettings(await request.formData(), settingsOf(id), url),
};

const settingsOf = (id: string): SettingsHolder => ({
  read: () => readScope().staff.settings.ofCustomer({ id }),
  save: (change) => readScope().staff.settings.saveOfCustomer({ id, ...change }),
});
