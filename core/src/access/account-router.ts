import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import { accountPagePreload, accountPreload, type Account } from './account.ts';
import { PasswordInput } from './inputs.ts';
import type { Sessions } from './sessions.ts';

/** Whatever the role holds. */
const staff = { door: 'staff' } as const;
const Nothing = z.strictObject({});
const Proof = z.strictObject({ current: PasswordInput });

/** The own account of a staff member. */
export const accountRouter = (account: Account, sessions: Sessions) =>
  router({
    get: procedure(staff, Nothing, (_, edge) => accountPagePreload(edge)).query(({ ctx }) => account.face(ctx.rows)),
    changePassword: procedure(staff, z.strictObject({ current: PasswordInput, password: PasswordInput }), (_, edge) =>
      accountPreload(edge),
    ).mutation(({ ctx, input }) => account.changePassword(ctx.call, ctx.edge, input, ctx.rows)),
    offerFactor: procedure(staff, Proof, (_, edge) => accountPreload(edge)).mutation(({ ctx, input }) =>
      account.offerFactor(ctx.call, input.current, ctx.rows),
    ),
    enableFactor: procedure(
      staff,
      z.strictObject({ sealed: z.string().max(400), code: z.string().max(40) }),
      (_, edge) => accountPreload(edge),
    ).mutation(({ ctx, input }) => account.enableFactor(ctx.call, ctx.edge, input, ctx.rows)),
    disableFactor: procedure(staff, Proof, (_, edge) => accountPreload(edge)).mutation(({ ctx, input }) =>
      account.disableFactor(ctx.call, ctx.edge, input.current, ctx.rows),
    ),
    renewCodes: procedure(staff, Proof, (_, edge) => accountPreload(edge)).mutation(({ ctx, input }) =>
      account.renewCodes(ctx.call, ctx.edge, input.current, ctx.rows),
    ),
    revoke: procedure(staff, z.strictObject({ id: z.uuid() })).mutation(({ ctx, input }) =>
      sessions.revoke(ctx.call, ctx.edge, input.id),
    ),
  });
