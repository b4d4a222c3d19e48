import { answer } from '#lib/server/refusals.ts';
import { requestLine } from '#lib/server/request-lines.ts';
import type { PageServerLoad } from './$types';

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
