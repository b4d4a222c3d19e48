import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

/** What the shop keeps how long. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ kept: await staff.privacy.kept({}) }));
