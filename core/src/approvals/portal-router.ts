import { Decision } from '@docket/sdk';
import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import type { Approvals } from './approvals.ts';

const own = { door: 'portal' } as const;
const mayApprove = { ...own, right: 'approve' } as const;

/** SHA-256, hex. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What the shop asks its customers. A question that needs a right is not there for whoever lacks it. */
export const approvalsPortalRouter = (approvals: Approvals) =>
  router({
    open: procedure(mayApprove, z.strictObject({ before: z.uuid().nullish() })).query(({ ctx, input }) =>
      approvals.open(ctx.call, input.before ?? null),
    ),
    count: procedure(mayApprove, z.strictObject({})).query(async ({ ctx }) => ({
      open: await approvals.count(ctx.call),
    })),
    /** Also for whoever may not answer: what was asked and decided is part of the order. */
    ofOrder: procedure(own, z.strictObject({ order: z.uuid() })).query(({ ctx, input }) =>
      approvals.ofOrder(ctx.call, input.order),
    ),
    /** Also for whoever may not answer, as `ofOrder`. */
    record: procedure(own, z.strictObject({ id: z.uuid() })).query(({ ctx, input }) =>
      approvals.record(ctx.call, input.id),
    ),
    decide: procedure(
      mayApprove,
      z
        .strictObject({
          ...Decision.shape,
          decisions: z
            .array(z.strictObject({ approval: z.uuid(), hash: Hash }))
            .min(1)
            .max(50),
        })
        // What was confirmed of one question says nothing of another.
        .refine(({ decisions, ticked }) => decisions.length === 1 || ticked === undefined),
    ).mutation(({ ctx, input: { decisions, ...decision } }) => approvals.decide(ctx.call, decisions, decision)),
  });
