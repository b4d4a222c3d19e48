import { answerOperator, operatorCalls } from '#lib/server/operators.ts';
import { textOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => answerOperator(async ({ health }) => ({ plugins: await health.plugins({}) }));

export const actions: Actions = {
  replay: async ({ request }) => {
    const form = await request.formData();
    try {
      const { count } = await operatorCalls().health.replay({ plugin: textOf(form, 'plugin'), slug: null });
      return { replayed: count, refusal: undefined };
    } catch (thrown) {
      return refused(thrown, { replayed: undefined });
    }
  },
};
