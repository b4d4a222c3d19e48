import { loadOrder } from '#lib/server/load-order.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => loadOrder(event);
