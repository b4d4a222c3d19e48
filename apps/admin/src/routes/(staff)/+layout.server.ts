import { redirect } from '@sveltejs/kit';
import { answer, unlessClosed } from '#lib/server/refusals.ts';
import { addressOf } from '#lib/server/scope.ts';
import { requireShop } from '#lib/server/shop.ts';
import type { LayoutServerLoad } from './$types';

/** Who is at work, and what waits for them; asked for again on every page, so that the counts are never old. */
export const load: LayoutServerLoad = (event) => {
  requireShop();
  // Reading the address makes kit run this again when it changes.
  const { url } = event;
  void url.pathname;
  return answer({ url }, async ({ staff, shop, apart, base }) => {
    const [me, bell, requests] = await Promise.all([
      staff.access.me({}),
      unlessClosed(staff.notices.bell({})),
      unlessClosed(staff.requests.counts({})),
    ]);
    if (me.factorDue && !/\/(account\/factor|sign-out)$/.test(url.pathname))
      redirect(303, addressOf('/account/factor'));
    const emailMatch = shop?.emailMatch ?? false;
    const live = `${base}/admin/live`;
    return { me, apart, live, unread: bell?.unread ?? 0, emailMatch, ...(requests ?? { waiting: 0, quarantined: 0 }) };
  });
};
