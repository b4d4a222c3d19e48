import type { RequestEvent } from '@sveltejs/kit';
import type { Moved } from '../moved.ts';
import { textOf } from './posted.ts';
import { refused } from './refusals.ts';
import { readScope } from './scope.ts';

/** The form action that moves an order; each page with orders offers it. Answers the move, so that it can be undone. */
export async function move({ request }: RequestEvent) {
  const form = await request.formData();
  const moved: Moved = {
    id: textOf(form, 'id'),
    number: textOf(form, 'number'),
    kind: textOf(form, 'kind'),
    from: textOf(form, 'from'),
    to: textOf(form, 'to'),
  };
  try {
    await readScope().staff.orders.move({ id: moved.id, to: moved.to });
  } catch (thrown) {
    return refused(thrown, { action: 'move' as const });
  }
  return { action: 'move' as const, moved };
}
