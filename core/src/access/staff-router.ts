import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import { EmailInput } from './inputs.ts';
import { sessionHash, type Sessions } from './sessions.ts';
import { setPasswordPreload, signInPreload, type StaffSignIn } from './staff-sign-in.ts';
import { staffOfToken, type StaffFaceRow } from './store-staff.ts';

const anybody = { door: 'open' } as const;
/** The permission that every role has. */
const staff = { door: 'staff', permission: 'orders.read' } as const;
const Nothing = z.strictObject({});
const Password = z.string().max(200);

interface Dependencies {
  readonly staffSignIn: StaffSignIn;
  readonly sessions: Sessions;
}

/** Signing in to the admin. */
export const accessStaffRouter = ({ staffSignIn, sessions }: Dependencies) =>
  router({
    signIn: procedure(anybody, z.strictObject({ email: EmailInput, password: Password }), ({ email }, edge) =>
      signInPreload(email, edge),
    ).mutation(({ ctx, input }) => staffSignIn.signIn(ctx.edge, input.email, input.password, ctx.rows)),
    setPassword: procedure(
      anybody,
      z.strictObject({ token: z.string().max(200), password: Password }),
      ({ token }, edge) => setPasswordPreload(token, edge),
    ).mutation(({ ctx, input }) => staffSignIn.setPassword(ctx.edge, input.token, input.password, ctx.rows)),
    me: procedure(staff, Nothing, (_, edge) => [staffOfToken({ token: sessionHash(edge, 'staff') })]).query(
      ({ ctx }) => (ctx.rows[0] as [StaffFaceRow])[0],
    ),
    signOut: procedure(staff, Nothing).mutation(({ ctx }) => sessions.signOut(ctx.call, ctx.edge, 'staff')),
  });
