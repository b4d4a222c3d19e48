import * as z from 'zod';
import { hashToken } from '../access/access.ts';
import { procedure, router } from '../procedures.ts';
import { pageSize, type Orders } from './orders.ts';
import { Search, wordsIn } from './search-words.ts';
import { filesOf, orderByNumber, ordersOfSession, timelineOf, wordsOfSession, type OrderRow } from './store.ts';

const own = { door: 'portal' } as const;

/** Past every number: the first page. */
const newest = Number.MAX_SAFE_INTEGER;

/** What a customer may see of the own orders. */
export const ordersPortalRouter = (orders: Orders) =>
  router({
    list: procedure(
      own,
      z.strictObject({ search: Search, before: z.int().positive().default(newest) }),
      ({ search, before }, { cookies }) => {
        const page = { token: hashToken(cookies.get('portal') ?? ''), before, limit: pageSize.portal + 1 };
        return [search === '' ? ordersOfSession(page) : wordsOfSession({ ...page, words: wordsIn(search) })];
      },
    ).query(({ ctx }) => orders.customerPage(ctx.call, ctx.rows[0] as OrderRow[])),
    /** Where the own orders stand, and nothing else of them: for whoever came in by an address alone. */
    statuses: procedure(
      { ...own, matched: true },
      z.strictObject({ before: z.int().positive().default(newest) }),
      ({ before }, { cookies }) => [
        ordersOfSession({ token: hashToken(cookies.get('portal') ?? ''), before, limit: pageSize.portal + 1 }),
      ],
    ).query(({ ctx }) => orders.statusPage(ctx.call, ctx.rows[0] as OrderRow[])),
    get: procedure(own, z.strictObject({ number: z.int().positive() }), ({ number }) => [
      orderByNumber({ number }),
      timelineOf({ number }),
      filesOf({ number }),
    ]).query(({ ctx }) => orders.forCustomer(ctx.call, ctx.rows)),
  });
