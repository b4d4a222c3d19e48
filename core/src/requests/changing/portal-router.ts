import * as z from 'zod';
import { procedure, router } from '../../procedures.ts';
import { requestById } from '../store.ts';
import type { Changes } from './changes.ts';
import { draftedChange, draftedPreload } from './drafted-change.ts';
import { targetById, targetOfRequest, wishesOf } from './store-changing.ts';

const own = { door: 'portal' } as const;
const mayOrder = { ...own, right: 'order' } as const;
const OfOrder = z.strictObject({ order: z.uuid() });

/** What customers ask to be done with orders that are there. A change is written and sent like any draft. */
export const changesPortalRouter = (changes: Changes) =>
  router({
    ofOrder: procedure(own, OfOrder, ({ order: id }) => [targetById({ id }), wishesOf({ id })]).query(({ ctx }) =>
      changes.ofOrder(ctx.call, ctx.rows),
    ),
    begin: procedure(mayOrder, OfOrder, ({ order: id }) => [targetById({ id })]).mutation(async ({ ctx }) => ({
      id: await changes.begin(ctx.call, ctx.rows),
    })),
    draft: procedure(mayOrder, z.strictObject({ id: z.uuid() }), ({ id }) => draftedPreload(id)).query(({ ctx }) =>
      draftedChange(ctx.call, ctx.rows),
    ),
    cancel: procedure(mayOrder, OfOrder.extend({ reason: z.string().trim().min(1).max(500) }), ({ order: id }) => [
      targetById({ id }),
    ]).mutation(({ ctx, input }) => changes.cancel(ctx.call, ctx.rows, input.reason)),
    withdraw: procedure(mayOrder, z.strictObject({ id: z.uuid() }), ({ id }) => [
      requestById({ id }),
      targetOfRequest({ request: id }),
    ]).mutation(({ ctx }) => changes.withdraw(ctx.call, ctx.rows)),
  });
