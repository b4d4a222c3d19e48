import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import type { EmailMatch } from './email-match.ts';
import { EmailInput, SecretInput } from './inputs.ts';
import type { Invitations } from './invitations.ts';
import { peopleFrom, peoplePreload } from './people.ts';
import { sessionHash, type Sessions } from './sessions.ts';
import { setPasswordPreload, signInPreload, type StaffSignIn } from './staff-sign-in.ts';
import { staffOfToken, type StaffFaceRow } from './store-staff.ts';

/** Who came in by an e-mail address alone may sign in, too, at either door. */
const anybody = { door: 'open', matched: true } as const;
/** The permission that every role has. */
const staff = { door: 'staff', permission: 'orders.read' } as const;
const reader = { door: 'staff', permission: 'customers.read' } as const;
const editor = { door: 'staff', permission: 'customers.edit' } as const;
const Nothing = z.strictObject({});
const Password = z.string().max(200);
const ById = z.strictObject({ id: z.uuid() });

interface Dependencies {
  readonly staffSignIn: StaffSignIn;
  readonly invitations: Invitations;
  readonly sessions: Sessions;
  readonly emailMatch: EmailMatch;
}

/** Signing in to the admin, and who of the customers is let in where. */
export const accessStaffRouter = ({ staffSignIn, invitations, sessions, emailMatch }: Dependencies) =>
  router({
    signIn: procedure(anybody, z.strictObject({ email: EmailInput, password: Password }), ({ email }, edge) =>
      signInPreload(email, edge),
    ).mutation(({ ctx, input }) => staffSignIn.signIn(ctx.edge, input.email, input.password, ctx.rows)),
    setPassword: procedure(anybody, z.strictObject({ token: SecretInput, password: Password }), ({ token }, edge) =>
      setPasswordPreload(token, edge),
    ).mutation(({ ctx, input }) => staffSignIn.setPassword(ctx.edge, input.token, input.password, ctx.rows)),
    me: procedure(staff, Nothing, (_, edge) => [staffOfToken({ token: sessionHash(edge, 'staff') })]).query(
      ({ ctx }) => (ctx.rows[0] as [StaffFaceRow])[0],
    ),
    signOut: procedure(staff, Nothing).mutation(({ ctx }) => sessions.signOut(ctx.call, ctx.edge, 'staff')),
    people: procedure(reader, z.strictObject({ customer: z.uuid() }), ({ customer }, { now }) =>
      peoplePreload(customer, now),
    ).query(({ ctx }) => peopleFrom(ctx.rows)),
    invite: procedure(editor, z.strictObject({ contact: z.uuid() })).mutation(({ ctx, input }) =>
      invitations.invite(ctx.call, input.contact),
    ),
    revokeInvitation: procedure(editor, ById).mutation(({ ctx, input }) => invitations.revoke(ctx.call, input.id)),
    setEmailMatch: procedure(
      { door: 'staff', permission: 'shop.edit' },
      z.strictObject({ on: z.boolean(), understood: z.boolean().default(false) }),
    ).mutation(({ ctx, input }) => emailMatch.choose(ctx.call, input)),
    endDevice: procedure(editor, ById).mutation(({ ctx, input }) => sessions.endDevice(ctx.call, input.id)),
  });
