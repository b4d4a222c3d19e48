import { decide } from '#lib/server/decide.ts';
import { answeredToOwner } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

const isId = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** What the shop asks, for whoever may answer it. */
export const load: PageServerLoad = async ({ url }) => {
  const before = url.searchParams.get('before') ?? '';
  const { rows, next } = await answeredToOwner(
    shopScope().portal.approvals.open(isId.test(before) ? { before } : {}),
    url,
  );
  return { questions: rows, next, isFirstPage: before === '' };
};

export const actions: Actions = { decide: ({ request }) => decide(request) };
