import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** The web address on which the shop is found, and the one that it has still to prove. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ hosts: await staff.hosts.get({}) }));

export const actions: Actions = {
  async claim({ request }) {
    const host = textOf(await request.formData(), 'host');
    try {
      await readScope().staff.hosts.claim({ host });
    } catch (thrown) {
      return refused(thrown, { typed: host });
    }
    return { done: 'claimed' as const };
  },

  async verify() {
    try {
      await readScope().staff.hosts.verify({});
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'verified' as const };
  },

  async leave() {
    try {
      await readScope().staff.hosts.leave({});
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'left' as const };
  },
};
