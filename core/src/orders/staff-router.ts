import * as z from 'zod';
import type { Edge } from '../edge.ts';
import { JsonInput } from '../json-input.ts';
import type { Call } from '../kernel/statement.ts';
import { hashToken, type Caller } from '../access/access.ts';
import { procedure, router } from '../procedures.ts';
import { offersQuotes, pageSize, type Orders } from './orders.ts';
import { Search, wordsIn } from './search-words.ts';
import { assigneeById, assignees, type AssigneeRow } from './store-assignees.ts';
import {
  allOrders,
  filesOf,
  orderById,
  orderByNumber,
  ordersByStatus,
  ordersByWords,
  ordersOfAssignee,
  ordersWithLetters,
  ordersWithoutLetters,
  timelineOf,
} from './store.ts';
import type { OrderDetailRow, StaffOrderRow } from './store.ts';

const newest = Number.MAX_SAFE_INTEGER;
const may = (permission: string) => ({ door: 'staff', permission }) as const;
const List = z.strictObject({
  status: z.string().max(60).nullish(),
  /** Only those that the caller looks after, whatever their status. */
  mine: z.boolean().default(false),
  /** Only what is numbered apart. Without it a shop that offers such statuses sees the others alone. */
  quotes: z.boolean().default(false),
  search: Search,
  before: z.int().positive().default(newest),
});

function listed({ status, mine, quotes, search, before }: z.output<typeof List>, { cookies, shop }: Edge): Call {
  const page = { before, limit: pageSize.staff + 1 };
  if (mine) return ordersOfAssignee({ ...page, token: hashToken(cookies.get('staff') ?? '') });
  if (search !== '') return ordersByWords({ ...page, words: wordsIn(search) });
  if (status) return ordersByStatus({ ...page, status });
  if (quotes) return ordersWithLetters(page);
  return offersQuotes(shop) ? ordersWithoutLetters(page) : allOrders(page);
}

/** What staff may see and do with orders. */
export const ordersStaffRouter = (orders: Orders) =>
  router({
    list: procedure(may('orders.read'), List, (input, edge) => [listed(input, edge)]).query(({ ctx }) =>
      orders.page(ctx.rows[0] as StaffOrderRow[], pageSize.staff),
    ),
    board: procedure(may('orders.read'), z.strictObject({ cards: z.int().min(0).max(50).default(0) })).query(
      ({ ctx: { call }, input }) => orders.board(call, input.cards),
    ),
    get: procedure(may('orders.read'), z.strictObject({ number: z.int().positive() }), ({ number }) => [
      orderByNumber({ number }),
      timelineOf({ number }),
      filesOf({ number }),
    ]).query(({ ctx }) => orders.forStaff(ctx.call, ctx.rows)),
    form: procedure(may('orders.read'), z.strictObject({ number: z.int().positive() }), ({ number }) => [
      orderByNumber({ number }),
      timelineOf({ number }),
      filesOf({ number }),
    ]).query(({ ctx }) => orders.form(ctx.call, ctx.rows)),
    move: procedure(may('orders.move'), z.strictObject({ id: z.uuid(), to: z.string().max(60) }), ({ id }) => [
      orderById({ id }),
    ]).mutation(({ ctx, input }) => orders.move(ctx.call, seen(ctx.call, ctx.rows[0] as OrderDetailRow[]), input.to)),
    mark: procedure(
      may('orders.move'),
      z.strictObject({
        id: z.uuid(),
        part: z.string().min(1).max(40),
        type: z.string().min(1).max(40),
        /** False takes it back. */
        done: z.boolean(),
        note: z.string().trim().max(500).nullish(),
      }),
      ({ id }) => [orderById({ id })],
    ).mutation(({ ctx, input: { part, type, done, note } }) =>
      orders.mark(ctx.call, (ctx.rows[0] as OrderDetailRow[])[0], { part, type, done, note: note || null }),
    ),
    /** Names that stand on orders anyway: whoever reads orders may read them. */
    assignees: procedure(may('orders.read'), z.strictObject({}), () => [assignees({})]).query(
      ({ ctx }) => ctx.rows[0] as AssigneeRow[],
    ),
    assign: procedure(
      may('orders.edit'),
      z.strictObject({ number: z.int().positive(), current: z.uuid().nullable(), staff: z.uuid().nullable() }),
      ({ number, staff }) => [orderByNumber({ number }), assigneeById({ id: staff })],
    ).mutation(({ ctx, input }) => orders.assign(ctx.call, ctx.rows, input)),
    revise: procedure(
      may('orders.edit'),
      z.strictObject({
        number: z.int().positive(),
        base: z.int().positive(),
        content: JsonInput,
        reason: z.string().trim().max(500).nullish(),
      }),
      ({ number }) => [orderByNumber({ number }), timelineOf({ number }), filesOf({ number })],
    ).mutation(({ ctx, input }) =>
      orders.revise(ctx.call, ctx.rows, { base: input.base, typed: input.content, reason: input.reason ?? null }),
    ),
    edit: procedure(
      may('orders.edit'),
      z.strictObject({
        number: z.int().positive(),
        base: z.int().positive(),
        part: z.string().max(60),
        form: JsonInput,
        reason: z.string().trim().max(500).nullish(),
      }),
      ({ number }) => [orderByNumber({ number }), timelineOf({ number }), filesOf({ number })],
    ).mutation(({ ctx, input }) => orders.edit(ctx.call, ctx.rows, { ...input, reason: input.reason ?? null })),
  });

/** What staff may not read is not there: plugins judge a move by what whoever moves it sees. */
const seen = ({ actor }: Caller, [order]: readonly OrderDetailRow[]): OrderDetailRow | undefined =>
  'permissions' in actor && actor.permissions.includes('orders.read') ? order : undefined;
