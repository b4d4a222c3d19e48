import { viewEntry } from '#lib/server/entries.ts';
import { mark } from '#lib/server/marking.ts';
import { moveAndLeadOn } from '#lib/server/moving.ts';
import { orderPanels } from '#lib/server/order-panels.ts';
import { doneOf, postToPlugin } from '#lib/server/plugin-posts.ts';
import { questionLine } from '#lib/server/question-lines.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url }) => {
  const { order, me } = await parent();
  const [mainEntries, sideEntries, questions, refusedUpload] = await Promise.all([
    orderPanels('admin.order.main', order, me.permissions),
    orderPanels('admin.order.side', order, me.permissions),
    readScope().staff.approvals.ofOrder({ order: order.id }),
    readScope().plugins.refusedUpload(order.id, url.searchParams),
  ]);
  return {
    questions: questions.map(questionLine),
    viewEntries: viewEntry(order.kind),
    mainEntries,
    sideEntries,
    done: doneOf(url),
    refusedUpload,
  };
};

export const actions: Actions = { move: moveAndLeadOn, mark, plugin: postToPlugin };
