import { error, redirect } from '@sveltejs/kit';
import { entryName, isPlace } from '@docket/sdk';
import { dayIn } from '@docket/sdk/content';
import { numberIn } from '@docket/sdk/order-label';
import type { OfferedKind } from '#lib/core.ts';
import { linksOf } from '#lib/links.ts';
import { decideOnOrder } from '#lib/server/decide.ts';
import { draw } from '#lib/server/entries.ts';
import { doneOf, orderBlocks, postToPlugin } from '#lib/server/order-blocks.ts';
import { orderIdOf } from '#lib/server/orders.ts';
import { answered, answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import { withdraw } from '#lib/server/withdraw.ts';
import { shownFiles } from '#lib/shown-files.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * An order as its customer may see it. A number that it had before leads on to the present one, and `?at=` to an element of the page:
 * a fragment alone would be lost where somebody has to sign in first.
 */
export const load: PageServerLoad = async ({ params, url, parent }) => {
  const { portal, plugins, base, shop } = shopScope();
  const number = numberIn(params.number);
  if (number === undefined) error(404, 'There is nothing here.', { code: 'not-found' });
  const [{ order, happened, stages, timeline, files, offersChanges }, kinds] = await answeredToOwner(
    Promise.all([portal.orders.get({ number }), portal.requests.kinds({})]),
    url,
  );
  const at = url.searchParams.get('at') ?? '';
  if (params.number !== String(order.number) || at !== '')
    redirect(303, linksOf(base).order(order.number) + (isPlace(at) ? `#${at}` : ''));
  const { content, ...facts } = order;
  const { me } = await parent();
  const mayAnswer = me.signedIn && me.rights.includes('approve');
  const [wishes, questions, blocks, refusedUpload] = await Promise.all([
    offersChanges ? answered(portal.changes.ofOrder({ order: order.id })) : null,
    me.signedIn ? answered(portal.approvals.ofOrder({ order: order.id })) : [],
    orderBlocks('portal.order.detail', { order, me }),
    plugins.refusedUpload(order.id, url.searchParams),
  ]);
  return {
    order: facts,
    happened,
    stages,
    timeline,
    kinds,
    content,
    files: shownFiles(linksOf(base), files),
    units: shop.units,
    wishes,
    // A plugin with a block of its own asks there.
    asked: questions.filter(
      ({ state, plugin }) => mayAnswer && state === 'open' && !blocks.some((block) => block.plugin === plugin),
    ),
    today: dayIn(shop.timeZone, new Date()),
    answeredBefore: questions.filter(({ answers }) => answers.length > 0),
    told: toldOf(url),
    done: doneOf(url),
    refusedUpload,
    view: viewOf(order.kind, kinds),
    blocks,
  };
};

/** What the page before this one did, to be said once. */
function toldOf({ searchParams }: URL): 'sent' | 'cancel' | null {
  const told = searchParams.get('told');
  return told === 'sent' || told === 'cancel' ? told : null;
}

/** The view of the kind, which its plugin brings; none when nobody offers the kind any more. */
function viewOf(kind: string, kinds: readonly OfferedKind[]) {
  const offered = kinds.find(({ id }) => id === kind);
  return offered ? draw([entryName(offered.plugin, { type: 'view', kind, component: '' })]) : [];
}

const pageOf = (params: { readonly number: string }): string =>
  linksOf(shopScope().base).order(numberIn(params.number) ?? 0);

export const actions: Actions = {
  /** Begins a change, or goes on with the one that was begun. */
  async change({ params }) {
    const { portal, base } = shopScope();
    let id: string;
    try {
      ({ id } = await portal.changes.begin({ order: await orderIdOf(params.number) }));
    } catch (cause) {
      return failed(cause, {});
    }
    redirect(303, linksOf(base).draft(id));
  },

  withdraw: ({ request, params }) => withdraw(request, pageOf(params)),

  decide: ({ request, params }) => decideOnOrder(request, pageOf(params)),

  plugin: ({ request, params }) => postToPlugin(request, pageOf(params)),
};
