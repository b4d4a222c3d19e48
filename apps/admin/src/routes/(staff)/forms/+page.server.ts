import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

/** The forms that customers of the shop fill in. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ forms: await staff.forms.list({}) }));
