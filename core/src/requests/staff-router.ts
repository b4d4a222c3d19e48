import * as z from 'zod';
import { JsonInput } from '../json-input.ts';
import { procedure, router } from '../procedures.ts';
import { correctionPreload, type Corrections } from './correcting/corrections.ts';
import { heldPreload, quarantinePage, quarantinePreload, type Decisions } from './decisions.ts';
import { requestsForStaff } from './store.ts';

const may = (permission: string) => ({ door: 'staff', permission }) as const;
const ById = z.strictObject({ id: z.uuid() });
const Reason = z.string().trim().min(1).max(500);
const Queue = z.strictObject({
  intent: z.enum(['create', 'change', 'cancel']).nullish(),
  kind: z.string().max(60).nullish(),
  customer: z.string().trim().max(100).default(''),
  overdue: z.boolean().default(false),
  after: z.uuid().nullish(),
});
const Several = (most: number) => z.strictObject({ ids: z.array(z.uuid()).min(1).max(most) });
const itself = ({ id }: { id: string }) => [requestsForStaff({ ids: [id] })];
const whole = ({ id }: { id: string }) => heldPreload([id]);

/** Requests that wait for staff, and those in quarantine. */
export const requestsStaffRouter = (decisions: Decisions, corrections: Corrections) =>
  router({
    waiting: procedure(may('orders.read'), Queue).query(({ ctx: { call }, input }) => decisions.waiting(call, input)),
    counts: procedure(may('orders.read'), z.strictObject({})).query(({ ctx: { call } }) => decisions.counts(call)),
    quarantine: procedure(may('orders.read'), z.strictObject({ before: z.uuid().nullish() }), ({ before }) =>
      quarantinePreload(before ?? null),
    ).query(({ ctx }) => quarantinePage(ctx.rows)),
    get: procedure(may('orders.read'), ById, whole).query(({ ctx }) => decisions.page(ctx.call, ctx.rows)),
    form: procedure(may('orders.read'), ById, ({ id }) => correctionPreload(id)).query(({ ctx }) =>
      corrections.form(ctx.call, ctx.rows),
    ),
    edit: procedure(
      may('orders.edit'),
      ById.extend({ base: z.int().positive(), part: z.string().max(60), form: JsonInput }),
      ({ id }) => correctionPreload(id),
    ).mutation(({ ctx, input }) => corrections.edit(ctx.call, ctx.rows, input)),
    release: procedure(
      may('orders.edit'),
      ById.extend({ override: Reason.optional(), version: z.int().positive().optional() }),
      whole,
    ).mutation(({ ctx, input }) => decisions.release(ctx.call, ctx.rows, input)),
    releaseAll: procedure(may('orders.edit'), Several(20), ({ ids }) => heldPreload(ids)).mutation(({ ctx }) =>
      decisions.releaseAll(ctx.call, ctx.rows, 'quarantined'),
    ),
    /** The same for what waits: each becomes an order, or stays with why. */
    takeAll: procedure(may('orders.edit'), Several(20), ({ ids }) => heldPreload(ids)).mutation(({ ctx }) =>
      decisions.releaseAll(ctx.call, ctx.rows, 'waiting'),
    ),
    discard: procedure(may('orders.edit'), Several(50)).mutation(({ ctx: { call }, input }) =>
      decisions.discard(call, input.ids),
    ),
    restore: procedure(may('orders.edit'), Several(50)).mutation(({ ctx: { call }, input }) =>
      decisions.restore(call, input.ids),
    ),
    decline: procedure(may('orders.edit'), ById.extend({ reason: Reason }), itself).mutation(
      ({ ctx: { call, rows }, input }) => decisions.decline(call, rows, input.reason),
    ),
    declineAll: procedure(may('orders.edit'), Several(50).extend({ reason: Reason })).mutation(
      ({ ctx: { call }, input }) => decisions.declineAll(call, input.ids, input.reason),
    ),
    seen: procedure(may('orders.edit'), ById, itself).mutation(({ ctx: { call, rows } }) => decisions.seen(call, rows)),
  });
