import { homePanels } from '#lib/server/home-panels.ts';
import { orderLine } from '#lib/server/order-lines.ts';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused, unlessClosed } from '#lib/server/refusals.ts';
import { requestLine } from '#lib/server/request-lines.ts';
import { readScope } from '#lib/server/scope.ts';
import { todayIn } from '#lib/today.ts';
import type { Actions, PageServerLoad } from './$types';

/** Lines of each list; the pages behind have the rest. */
const shown = { requests: 5, orders: 8 } as const;

/** What waits, what came in last, and where the work stands; and what a new shop still has to do. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, shop }) => {
    const { me } = await event.parent();
    const [columns, list, waiting, steps] = await Promise.all([
      unlessClosed(staff.orders.board({})),
      unlessClosed(staff.orders.list({})),
      unlessClosed(staff.requests.waiting({})),
      me.permissions.includes('shop.edit') ? staff.shop.firstSteps({}) : undefined,
    ]);
    return {
      columns: columns ?? [],
      seesOrders: list !== undefined,
      orders: (list?.rows ?? []).slice(0, shown.orders).map(orderLine),
      requests: (waiting ?? []).slice(0, shown.requests).map(requestLine),
      now: new Date().toISOString(),
      today: todayIn(shop!.timeZone),
      // Panels of plugins speak of the work on orders.
      homeEntries: list ? await homePanels() : [],
      steps,
    };
  });

export const actions: Actions = {
  async steps({ request }) {
    const hidden = textOf(await request.formData(), 'hidden') === '1';
    try {
      await readScope().staff.shop.hideFirstSteps({ hidden });
    } catch (thrown) {
      return refused(thrown);
    }
    return { stepsHidden: hidden };
  },
};
