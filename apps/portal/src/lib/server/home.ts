import type { PortalCaller, SignedIn } from '#lib/core.ts';
import { answered } from './refusals.ts';

/** Which of a customer's orders are listed. */
export type HomeTab = 'all' | 'waiting' | 'cancelled';

/** A customer's home: what to go on with and what to start, and one list of orders. */
export async function homeOf(portal: PortalCaller, me: SignedIn, { searchParams }: URL) {
  const search = (searchParams.get('q') ?? '').trim().slice(0, 100);
  // Words are looked for in all orders.
  const tab = search === '' ? tabIn(searchParams) : 'all';
  const before = searchParams.get('before') ?? '';
  const mayOrder = me.rights.includes('order');
  const [kinds, list, counts, drafts, asked] = await answered(
    Promise.all([
      portal.requests.kinds({}),
      tab === 'all' ? allOf(portal, search, before) : ownOf(portal, tab, before),
      portal.requests.counts({}),
      mayOrder ? portal.requests.drafts({}) : [],
      me.rights.includes('approve') ? portal.approvals.count({}) : { open: 0 },
    ]),
  );
  return { kinds, ...list, counts, drafts, asked: asked.open, mayOrder, search, tab, isFirstPage: before === '' };
}

async function allOf(portal: PortalCaller, search: string, before: string) {
  const number = Number(before);
  const page = Number.isInteger(number) && number > 0 ? { before: number } : {};
  const { rows: orders, next } = await portal.orders.list({ search, ...page });
  return { orders, lines: [], next: next === null ? null : String(next) };
}

async function ownOf(portal: PortalCaller, tab: 'waiting' | 'cancelled', before: string) {
  const { rows: lines, next } = await portal.requests.own({ of: tab, before: isId.test(before) ? before : null });
  return { orders: [], lines, next };
}

const isId = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

function tabIn(searchParams: URLSearchParams): HomeTab {
  const tab = searchParams.get('tab');
  return tab === 'waiting' || tab === 'cancelled' ? tab : 'all';
}
