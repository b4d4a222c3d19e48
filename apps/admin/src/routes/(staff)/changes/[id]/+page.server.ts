import { fail } from '@sveltejs/kit';
import { loadWish } from '#lib/server/load-wish.ts';
import { textOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import { decisionIn } from '#lib/server/wish-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadWish(event);

export const actions: Actions = {
  seen: async ({ params: { id } }) => {
    try {
      await readScope().staff.requests.seen({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { seen: true };
  },

  /** Takes all of it or the chosen fields. What was typed stays when the order has moved on meanwhile. */
  decide: async ({ request, params: { id } }) => {
    const { typed, ...taking } = decisionIn(await request.formData());
    if (taking.accept.length === 0) return fail(422, { nothing: true, typed });
    try {
      const { state, obstacle } = await readScope().staff.changes.decide({ id, ...taking });
      return { decided: { state, obstacle } };
    } catch (thrown) {
      return refused(thrown, { typed });
    }
  },

  reject: async ({ request, params: { id } }) => {
    const reason = textOf(await request.formData(), 'reason');
    try {
      await readScope().staff.changes.reject({ id, reason });
    } catch (thrown) {
      return refused(thrown, { reason });
    }
    return { decided: { state: 'declined' as const, obstacle: null } };
  },
};
