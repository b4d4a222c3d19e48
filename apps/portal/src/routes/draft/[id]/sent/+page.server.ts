import { redirect } from '@sveltejs/kit';
import { orderLabel } from '@docket/sdk/order-label';
import { titleOf } from '#lib/draft/title.ts';
import { linksOf } from '#lib/links.ts';
import { changeOf } from '#lib/server/drafts.ts';
import { answeredToOwner } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { PageServerLoad } from './$types';

/** What became of an order that was sent. Says the same to every stranger, whoever the address belongs to. */
export const load: PageServerLoad = async ({ params, url }) => {
  const { portal, base } = shopScope();
  const draft = await answeredToOwner(portal.requests.open({ id: params.id }), url);
  if (draft.state === 'draft') redirect(303, linksOf(base).draft(params.id));
  const change = await changeOf(draft);
  if (change) redirect(303, linksOf(base).order(change.order.number));
  const kinds = await portal.requests.kinds({});
  return {
    kind: { id: draft.kind, title: draft.title },
    kinds: kinds.map(({ id }) => ({ id })),
    name: titleOf(draft.content),
    number: draft.number,
    label: draft.number === null ? '' : orderLabel({ prefix: draft.prefix ?? '', number: draft.number }),
    email: draft.identity.email ?? '',
    torn: url.searchParams.has('now'),
  };
};
