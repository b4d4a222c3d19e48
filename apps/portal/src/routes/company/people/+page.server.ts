import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { textOf } from '#lib/server/form-text.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** The people of the own company. */
export const load: PageServerLoad = async ({ url }) => ({
  done: url.searchParams.has('done'),
  people: (await answeredToOwner(shopScope().portal.customers.contacts({}), url)).map(
    ({ verified_at: verified, ...person }) => ({ ...person, isVerified: verified !== null }),
  ),
});

export const actions: Actions = {
  async remove({ request }) {
    const id = textOf(await request.formData(), 'id');
    try {
      await shopScope().portal.customers.removeContact({ id });
    } catch (cause) {
      return failed(cause, {});
    }
    return { removed: id };
  },

  async restore({ request }) {
    const id = textOf(await request.formData(), 'id');
    try {
      await shopScope().portal.customers.restoreContact({ id });
    } catch (cause) {
      return failed(cause, {});
    }
    return { restored: true };
  },
};
