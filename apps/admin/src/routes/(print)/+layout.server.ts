import { answer } from '#lib/server/refusals.ts';
import type { LayoutServerLoad } from './$types';

/** Whether an operator looks: no page of a look is without its band. */
export const load: LayoutServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ looksUntil: (await staff.access.me({})).looksUntil }));
