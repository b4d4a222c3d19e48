import { error, redirect } from '@sveltejs/kit';
import { numberIn } from '@docket/sdk/order-label';
import { linksOf } from '#lib/links.ts';
import { textOf } from '#lib/server/form-text.ts';
import { orderIdOf } from '#lib/server/orders.ts';
import { answered, answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** Asks why an order is called off, and whether that is meant. */
export const load: PageServerLoad = async ({ params, url }) => {
  const { portal } = shopScope();
  const number = numberIn(params.number);
  if (number === undefined) error(404, 'There is nothing here.', { code: 'not-found' });
  const { order } = await answeredToOwner(portal.orders.get({ number }), url);
  const { cancel } = await answered(portal.changes.ofOrder({ order: order.id }));
  return {
    order: { number: order.number, prefix: order.prefix, title: order.title },
    obstacle: cancel.obstacle,
  };
};

export const actions: Actions = {
  async default({ params, request }) {
    const { portal, base } = shopScope();
    const reason = textOf(await request.formData(), 'reason');
    let number: number | null;
    try {
      ({ number } = await portal.changes.cancel({ order: await orderIdOf(params.number), reason }));
    } catch (cause) {
      return failed(cause, { reason });
    }
    redirect(303, `${linksOf(base).order(number ?? 0)}?told=cancel#wishes`);
  },
};
