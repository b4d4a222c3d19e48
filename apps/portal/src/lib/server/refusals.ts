import { error, fail, redirect } from '@sveltejs/kit';
import { refusalOf } from '@docket/sdk/client';
import type { Refusal } from '@docket/sdk/client';
import { linksOf } from '#lib/links.ts';
import type { Told } from '#lib/page/refusal-words.ts';
import { requestScope } from './scope.ts';

/** Ends the page with the refusal's sentence and next step. */
export function refuse({ code, status, params, message }: Refusal): never {
  error(status >= 400 ? status : 500, message || code, { code, params, requestId: requestScope().requestId });
}

/** The answer of a call that a page cannot do without: a refusal becomes the error page. */
export async function answered<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (cause) {
    refuse(refusalOf(cause));
  }
}

/** The same for pages of people who have signed in: who has not, or came in by an address alone, is sent to the entrance, and comes back afterwards. */
export async function answeredToOwner<Answer>(call: Promise<Answer>, { pathname, search }: URL): Promise<Answer> {
  try {
    return await call;
  } catch (cause) {
    const refusal = refusalOf(cause);
    if (refusal.code !== 'sign-in.needed' && refusal.code !== 'proof.needed') refuse(refusal);
    redirect(303, linksOf(requestScope().base).entrance(pathname + search));
  }
}

/** What a form's page is told of a refusal; what is none is thrown on. */
export function toldOf(cause: unknown): Told & { readonly status: number } {
  const { code, params, status } = refusalOf(cause);
  if (status >= 500) throw cause;
  return { code, params, status: status || 503 };
}

/** Fails a form's action with what was refused, and what else its page draws the form from. */
export function failed<More extends object>(cause: unknown, more: More) {
  const { status, ...refusal } = toldOf(cause);
  return fail(status, { ...more, refusal: refusal satisfies Told });
}
