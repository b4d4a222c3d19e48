import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import { addPreload, askNewPreload, ownPasskeys, ownPreload, type OwnPasskeys } from './own-passkeys.ts';
import { NewPasskey, PasskeyAnswer, PasskeyName } from './passkey-inputs.ts';
import { askPreload, askProofPreload, usePreload, type PasskeySignIn } from './passkey-sign-in.ts';

/** Who came in by an e-mail address alone may sign in, too, at either door. */
const anybody = { door: 'open', matched: true } as const;
const contact = { door: 'portal' } as const;
const provenContact = { door: 'portal', fresh: true } as const;
/** Whatever the role holds. */
const staff = { door: 'staff' } as const;
const provenStaff = { door: 'staff', fresh: true } as const;
const Nothing = z.strictObject({});
const ById = z.strictObject({ id: z.uuid() });
const Named = z.strictObject({ id: z.uuid(), name: PasskeyName });

interface Dependencies {
  readonly passkeySignIn: PasskeySignIn;
  readonly ownPasskeys: OwnPasskeys;
}

/** Passkeys of contacts: signing in with one, proving with one, and one's own. */
export const passkeysPortalRouter = ({ passkeySignIn, ownPasskeys: own }: Dependencies) =>
  router({
    ask: procedure(anybody, Nothing, (_, edge) => askPreload(edge)).mutation(({ ctx }) =>
      passkeySignIn.ask('contact', ctx.edge, ctx.rows),
    ),
    signIn: procedure(anybody, PasskeyAnswer, (answer, edge) => usePreload('contact', answer, edge)).mutation(
      async ({ ctx, input }) => ({
        // A contact has a customer.
        customerSlug: (await passkeySignIn.signIn('contact', ctx.edge, input, ctx.rows)).customerSlug!,
      }),
    ),
    askProof: procedure(contact, Nothing, (_, edge) => askProofPreload(edge)).mutation(({ ctx }) =>
      passkeySignIn.askProof(ctx.call, ctx.edge, ctx.rows),
    ),
    prove: procedure(contact, PasskeyAnswer, (answer, edge) => usePreload('contact', answer, edge)).mutation(
      async ({ ctx, input }) => void (await passkeySignIn.prove(ctx.call, ctx.edge, input, ctx.rows)),
    ),
    list: procedure(contact, Nothing, (_, edge) => ownPreload('contact', edge)).query(({ ctx }) =>
      ownPasskeys(ctx.rows),
    ),
    askNew: procedure(provenContact, Nothing, (_, edge) => askNewPreload('contact', edge)).mutation(({ ctx }) =>
      own.askNew(ctx.call, ctx.edge, ctx.rows),
    ),
    add: procedure(provenContact, NewPasskey, (_, edge) => addPreload('contact', edge)).mutation(({ ctx, input }) =>
      own.add(ctx.call, ctx.edge, input, ctx.rows),
    ),
    rename: procedure(contact, Named).mutation(({ ctx, input }) => own.rename(ctx.call, input.id, input.name)),
    remove: procedure(contact, ById).mutation(({ ctx, input }) => own.remove(ctx.call, input.id)),
  });

/** Passkeys of staff: signing in with one instead of the password, and one's own. */
export const passkeysStaffRouter = ({ passkeySignIn, ownPasskeys: own }: Dependencies) =>
  router({
    ask: procedure(anybody, Nothing, (_, edge) => askPreload(edge)).mutation(({ ctx }) =>
      passkeySignIn.ask('staff', ctx.edge, ctx.rows),
    ),
    signIn: procedure(anybody, PasskeyAnswer, (answer, edge) => usePreload('staff', answer, edge)).mutation(
      async ({ ctx, input }) => void (await passkeySignIn.signIn('staff', ctx.edge, input, ctx.rows)),
    ),
    list: procedure(staff, Nothing, (_, edge) => ownPreload('staff', edge)).query(({ ctx }) => ownPasskeys(ctx.rows)),
    askNew: procedure(provenStaff, Nothing, (_, edge) => askNewPreload('staff', edge)).mutation(({ ctx }) =>
      own.askNew(ctx.call, ctx.edge, ctx.rows),
    ),
    add: procedure(provenStaff, NewPasskey, (_, edge) => addPreload('staff', edge)).mutation(({ ctx, input }) =>
      own.add(ctx.call, ctx.edge, input, ctx.rows),
    ),
    rename: procedure(staff, Named).mutation(({ ctx, input }) => own.rename(ctx.call, input.id, input.name)),
    remove: procedure(staff, ById).mutation(({ ctx, input }) => own.remove(ctx.call, input.id)),
  });
