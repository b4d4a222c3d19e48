import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import {
  askedOf,
  askedPreload,
  followPreload,
  startPreload,
  verifyPreload,
  type ContactSignIn,
} from './contact-sign-in.ts';
import { deviceName } from './device-name.ts';
import { entryPreload, type EmailMatch } from './email-match.ts';
import { CodeInput, EmailInput, SecretInput, SlugInput } from './inputs.ts';
import { acceptPreload, invitationFace, type Invitations } from './invitations.ts';
import type { Previews } from './previews.ts';
import { sessionHash, type Sessions } from './sessions.ts';
import {
  contactOfToken,
  emailMatch as proofByMatch,
  sessionsOfToken,
  type ContactFaceRow,
  type DeviceRow,
} from './store.ts';
import { invitationOf } from './store-people.ts';

/** Who came in by an address alone may still sign in, and go. */
const anybody = { door: 'open', matched: true } as const;
const signedIn = { door: 'portal' } as const;
const present = { door: 'portal', matched: true } as const;
const Nothing = z.strictObject({});
const ById = z.strictObject({ id: z.uuid() });

interface Dependencies {
  readonly contactSignIn: ContactSignIn;
  readonly invitations: Invitations;
  readonly sessions: Sessions;
  readonly emailMatch: EmailMatch;
  readonly previews: Previews;
}

const Entry = z.strictObject({ email: EmailInput, link: z.string().max(120) });

/** Signing in to the portal, and the devices that are signed in. */
export const accessPortalRouter = ({ contactSignIn, invitations, sessions, emailMatch, previews }: Dependencies) =>
  router({
    start: procedure(anybody, z.strictObject({ email: EmailInput }), ({ email }, edge) =>
      startPreload(email, edge),
    ).mutation(({ ctx, input }) => contactSignIn.start(ctx.edge, input.email, ctx.rows)),
    verify: procedure(anybody, z.strictObject({ code: CodeInput, customer: SlugInput.optional() }), (_, edge) =>
      verifyPreload(edge),
    ).mutation(({ ctx, input }) => contactSignIn.verify(ctx.edge, input.code, input.customer, ctx.rows)),
    asked: procedure(anybody, Nothing, (_, edge) => askedPreload(edge)).query(({ ctx }) => askedOf(ctx.rows)),
    // Secrets are posted, never asked for: what is asked for stands in addresses, and those in logs.
    follow: procedure(
      anybody,
      z.strictObject({ link: SecretInput, customer: SlugInput.optional() }),
      ({ link }, edge) => followPreload(link, edge),
    ).mutation(({ ctx, input }) => contactSignIn.follow(ctx.edge, input.customer, ctx.rows)),
    invitation: procedure(anybody, ById, ({ id }, { now }) => [invitationOf({ id, now })]).query(({ ctx }) =>
      invitationFace(ctx.rows),
    ),
    accept: procedure(anybody, z.strictObject({ token: SecretInput }), ({ token }, edge) =>
      acceptPreload(token, edge),
    ).mutation(({ ctx, input }) => invitations.accept(ctx.edge, input.token, ctx.rows)),
    me: procedure(anybody, Nothing, (_, edge) => [contactOfToken({ token: sessionHash(edge, 'portal') })]).query(
      ({ ctx: { call, rows } }) => meOf(call.actor.type === 'contact' ? (rows[0] as ContactFaceRow[])[0] : undefined),
    ),
    match: procedure(anybody, Entry, entryPreload).mutation(({ ctx, input }) =>
      emailMatch.enter(ctx.edge, input, ctx.rows),
    ),
    signOut: procedure(present, Nothing).mutation(({ ctx }) => sessions.signOut(ctx.call, ctx.edge, 'portal')),
    sessions: procedure(signedIn, Nothing, (_, edge) => [
      sessionsOfToken({ token: sessionHash(edge, 'portal'), now: edge.now }),
    ]).query(({ ctx }) => (ctx.rows[0] as DeviceRow[]).map(deviceOf)),
    openPreview: procedure(anybody, z.strictObject({ handover: SecretInput })).mutation(({ ctx, input }) =>
      previews.open(ctx.edge, input.handover),
    ),
    endPreview: procedure(anybody, Nothing).mutation(({ ctx }) => previews.end(ctx.edge)),
    revoke: procedure(signedIn, ById).mutation(({ ctx, input }) => sessions.revoke(ctx.call, ctx.edge, input.id)),
  });

/** Who came in by an address alone is not signed in: pages treat it like anybody, but for what `matched` shows. */
function meOf(row: ContactFaceRow | undefined) {
  if (!row) return { signedIn: false } as const;
  const { id, name, email, rights, has_passkey: hasPasskey } = row;
  const customer = { id: row.customer_id, name: row.customer_name, slug: row.customer_slug };
  if (row.proof === proofByMatch) return { signedIn: false, matched: { email, customer } } as const;
  // Whoever typed a code may like to do without one the next time.
  const isOfferedPasskey = row.proof === 'code' && !hasPasskey;
  const preview = row.previewer === null ? null : { by: row.previewer, until: row.expires_at };
  return { signedIn: true, id, name, email, rights, customer, hasPasskey, isOfferedPasskey, preview } as const;
}

const deviceOf = ({ created_at: createdAt, seen_at: seenAt, device, ...row }: DeviceRow) => ({
  ...row,
  device: deviceName(device),
  createdAt,
  seenAt,
});
