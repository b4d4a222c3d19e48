import { beginnings } from '#lib/server/order-defaults.ts';
import { narrowSettings, postedNarrowSettings, type SettingsHolder } from '#lib/server/narrow-settings.ts';
import { answer } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What holds for a service, and where it comes from (T-14). */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id } = event.params;
    const [services, shown, all] = await Promise.all([
      staff.settings.services({}),
      narrowSettings(staff, settingsOf(id), event.url),
      staff.defaults.ofService({ id }),
    ]);
    return { title: services.find((service) => service.id === id)?.title ?? id, ...shown, beginnings: beginnings(all) };
  });

export const actions: Actions = {
  default: async ({ request, params: { id }, url }) =>
    postedNarrowSettings(await request.formData(), settingsOf(id), url),
};

const settingsOf = (id: string): SettingsHolder => ({
  read: () => readScope().staff.settings.ofService({ id }),
  save: (change) => readScope().staff.settings.saveOfService({ id, ...change }),
});
