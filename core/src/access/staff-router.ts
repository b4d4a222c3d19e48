import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import type { Caller } from './access.ts';
import type { EmailMatch } from './email-match.ts';
import { forgotPreload, type Forgotten } from './forgotten.ts';
import { EmailInput, PasswordInput, SecretInput } from './inputs.ts';
import type { Invitations } from './invitations.ts';
import type { Looks } from './looks.ts';
import { peopleFrom, peoplePreload } from './people.ts';
import { confirmPreload, type SecondStep } from './second-step.ts';
import { previewableFrom, type Previews } from './previews.ts';
import { corePermissions } from './roles.ts';
import { sessionHash, type Sessions } from './sessions.ts';
import { setPasswordPreload, signInPreload, type StaffSignIn } from './staff-sign-in.ts';
import { previewable, type PreviewableRow } from './store-previews.ts';
import { staffOfToken, type StaffFaceRow } from './store-staff.ts';

/** Who came in by an e-mail address alone may sign in, too, at either door. */
const anybody = { door: 'open', matched: true } as const;
/** Whatever the role holds, and an operator who looks into the shop. */
const present = { door: 'staff', looking: true } as const;
const reader = { door: 'staff', permission: 'customers.read' } as const;
const editor = { door: 'staff', permission: 'customers.edit' } as const;
const previewer = { door: 'staff', permission: 'portal.preview' } as const;
const Nothing = z.strictObject({});
const ById = z.strictObject({ id: z.uuid() });

interface Dependencies {
  readonly staffSignIn: StaffSignIn;
  readonly secondStep: SecondStep;
  readonly forgotten: Forgotten;
  readonly invitations: Invitations;
  readonly sessions: Sessions;
  readonly looks: Looks;
  readonly emailMatch: EmailMatch;
  readonly previews: Previews;
}

/** Signing in to the admin, and who of the customers is let in where. */
export const accessStaffRouter = ({
  staffSignIn,
  secondStep,
  forgotten,
  invitations,
  sessions,
  looks,
  emailMatch,
  previews,
}: Dependencies) =>
  router({
    signIn: procedure(anybody, z.strictObject({ email: EmailInput, password: PasswordInput }), ({ email }, edge) =>
      signInPreload(email, edge),
    ).mutation(({ ctx, input }) => staffSignIn.signIn(ctx.edge, input.email, input.password, ctx.rows)),
    setPassword: procedure(
      anybody,
      z.strictObject({ token: SecretInput, password: PasswordInput }),
      ({ token }, edge) => setPasswordPreload(token, edge),
    ).mutation(({ ctx, input }) => staffSignIn.setPassword(ctx.edge, input.token, input.password, ctx.rows)),
    confirm: procedure(anybody, z.strictObject({ code: z.string().max(60) }), (_, edge) =>
      confirmPreload(edge),
    ).mutation(({ ctx, input }) => secondStep.confirm(ctx.edge, input.code, ctx.rows)),
    forgot: procedure(anybody, z.strictObject({ email: EmailInput }), ({ email }, edge) =>
      forgotPreload(email, edge),
    ).mutation(({ ctx, input }) => forgotten.start(ctx.edge, input.email, ctx.rows)),
    me: procedure(present, Nothing, (_, edge) => [staffOfToken({ token: sessionHash(edge, 'staff') })]).query(
      ({ ctx }) => meOf(ctx.call, (ctx.rows[0] as [StaffFaceRow])[0]),
    ),
    /** Who looks ends the look. */
    signOut: procedure(present, Nothing).mutation(({ ctx }) =>
      ctx.call.actor.type === 'operator' ? looks.end(ctx.edge) : sessions.signOut(ctx.call, ctx.edge, 'staff'),
    ),
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
    previewable: procedure(previewer, z.strictObject({ customer: z.uuid() }), (of) => [previewable(of)]).query(
      ({ ctx }) => previewableFrom(ctx.rows[0] as PreviewableRow[]),
    ),
    preview: procedure(previewer, z.strictObject({ contact: z.uuid() })).mutation(({ ctx, input }) =>
      previews.prepare(ctx.call, ctx.edge, input.contact),
    ),
    endDevice: procedure(editor, ById).mutation(({ ctx, input }) => sessions.endDevice(ctx.call, input.id)),
  });

function meOf(
  { actor, shop }: Caller,
  { role, role_name: roleName, factor_due, looks_until: looksUntil, ...row }: StaffFaceRow,
) {
  const held = actor.type === 'staff' || actor.type === 'operator' ? actor.permissions : [];
  // Pages of a shop know nothing of plugins that are off.
  const owners = new Set(shop.active);
  const permissions = held.filter((one) => isCore(one) || owners.has(one.slice(0, one.indexOf('.'))));
  return { ...row, role: { id: role, name: roleName }, factorDue: factor_due, looksUntil, permissions };
}

const isCore = (permission: string): boolean => corePermissions.some((one) => one === permission);
