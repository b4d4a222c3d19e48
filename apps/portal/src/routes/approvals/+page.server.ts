import { dayIn } from '@docket/sdk/content';
import { decide } from '#lib/server/decide.ts';
import { answeredToOwner } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

const isId = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** What the shop asks, for whoever may answer it. */
export const load: PageServerLoad = async ({ url }) => {
  const before = url.searchParams.get('before') ?? '';
  const { portal, shop } = shopScope();
  const { rows, next } = await answeredToOwner(portal.approvals.open(isId.test(before) ? { before } : {}), url);
  return { questions: rows, next, isFirstPage: before === '', today: dayIn(shop.timeZone, new Date()) };
};

export const actions: Actions = { decide: ({ request }) => decide(request) };
