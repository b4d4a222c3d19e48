import { requireShop } from '#lib/server/shop.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = () => requireShop();
