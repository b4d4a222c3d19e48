import { fail, redirect } from '@sveltejs/kit';
import type { Introduction } from '#lib/draft/introduction.ts';
import { faultsOf } from '#lib/draft/introduction.ts';
import { linksOf } from '#lib/links.ts';
import { textOf } from '#lib/server/form-text.ts';
import { answered, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** The public door of the order form. */
export const load: PageServerLoad = async ({ parent }) => {
  const { me } = await parent();
  const kinds = await answered(shopScope().portal.requests.kinds({}));
  return { kinds, mayOrder: !me.signedIn || me.rights.includes('order') };
};

export const actions: Actions = {
  /** A stranger says who it is, and gets the form. */
  async introduce({ request }) {
    const form = await request.formData();
    const typed: Introduction = {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      company: textOf(form, 'company'),
      trap: textOf(form, 'website'),
    };
    const kind = textOf(form, 'kind');
    const faults = faultsOf(typed);
    if (Object.keys(faults).length > 0) return fail(422, { typed, kind, faults, refusal: null });
    return begin({ kind, introduction: typed }, { typed, kind, faults });
  },

  /** Somebody who has signed in is known already. */
  async begin({ request }) {
    return begin({ kind: textOf(await request.formData(), 'kind') }, {});
  },
};

async function begin<Drawn extends object>(
  request: { readonly kind: string; readonly introduction?: Introduction },
  drawn: Drawn,
) {
  const { portal, base } = shopScope();
  let id: string;
  try {
    ({ id } = await portal.requests.begin(request));
  } catch (cause) {
    return failed(cause, drawn);
  }
  redirect(303, linksOf(base).draft(id));
}
