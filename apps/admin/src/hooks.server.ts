import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { isPseudo, languageOf } from '@docket/ui/language.ts';
import { fillShell } from '@docket/ui/pages/shell.ts';
import { readScope } from '#lib/server/scope.ts';

/** Keeps a pseudo-language that was asked for by `?locale=` while the browser is open. */
const localeCookie = 'docket-locale';

/** Fills the page's shell with what only the host knows, and hands on the cookies that the page's calls asked for. */
export const handle: Handle = async ({ event, resolve }) => {
  const scope = readScope();
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

/** A panel that failed does not fail its page. What nobody foresaw is told to the log, under the number that the page shows. */
export const handleError: HandleServerError = ({ kind, error }) => {
  const { requestId: reference, report } = readScope();
  if (kind === 'app') return { reference };
  if (kind !== 'unknown') return { code: error.status === 404 ? 'not-found' : 'internal', reference };
  report(error);
  const isPanel = error instanceof Error && error.name === 'PanelFault';
  return isPanel ? { status: 200, reference } : { code: 'internal', reference };
};
