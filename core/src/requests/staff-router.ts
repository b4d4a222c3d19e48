import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import type { Decisions } from './decisions.ts';
import { filesOfRequest, namesakesOfDraft, requestForStaff } from './store.ts';

const may = (permission: string) => ({ door: 'staff', permission }) as const;
const ById = z.strictObject({ id: z.uuid() });
const itself = ({ id }: { id: string }) => [requestForStaff({ id })];
const whole = ({ id }: { id: string }) => [requestForStaff({ id }), filesOfRequest({ id }), namesakesOfDraft({ id })];

/** Requests that wait for staff. */
export const requestsStaffRouter = (decisions: Decisions) =>
  router({
    waiting: procedure(may('orders.read'), z.strictObject({})).query(({ ctx: { call } }) => decisions.waiting(call)),
    get: procedure(may('orders.read'), ById, whole).query(({ ctx }) => decisions.page(ctx.rows)),
    release: procedure(may('orders.edit'), ById, whole).mutation(({ ctx }) => decisions.release(ctx.call, ctx.rows)),
    decline: procedure(
      may('orders.edit'),
      z.strictObject({ id: z.uuid(), reason: z.string().trim().min(1).max(500) }),
      itself,
    ).mutation(({ ctx: { call, rows }, input }) => decisions.decline(call, rows, input.reason)),
    seen: procedure(may('orders.edit'), ById, itself).mutation(({ ctx: { call, rows } }) => decisions.seen(call, rows)),
  });
