import { movedOf } from '#lib/moved.ts';
import { loadOrder } from '#lib/server/load-order.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const page = await loadOrder(event);
  return { ...page, moved: movedOf(event.url, page) };
};
