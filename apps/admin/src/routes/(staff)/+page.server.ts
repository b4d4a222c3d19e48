import { slotEntries } from '#lib/server/entries.ts';
import { orderLine } from '#lib/server/order-lines.ts';
import { answer } from '#lib/server/refusals.ts';
import { requestLine } from '#lib/server/request-lines.ts';
import { todayIn } from '#lib/today.ts';
import type { PageServerLoad } from './$types';

/** Lines of each list; the pages behind have the rest. */
const shown = { requests: 5, orders: 8 } as const;

/** What waits, what came in last, and where the work stands. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, shop }) => {
    const [columns, list, waiting] = await Promise.all([
      staff.orders.board({}),
      staff.orders.list({}),
      staff.requests.waiting({}),
    ]);
    return {
      columns,
      orders: list.rows.slice(0, shown.orders).map(orderLine),
      requests: waiting.slice(0, shown.requests).map(requestLine),
      today: todayIn(shop!.timeZone),
      homeEntries: slotEntries('admin.home'),
    };
  });
