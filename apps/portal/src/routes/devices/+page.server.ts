import { redirect, type RequestEvent } from '@sveltejs/kit';
import { linksOf } from '#lib/links.ts';
import { textOf } from '#lib/server/form-text.ts';
import { madeIn } from '#lib/server/passkeys.ts';
import { withProof } from '#lib/server/proof.ts';
import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import { signInActions } from '#lib/server/sign-in.ts';
import type { PageServerLoad } from './$types';

/** Where somebody is signed in, the passkeys to sign in with, and the way out. */
export const load: PageServerLoad = async ({ url }) => {
  const { access, passkeys } = shopScope().portal;
  const [sessions, own] = await answeredToOwner(Promise.all([access.sessions({}), passkeys.list({})]), url);
  return { sessions, passkeys: own, isAdded: url.searchParams.has('added') };
};

/** Whoever found an open browser must not get a way back in: a passkey is added with a proof of today. */
export const actions = withProof({
  signOut: signInActions.signOut,

  async revoke({ request }: RequestEvent) {
    const { portal, base } = shopScope();
    try {
      await portal.access.revoke({ id: textOf(await request.formData(), 'id') });
    } catch (cause) {
      return failed(cause, {});
    }
    redirect(303, linksOf(base).devices);
  },

  /** Without an answer it was posted for the proof alone, that the button could not ask for. */
  async addPasskey({ request }: RequestEvent) {
    const { portal, base } = shopScope();
    const form = await request.formData();
    const isAnswered = form.has('attestationObject');
    try {
      await (isAnswered ? portal.passkeys.add(madeIn(form)) : portal.passkeys.askNew({}));
    } catch (cause) {
      return failed(cause, {});
    }
    if (!isAnswered) return { proven: true };
    redirect(303, `${linksOf(base).devices}?added`);
  },

  async renamePasskey({ request }: RequestEvent) {
    const form = await request.formData();
    const id = textOf(form, 'id');
    try {
      await shopScope().portal.passkeys.rename({ id, name: textOf(form, `name.${id}`) });
    } catch (cause) {
      return failed(cause, {});
    }
    return { renamed: true };
  },

  async removePasskey({ request }: RequestEvent) {
    const id = textOf(await request.formData(), 'id');
    try {
      return { removed: (await shopScope().portal.passkeys.remove({ id })).name };
    } catch (cause) {
      return failed(cause, {});
    }
  },
});
