import type { RequestEvent } from '@sveltejs/kit';
import { withProof } from '#lib/server/proof.ts';
import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { textOf } from '#lib/server/form-text.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { PageServerLoad } from './$types';

/** The people of the own company. */
export const load: PageServerLoad = async ({ url }) => ({
  done: url.searchParams.has('done'),
  people: (await answeredToOwner(shopScope().portal.customers.contacts({}), url)).map(
    ({ verified_at: verified, ...person }) => ({ ...person, isVerified: verified !== null }),
  ),
});

/** Whoever found an open browser must not let others in or send goods elsewhere: this needs a proof of today. */
export const actions = withProof({
  async remove({ request }: RequestEvent) {
    const id = textOf(await request.formData(), 'id');
    try {
      await shopScope().portal.customers.removeContact({ id });
    } catch (cause) {
      return failed(cause, {});
    }
    return { removed: id };
  },

  async restore({ request }: RequestEvent) {
    const id = textOf(await request.formData(), 'id');
    try {
      await shopScope().portal.customers.restoreContact({ id });
    } catch (cause) {
      return failed(cause, {});
    }
    return { restored: true };
  },
});
