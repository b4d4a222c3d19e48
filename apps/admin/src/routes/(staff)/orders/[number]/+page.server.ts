import { viewEntry } from '#lib/server/entries.ts';
import { mark } from '#lib/server/marking.ts';
import { move } from '#lib/server/moving.ts';
import { orderPanels } from '#lib/server/order-panels.ts';
import { doneOf, postToPlugin } from '#lib/server/plugin-posts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url }) => {
  const { order, me } = await parent();
  const [mainEntries, sideEntries] = await Promise.all([
    orderPanels('admin.order.main', order, me.permissions),
    orderPanels('admin.order.side', order, me.permissions),
  ]);
  return { viewEntries: viewEntry(order.kind), mainEntries, sideEntries, done: doneOf(url) };
};

export const actions: Actions = { move, mark, plugin: postToPlugin };
