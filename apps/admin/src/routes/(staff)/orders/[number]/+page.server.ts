import { slotEntries, viewEntry } from '#lib/server/entries.ts';
import { mark } from '#lib/server/marking.ts';
import { move } from '#lib/server/moving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
  const { order } = await parent();
  return {
    viewEntries: viewEntry(order.kind),
    mainEntries: slotEntries('admin.order.main'),
    sideEntries: slotEntries('admin.order.side'),
  };
};

export const actions: Actions = { move, mark };
