import { viewEntry } from '#lib/server/entries.ts';
import { loadOrder } from '#lib/server/load-order.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const page = await loadOrder(event);
  return { ...page, viewEntries: viewEntry(page.order.kind) };
};
