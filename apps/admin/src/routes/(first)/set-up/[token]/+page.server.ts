import { error, redirect } from '@sveltejs/kit';
import { textOf, typedOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** The first page of an installation: it names the shop and its owner. */
export const load: PageServerLoad = async ({ params }) => {
  if (!(await readScope().setUp.isGood(params.token)))
    error(410, 'This link is used up, too old, or not the newest.', { code: 'set-up.gone' });
};

export const actions: Actions = {
  default: async ({ request, params, cookies }) => {
    const form = await request.formData();
    const typed = { shop: textOf(form, 'shop'), name: textOf(form, 'name'), email: textOf(form, 'email') };
    let cookie: { readonly name: string; readonly value: string; readonly secure: boolean };
    try {
      cookie = await readScope().setUp.found(params.token, { ...typed, password: typedOf(form, 'password') });
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    const { name, value, secure } = cookie;
    cookies.set(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure });
    redirect(303, addressOf('/'));
  },
};
