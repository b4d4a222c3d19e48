import type { Reroute } from '@sveltejs/kit/hooks';
import { withoutShop } from '#lib/shop-prefix.ts';

/** One host may serve several shops below `/s/<shop>`; and `/preview` is the portal as staff see it; routes know nothing of either. */
export const reroute: Reroute = ({ url }) => withoutShop(url.pathname);
