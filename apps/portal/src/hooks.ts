import type { Reroute } from '@sveltejs/kit/hooks';
import { withoutShop } from '#lib/shop-prefix.ts';

/** One host may serve several shops below `/s/<shop>`; routes know nothing of it. */
export const reroute: Reroute = ({ url }) => withoutShop(url.pathname);
