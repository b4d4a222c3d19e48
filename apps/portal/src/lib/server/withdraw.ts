import { redirect } from '@sveltejs/kit';
import { textOf } from './form-text.ts';
import { failed } from './refusals.ts';
import { shopScope } from './scope.ts';

/** Takes back what the form names; what has no form of an id was never there, and the page is simply shown again. */
export async function withdraw(request: Request, page: string) {
  const id = textOf(await request.formData(), 'id');
  if (!isId.test(id)) redirect(303, page);
  try {
    await shopScope().portal.changes.withdraw({ id });
  } catch (cause) {
    return failed(cause, {});
  }
  return { withdrawn: true };
}

const isId = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;
