import { redirect } from '@sveltejs/kit';
import { isSigned, signedIn } from '#lib/server/passkeys.ts';
import { textOf, typedOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import { codePage, wantedPath } from '#lib/server/ways-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** A demo shop says how to get in. */
export const load: PageServerLoad = () => ({ hints: readScope().hints });

export const actions: Actions = {
  /** Takes a password, or what a passkey signed instead. */
  default: async ({ request, url }) => {
    const form = await request.formData();
    const email = textOf(form, 'email');
    const to = url.searchParams.get('to');
    const { access, passkeys } = readScope().staff;
    let needs: string | null = null;
    try {
      if (isSigned(form)) await passkeys.signIn(signedIn(form));
      else ({ needs } = await access.signIn({ email, password: typedOf(form, 'password') }));
    } catch (thrown) {
      return refused(thrown, { email });
    }
    redirect(303, needs === 'code' ? codePage(to) : addressOf(wantedPath(to)));
  },
};
