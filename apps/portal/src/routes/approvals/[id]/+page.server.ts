import { answeredToOwner } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { PageServerLoad } from './$types';

/** A question with all that proves its answers, for whoever may see it. */
export const load: PageServerLoad = async ({ params: { id }, url }) => ({
  record: await answeredToOwner(shopScope().portal.approvals.record({ id }), url),
});
