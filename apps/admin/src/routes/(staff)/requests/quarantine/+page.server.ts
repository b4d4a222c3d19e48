import { fail } from '@sveltejs/kit';
import { answer, refused } from '#lib/server/refusals.ts';
import { requestLine } from '#lib/server/request-lines.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a machine seems to have sent, the newest first, a page at a time. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const before = event.url.searchParams.get('before');
    const { rows, next } = await staff.requests.quarantine({ before });
    return { requests: rows.map(requestLine), next, isFirst: before === null, now: new Date().toISOString() };
  });

const most = { release: 20, discard: 50 } as const;

/** The chosen ones; a list that is too short or too long is told apart before anything is decided. */
async function chosenIn(request: Request, limit: number) {
  const ids = (await request.formData()).getAll('id').map(String);
  const fault = ids.length === 0 ? 'nothing-chosen' : ids.length > limit ? 'too-many' : undefined;
  return { ids, refusal: fault && fail(422, { fault }) };
}

export const actions: Actions = {
  release: async ({ request }) => {
    const { ids, refusal } = await chosenIn(request, most.release);
    if (refusal) return refusal;
    try {
      const { released, refused: kept } = await readScope().staff.requests.releaseAll({ ids });
      return { done: 'released' as const, count: released.length, kept: kept.length, ids: [] };
    } catch (thrown) {
      return refused(thrown);
    }
  },

  discard: async ({ request }) => {
    const { ids, refusal } = await chosenIn(request, most.discard);
    if (refusal) return refusal;
    try {
      const { ids: gone } = await readScope().staff.requests.discard({ ids });
      return { done: 'discarded' as const, count: gone.length, kept: 0, ids: gone };
    } catch (thrown) {
      return refused(thrown);
    }
  },

  restore: async ({ request }) => {
    const { ids, refusal } = await chosenIn(request, most.discard);
    if (refusal) return refusal;
    try {
      const { ids: back } = await readScope().staff.requests.restore({ ids });
      return { done: 'restored' as const, count: back.length, kept: 0, ids: [] };
    } catch (thrown) {
      return refused(thrown);
    }
  },
};
