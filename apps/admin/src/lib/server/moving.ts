import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { numberIn, orderLabel } from '@docket/sdk/order-label';
import { movedFrom, type Moved } from '../moved.ts';
import { textOf } from './posted.ts';
import { refused } from './refusals.ts';
import { addressOf, readScope } from './scope.ts';

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

/**
 * The same on the order's own page. With another number the order has another address: it is led to, and the move is told there.
 * Told here it would be gone with the first news, which ask for the page anew.
 */
export async function moveAndLeadOn(event: RequestEvent<{ number: string }>) {
  const answer = await move(event);
  if (!('moved' in answer)) return answer;
  const { label, from } = answer.moved;
  const number = numberIn(label);
  if (number !== numberIn(event.params.number)) redirect(303, addressOf(`/orders/${number}?${movedFrom(from)}`));
  return answer;
}
