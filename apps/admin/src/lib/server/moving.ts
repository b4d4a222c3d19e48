import type { RequestEvent } from '@sveltejs/kit';
import { orderLabel } from '@docket/sdk/order-label';
import type { Moved } from '../moved.ts';
import { textOf } from './posted.ts';
import { refused } from './refusals.ts';
import { readScope } from './scope.ts';

/** The form action that moves an order; each page with orders offers it. Answers the move, so that it can be undone. */
export async function move({ request }: RequestEvent) {
  const form = await request.formData();
  const asked = {
    id: textOf(form, 'id'),
    kind: textOf(form, 'kind'),
    from: textOf(form, 'from'),
    to: textOf(form, 'to'),
  };
  try {
    const label = orderLabel(await readScope().staff.orders.move({ id: asked.id, to: asked.to }));
    return { action: 'move' as const, moved: { ...asked, label } satisfies Moved };
  } catch (thrown) {
    return refused(thrown, { action: 'move' as const });
  }
}
