import { redirect } from '@sveltejs/kit';
import { drawSlot } from '#lib/server/entries.ts';
import { ownPath } from '#lib/links.ts';
import { answered } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import { signInActions } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** The shop's entrance, for everybody. */
export const load: PageServerLoad = async ({ url, parent }) => {
  const { portal, base, hints } = shopScope();
  const to = ownPath(url.searchParams.get('to'), base) ?? null;
  const { me } = await parent();
  if (me.signedIn && to !== null) redirect(303, to);
  return {
    kinds: await answered(portal.requests.kinds({})),
    blocks: drawSlot('portal.home'),
    hints,
    to,
  };
};

export const actions: Actions = signInActions;
