import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import type { Approvals } from './approvals.ts';

const mayRead = { door: 'staff', permission: 'orders.read' } as const;

/** What staff see of questions to customers. Nobody of the shop answers them here. */
export const approvalsStaffRouter = (approvals: Approvals) =>
  router({
    open: procedure(mayRead, z.strictObject({ after: z.uuid().nullish() })).query(({ ctx, input }) =>
      approvals.waiting(ctx.call, input.after ?? null),
    ),
    ofOrder: procedure(mayRead, z.strictObject({ order: z.uuid() })).query(({ ctx, input }) =>
      approvals.ofOrderForStaff(ctx.call, input.order),
    ),
    record: procedure(mayRead, z.strictObject({ id: z.uuid() })).query(({ ctx, input }) =>
      approvals.record(ctx.call, input.id),
    ),
  });
