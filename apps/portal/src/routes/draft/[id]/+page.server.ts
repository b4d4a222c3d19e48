import { redirect } from '@sveltejs/kit';
import type { DraftedChange } from '#lib/core.ts';
import { titleOf } from '#lib/draft/title.ts';
import { linksOf } from '#lib/links.ts';
import { changeOf, forCustomer, openDraft } from '#lib/server/drafts.ts';
import { failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** The hub of a draft: its parts, in any order, each saved alone. */
export const load: PageServerLoad = async ({ params, url }) => {
  const { id, title, parts, versions, issues, content, updatedAt, order } = await openDraft(params.id, url);
  const change = await changeOf({ id, order });
  return {
    change: change && { order: change.order, isStale: change.isStale },
    draft: { id, kind: title, parts, versions, issues: forCustomer(issues), updatedAt },
    name: titleOf(content),
  };
};

export const actions: Actions = {
  async discard({ params }) {
    const { portal, base } = shopScope();
    let change: DraftedChange | null = null;
    try {
      const { id, order } = await portal.requests.open({ id: params.id });
      change = await changeOf({ id, order });
      await portal.requests.discard({ id });
    } catch (cause) {
      return failed(cause, {});
    }
    if (change) redirect(303, linksOf(base).order(change.order.number));
    const me = await portal.access.me({});
    redirect(303, me.signedIn ? linksOf(base).home(me.customer.slug) : linksOf(base).entrance());
  },
};
