import * as z from 'zod';
import { procedure, router } from '../../procedures.ts';
import { wishPreload, type Deciding } from './deciding.ts';

const may = (permission: string) => ({ door: 'staff', permission }) as const;
const ById = z.strictObject({ id: z.uuid() });
const Path = z.string().min(1).max(300);
const Reason = z.string().trim().min(1).max(500);
const whole = ({ id }: { id: string }) => wishPreload(id);

/** Changes and cancellations that wait for staff. That somebody has seen one is told by `requests.seen`. */
export const changesStaffRouter = (deciding: Deciding) =>
  router({
    get: procedure(may('orders.read'), ById, whole).query(({ ctx }) => deciding.page(ctx.call, ctx.rows)),
    explain: procedure(may('orders.read'), ById, whole).query(({ ctx }) => deciding.explain(ctx.call, ctx.rows)),
    decide: procedure(
      may('orders.edit'),
      ById.extend({
        version: z.int().positive(),
        accept: z.union([z.literal('all'), z.array(Path).min(1).max(2000)]),
        reasons: z
          .array(z.strictObject({ path: Path, reason: Reason }))
          .max(2000)
          .default([]),
        override: Reason.optional(),
      }),
      whole,
    ).mutation(({ ctx, input }) => deciding.decide(ctx.call, ctx.rows, input)),
    reject: procedure(may('orders.edit'), ById.extend({ reason: Reason }), whole).mutation(({ ctx, input }) =>
      deciding.reject(ctx.call, ctx.rows, input.reason),
    ),
  });
