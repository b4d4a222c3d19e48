import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

const isId = (text: string | null): text is string => text !== null && /^[\da-f-]{36}$/i.test(text);

/** Customers by name, a page at a time; those not confirmed yet are a list of their own. */
export const load: PageServerLoad = (event) => {
  const asked = event.url.searchParams;
  const search = (asked.get('q') ?? '').trim().slice(0, 100);
  const provisional = asked.get('state') === 'provisional';
  const before = asked.get('after');
  const only = { noEmail: asked.has('no-email'), active: asked.has('active') };
  return answer(event, async ({ staff }) => {
    const list = await staff.customers.list({ search, provisional, ...only, ...(isId(before) && { before }) });
    return {
      search,
      provisional,
      ...only,
      isFirst: !isId(before),
      customers: list.rows.map(({ id, name, email, contacts, orders, active }) => ({
        id,
        name,
        email,
        contacts,
        orders,
        active,
      })),
      next: list.next,
    };
  });
};
