import { initTRPC } from '@trpc/server';
import type * as z from 'zod';
import type { Visitor } from '../edge.ts';
import { errorFormatter, passOn, refuseUnstorable } from '../procedures.ts';
import type { Operator, Operators } from './operator.ts';

/** What every procedure of operators starts from: there is no shop. */
export interface OperatorContext {
  readonly visitor: Visitor;
  readonly operators: Operators;
}

/** Who may call it: an operator who is signed in; one who gave no more than the password, halfway; or, to become one, anybody. */
export type OperatorGate = { readonly door: 'operator'; readonly halfway?: true; readonly open?: true };

const trpc = initTRPC.context<OperatorContext>().meta<{ readonly gate: OperatorGate }>().create({ errorFormatter });

export const operatorRouters = trpc.router;
export const operatorCallerFactory = trpc.createCallerFactory;

const refusals = trpc.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (!result.ok) passOn(result.error, ctx.visitor);
  return result;
});

const gated = <Schema extends z.ZodType>(gate: OperatorGate, schema: Schema) =>
  trpc.procedure
    .meta({ gate })
    .use(refusals)
    .input(schema)
    .use(({ input, next }) => {
      refuseUnstorable(input);
      return next();
    });

/** A procedure for anybody who wants to sign in. */
export const openProcedure = <Schema extends z.ZodType>(schema: Schema) =>
  gated({ door: 'operator', open: true }, schema);

/** A procedure for whoever gave the password and is to prove or to set up the second factor. */
export const halfwayProcedure = <Schema extends z.ZodType>(schema: Schema) =>
  gated({ door: 'operator', halfway: true }, schema).use(async ({ ctx, next }) =>
    next({ ctx: { ...ctx, operator: await ctx.operators.access.arrive(ctx.visitor) } }),
  );

/** A procedure for operators. There is no fourth kind. */
export const operatorProcedure = <Schema extends z.ZodType>(schema: Schema) =>
  gated({ door: 'operator' }, schema).use(async ({ ctx, next }) => {
    const operator: Operator = await ctx.operators.access.enter(ctx.visitor);
    return next({ ctx: { ...ctx, operator, by: { type: 'operator', id: operator.id } as const } });
  });
