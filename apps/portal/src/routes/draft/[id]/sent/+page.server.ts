import { redirect } from '@sveltejs/kit';
import { entriesOfSlot } from '@docket/sdk';
import { orderLabel } from '@docket/sdk/order-label';
import type { Me } from '#lib/core.ts';
import { titleOf } from '#lib/draft/title.ts';
import type { Drawn } from '#lib/entries/drawn.ts';
import { linksOf } from '#lib/links.ts';
import { changeOf } from '#lib/server/drafts.ts';
import { orderBlocks } from '#lib/server/order-blocks.ts';
import { answered, answeredToOwner } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { PageServerLoad } from './$types';

/** What became of an order that was sent. Says the same to every stranger, whoever the address belongs to. */
export const load: PageServerLoad = async ({ params, url, parent }) => {
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
    blocks: await blocksOf(draft.number, (await parent()).me),
    torn: url.searchParams.has('now'),
  };
};

/** What plugins bring for an order that was just sent; a stranger sees no order, and so nothing about it. */
async function blocksOf(number: number | null, me: Me): Promise<readonly Drawn[]> {
  const { portal, base, entries } = shopScope();
  if (number === null || !me.signedIn || entriesOfSlot(entries, 'portal.order.sent').length === 0) return [];
  const { order } = await answered(portal.orders.get({ number }));
  return orderBlocks('portal.order.sent', { order, me, page: linksOf(base).order(number) });
}
