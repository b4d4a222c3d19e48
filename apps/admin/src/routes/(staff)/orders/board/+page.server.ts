import { move } from '#lib/server/moving.ts';
import { orderLine } from '#lib/server/order-lines.ts';
import { answer } from '#lib/server/refusals.ts';
import { todayIn } from '#lib/today.ts';
import type { Actions, PageServerLoad } from './$types';

/** Cards in a column; the list has the rest. */
const shown = 20;

/** The columns of work that is not done, each with its newest orders. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, shop }) => {
    const columns = (await staff.orders.board({ cards: shown })).filter(({ final }) => !final);
    return {
      columns: columns.map((column) => ({ ...column, orders: column.orders.map(orderLine) })),
      today: todayIn(shop!.timeZone),
    };
  });

export const actions: Actions = { move };
