import { orderLine } from '#lib/server/order-lines.ts';
import { answer } from '#lib/server/refusals.ts';
import { todayIn } from '#lib/today.ts';
import type { PageServerLoad } from './$types';

/** The list by status or by words, a page at a time; all of it stands in the address. */
export const load: PageServerLoad = (event) => {
  const asked = event.url.searchParams;
  const search = (asked.get('q') ?? '').trim().slice(0, 100);
  // Words are looked for in all statuses.
  const status = search === '' ? asked.get('status')?.slice(0, 60) || null : null;
  // One's own are looked at in all statuses, too.
  const mine = search === '' && asked.get('mine') === '1';
  const quotes = search === '' && !mine && status === null && asked.get('quotes') === '1';
  const before = Number(asked.get('before')) || undefined;
  return answer(event, async ({ staff, shop }) => {
    const [columns, list] = await Promise.all([
      staff.orders.board({}),
      staff.orders.list({ search, status, mine, quotes, ...(before !== undefined && { before }) }),
    ]);
    return {
      search,
      status,
      mine,
      quotes,
      isFirst: before === undefined,
      columns,
      orders: list.rows.map(orderLine),
      next: list.next,
      today: todayIn(shop!.timeZone),
    };
  });
};
