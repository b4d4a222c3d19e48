import { error, redirect } from '@sveltejs/kit';
import { entryName } from '@docket/sdk';
import { numberIn } from '@docket/sdk/order-label';
import type { OfferedKind } from '#lib/core.ts';
import { linksOf } from '#lib/links.ts';
import { draw, drawSlot } from '#lib/server/entries.ts';
import { answeredToOwner } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import { shownFiles } from '#lib/shown-files.ts';
import type { PageServerLoad } from './$types';

/** An order as its customer may see it; a number that it had before leads on to the present one. */
export const load: PageServerLoad = async ({ params, url }) => {
  const { portal, base, shop } = shopScope();
  const number = numberIn(params.number);
  if (number === undefined) error(404, 'There is nothing here.', { code: 'not-found' });
  const [{ order, stages, timeline, files }, kinds] = await answeredToOwner(
    Promise.all([portal.orders.get({ number }), portal.requests.kinds({})]),
    url,
  );
  if (params.number !== String(order.number)) redirect(303, linksOf(base).order(order.number));
  const { content, ...facts } = order;
  return {
    order: facts,
    stages,
    timeline,
    kinds,
    content,
    files: shownFiles(linksOf(base), files),
    units: shop.units,
    view: viewOf(order.kind, kinds),
    blocks: drawSlot('portal.order.detail'),
  };
};

/** The view of the kind, which its plugin brings; none when nobody offers the kind any more. */
function viewOf(kind: string, kinds: readonly OfferedKind[]) {
  const offered = kinds.find(({ id }) => id === kind);
  return offered ? draw([entryName(offered.plugin, { type: 'view', kind, component: '' })]) : [];
}
