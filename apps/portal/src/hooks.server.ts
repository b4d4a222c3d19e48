import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { brandStyle, fitBrand } from '@docket/ui/brand.ts';
import { refusalOf } from '@docket/sdk/client';
import { isPseudo, languageOf } from '#lib/language.ts';
import { requestScope } from '#lib/server/scope.ts';

/** Keeps a pseudo-language that was asked for by `?locale=` while the browser is open. */
const localeCookie = 'docket-locale';

/** Fills the page's shell: language, brand colour, and the styles of the plugins that were drawn. */
export const handle: Handle = async ({ event, resolve }) => {
  const scope = requestScope();
  const asked = event.url.searchParams.get('locale');
  if (asked !== null && isPseudo(asked)) event.cookies.set(localeCookie, asked, { httpOnly: true, sameSite: 'lax' });
  else if (asked !== null) event.cookies.delete(localeCookie);
  event.locals.language = languageOf(scope.shop, asked ?? event.cookies.get(localeCookie));
  const { lang, direction } = event.locals.language;
  const brand = fitBrand(scope.shop?.brandColor ?? '');
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%docket.lang%', lang.replaceAll(/[^\w-]/g, ''))
        .replace('%docket.dir%', direction)
        .replace('%docket.brand%', brand ? brandStyle(brand) : '')
        .replace('%docket.styles%', () => stylesheets(scope.styles(scope.used))),
  });
  for (const cookie of scope.cookies) response.headers.append('set-cookie', cookie);
  return response;
};

const stylesheets = (hrefs: readonly string[]): string =>
  hrefs.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n    ');

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
