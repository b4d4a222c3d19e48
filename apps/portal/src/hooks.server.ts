import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { refusalOf } from '@docket/sdk/client';
import { isPseudo, languageOf } from '@docket/ui/language.ts';
import { fillShell } from '@docket/ui/pages/shell.ts';
import { answerInPreview } from '#lib/server/preview.ts';
import { requestScope } from '#lib/server/scope.ts';

/** Keeps a pseudo-language that was asked for by `?locale=` while the browser is open. */
const localeCookie = 'docket-locale';

/** Fills the page's shell: language, brand colour, and the styles of the plugins that were drawn. */
export const handle: Handle = async ({ event, resolve }) => {
  const scope = requestScope();
  const answer = await answerInPreview(event, scope);
  if (answer) return answer;
  const asked = event.url.searchParams.get('locale');
  if (asked !== null && isPseudo(asked)) event.cookies.set(localeCookie, asked, { httpOnly: true, sameSite: 'lax' });
  else if (asked !== null) event.cookies.delete(localeCookie);
  event.locals.language = languageOf(scope.shop, asked ?? event.cookies.get(localeCookie));
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      fillShell(html, {
        language: event.locals.language,
        brandColor: scope.shop?.brandColor,
        styles: scope.styles(scope.used),
      }),
  });
  for (const cookie of scope.cookies) response.headers.append('set-cookie', cookie);
  if (response.status >= 400 && scope.retryAfter !== undefined)
    response.headers.set('retry-after', String(scope.retryAfter));
  return response;
};

/**
 * A plugin's block that failed leaves the rest of its page standing, and its status. Everything else that nobody foresaw
 * is told by its reference alone.
 */
export const handleError: HandleServerError = ({ kind, error }) => {
  const { requestId, report } = requestScope();
  if (kind === 'app') return { requestId };
  if (kind !== 'unknown') return { code: error.status === 404 ? 'not-found' : 'internal', requestId };
  report(error);
  if (error instanceof Error && error.name === 'PanelFault') return { status: 200, requestId };
  const { code, status, params } = refusalOf(error);
  return { status: status || 500, code, params, requestId };
};
