import { redirect } from '@sveltejs/kit';
import { isSigned, signedIn } from '#lib/server/passkeys.ts';
import { textOf, typedOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** A demo shop says how to get in. */
export const load: PageServerLoad = () => ({ hints: readScope().hints });

/** A path of the admin to go back to; anything else leads home. */
const wantedPath = (to: string | null): string => (to !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/');

export const actions: Actions = {
  /** Takes a password, or what a passkey signed instead. */
  default: async ({ request, url }) => {
    const form = await request.formData();
    const email = textOf(form, 'email');
    const { access, passkeys } = readScope().staff;
    try {
      if (isSigned(form)) await passkeys.signIn(signedIn(form));
      else await access.signIn({ email, password: typedOf(form, 'password') });
    } catch (thrown) {
      return refused(thrown, { email });
    }
    redirect(303, addressOf(wantedPath(url.searchParams.get('to'))));
  },
};
