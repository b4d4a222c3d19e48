import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

/** Every service of the shop. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ services: await staff.settings.services({}) }));
