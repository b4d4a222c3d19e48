import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

/** The roles of the shop, what each may do, and who has it. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { roles, permissions } = await staff.roles.list({});
    const done = event.url.searchParams.get('done') ?? '';
    return { roles, permissions, done: done === 'saved' || done === 'removed' ? done : null };
  });
