import type { RequestEvent } from '@sveltejs/kit';
import { textOf } from './posted.ts';
import { refused } from './refusals.ts';
import { readScope } from './scope.ts';

/** The form action that records what happened to a part of an order, or takes it back: `mark` or `unmark` is `<type> <part>`. */
export async function mark({ request }: RequestEvent) {
  const form = await request.formData();
  const done = form.has('mark');
  const [type = '', ...part] = textOf(form, done ? 'mark' : 'unmark').split(' ');
  try {
    await readScope().staff.orders.mark({ id: textOf(form, 'id'), part: part.join(' '), type, done });
    return { action: 'mark' as const };
  } catch (thrown) {
    return refused(thrown, { action: 'mark' as const });
  }
}
