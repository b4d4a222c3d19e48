import { error, fail, redirect } from '@sveltejs/kit';
import type { ActionFailure } from '@sveltejs/kit';
import type { AppScope } from '@docket/core/api';
import { refusalOf } from '@docket/sdk/client';
import type { Refusal } from '@docket/sdk/client';
import { addressOf, readScope } from './scope.ts';

/** What a form's page is told when its post was refused. */
export interface Refused {
  readonly refusal: Refusal;
}

/**
 * The answer of a page's calls. Who is not signed in goes to the entrance and comes back later; every other refusal
 * becomes the error page. Bugs stay bugs.
 */
export async function answer<Answer>(
  { url }: { readonly url: URL },
  calls: (scope: AppScope) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await calls(readScope());
  } catch (thrown) {
    const { code, status, params, message } = expected(thrown);
    if (status === 401) redirect(303, entrance(url));
    error(status, message, { code, params });
  }
}

/** A file came with a form of staff: there is nowhere to put it yet. */
export const noFiles: Refusal = { code: 'admin.no-files', status: 422, params: {}, details: null, message: '' };

/** What a call answers; undefined to whoever lacks the permission for it. */
export const unlessClosed = <Answer>(call: Promise<Answer>): Promise<Answer | undefined> =>
  call.catch((thrown: unknown) => {
    if (refusalOf(thrown).code !== 'right.missing') throw thrown;
    return undefined;
  });

/** What a form action answers for what a call threw: the page is drawn again, says what was refused, and keeps `more`. */
export function refused(thrown: unknown): ActionFailure<Refused>;
export function refused<More extends object>(thrown: unknown, more: More): ActionFailure<Refused & More>;
export function refused(thrown: unknown, more: object = {}): ActionFailure<Refused> {
  const refusal = expected(thrown);
  return fail(refusal.status === 0 ? 503 : refusal.status, { ...more, refusal });
}

/** A refusal as such; throws on what is none: redirects, error pages and bugs. */
export function expected(thrown: unknown): Refusal {
  const refusal = refusalOf(thrown);
  if (refusal.code === 'internal') throw thrown;
  return refusal;
}

/** The entrance, which leads back to the page that was asked for. */
function entrance({ pathname, search }: URL): string {
  const wanted = pathname.replace(/^.*?\/admin(?=\/|$)/, '') + search;
  return addressOf(wanted === '' || wanted === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(wanted)}`);
}
