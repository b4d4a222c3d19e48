import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ plugins: await staff.plugins.list({}) }));

export const actions: Actions = {
  switch: async ({ request }) => {
    const form = await request.formData();
    const [plugin, active] = [textOf(form, 'plugin'), textOf(form, 'active') === 'true'];
    try {
      await readScope().staff.plugins.switch({ plugin, active });
    } catch (thrown) {
      return refused(thrown);
    }
    return { switched: { plugin, active } };
  },
};
