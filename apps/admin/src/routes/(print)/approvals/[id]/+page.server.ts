import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

/** A question to a customer with all that proves its answers, below the shop's name. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, shop }) => ({
    record: await staff.approvals.record({ id: event.params.id }),
    logo: shop?.logo ?? null,
  }));
