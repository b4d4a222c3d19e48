import { answer } from '#lib/server/refusals.ts';
import { requestLine } from '#lib/server/request-lines.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ requests: (await staff.requests.waiting({})).map(requestLine) }));
