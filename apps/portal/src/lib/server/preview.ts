import type { RequestEvent } from '@sveltejs/kit';
import type { AppScope } from '#lib/core.ts';

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Asked for with a page that a form was posted to: the page says that nothing was taken. */
export const refusedQuery = 'read-only';

/**
 * The answer to a request in a preview that is not to be drawn as it is; undefined for all others. Once a preview has
 * ended, everything leads out of it. A form that is posted is not taken: its page is drawn again and says so.
 */
export async function answerInPreview(event: RequestEvent, scope: AppScope): Promise<Response | undefined> {
  const { preview, shop } = scope;
  if (!preview || !shop) return undefined;
  const me = await scope.portal.access.me({});
  if (!me.signedIn) return new Response(null, { status: 303, headers: { location: `${preview.leave}?ended` } });
  if (reading.has(event.request.method)) return undefined;
  const page = await event.fetch(`${event.url.pathname}?${refusedQuery}`);
  return new Response(page.body, { status: 403, headers: page.headers });
}
