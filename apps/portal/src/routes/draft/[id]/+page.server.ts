import { redirect } from '@sveltejs/kit';
import { titleOf } from '#lib/draft/title.ts';
import { linksOf } from '#lib/links.ts';
import { forCustomer, openDraft } from '#lib/server/drafts.ts';
import { failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** The hub of a draft: its parts, in any order, each saved alone. */
export const load: PageServerLoad = async ({ params, url }) => {
  const { id, title, parts, versions, issues, content, updatedAt } = await openDraft(params.id, url);
  return {
    draft: { id, kind: title, parts, versions, issues: forCustomer(issues), updatedAt },
    name: titleOf(content),
  };
};

export const actions: Actions = {
  async discard({ params }) {
    const { portal, base } = shopScope();
    try {
      await portal.requests.discard({ id: params.id });
    } catch (cause) {
      return failed(cause, {});
    }
    const me = await portal.access.me({});
    redirect(303, me.signedIn ? linksOf(base).home(me.customer.slug) : linksOf(base).entrance());
  },
};
