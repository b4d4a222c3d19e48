import { answer } from '#lib/server/refusals.ts';
import { requireShop } from '#lib/server/shop.ts';
import type { LayoutServerLoad } from './$types';

/** Who is at work, and what waits for them; asked for again on every page, so that the counts are never old. */
export const load: LayoutServerLoad = (event) => {
  requireShop();
  // Reading the address makes kit run this again when it changes.
  const { url } = event;
  void url.pathname;
  return answer({ url }, async ({ staff, shop }) => {
    const [me, bell, requests] = await Promise.all([
      staff.access.me({}),
      staff.notices.bell({}),
      staff.requests.counts({}),
    ]);
    return { me, unread: bell.unread, emailMatch: shop?.emailMatch ?? false, ...requests };
  });
};
