import { fail } from '@sveltejs/kit';
import { orderLabel } from '@docket/sdk/order-label';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { requestLine } from '#lib/server/request-lines.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

const intents = ['create', 'change', 'cancel'] as const;

/** Rows of a page of the queue. */
const pageSize = 100;

/** What waits for a decision, the longest waiting first; what it is narrowed to stands in the address. */
export const load: PageServerLoad = (event) => {
  const asked = event.url.searchParams;
  const intent = intents.find((one) => one === asked.get('intent')) ?? null;
  const kind = asked.get('kind') || null;
  const customer = (asked.get('customer') ?? '').trim().slice(0, 100);
  const overdue = asked.get('overdue') === '1';
  const after = asked.get('after') || null;
  return answer(event, async ({ staff, portal }) => {
    const [rows, kinds] = await Promise.all([
      staff.requests.waiting({ intent, kind, customer, overdue, after }),
      portal.requests.kinds({}),
    ]);
    return {
      filters: { intent, kind, customer, overdue },
      isFirst: after === null,
      requests: rows.map(requestLine),
      next: rows.length === pageSize ? rows.at(-1)!.id : null,
      kinds: kinds.map(({ id, title }) => ({ id, title })),
      now: new Date().toISOString(),
    };
  });
};

/** So many are decided at a time. */
const most = { take: 20, decline: 50 } as const;

/** The chosen ones and the reason for all; what cannot be decided as it is is told apart before anything is. */
async function chosenIn(request: Request, action: keyof typeof most) {
  const posted = await request.formData();
  const chosen = posted.getAll('id').map(String);
  const reason = textOf(posted, 'reason');
  const fault =
    chosen.length === 0
      ? 'nothing-chosen'
      : chosen.length > most[action]
        ? 'too-many'
        : action === 'decline' && reason === ''
          ? 'no-reason'
          : undefined;
  return { chosen, reason, refusal: fault && fail(422, { fault, chosen, reason }) };
}

export const actions: Actions = {
  /** Makes an order of each that can become one as it is; the others stay, each with why. */
  take: async ({ request }) => {
    const { chosen, refusal } = await chosenIn(request, 'take');
    if (refusal) return refusal;
    try {
      const { released, refused: kept } = await readScope().staff.requests.takeAll({ ids: chosen });
      return {
        done: 'taken' as const,
        count: released.length,
        orders: released.map(({ number, prefix }) => ({
          number: number!,
          label: orderLabel({ prefix: prefix ?? '', number: number! }),
        })),
        kept,
        passed: chosen.length - released.length - kept.length,
      };
    } catch (thrown) {
      return refused(thrown, { chosen });
    }
  },

  decline: async ({ request }) => {
    const { chosen, reason, refusal } = await chosenIn(request, 'decline');
    if (refusal) return refusal;
    try {
      const { ids } = await readScope().staff.requests.declineAll({ ids: chosen, reason });
      const passed = chosen.length - ids.length;
      return { done: 'declined' as const, count: ids.length, orders: [], kept: [], passed };
    } catch (thrown) {
      return refused(thrown, { chosen, reason });
    }
  },
};
