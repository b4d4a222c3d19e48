import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { brandStyle, fitBrand } from '@docket/ui/brand.ts';
import { isMade, languageOf } from '#lib/language.ts';
import { readScope } from '#lib/server/scope.ts';

/** Keeps a made-up language that was asked for by `?locale=` while the browser is open. */
const localeCookie = 'docket-locale';

/** Fills the page's shell with what only the host knows, and hands on the cookies that the page's calls asked for. */
export const handle: Handle = async ({ event, resolve }) => {
  const scope = readScope();
  const asked = event.url.searchParams.get('locale');
  if (asked !== null && isMade(asked)) event.cookies.set(localeCookie, asked, { httpOnly: true, sameSite: 'lax' });
  else if (asked !== null) event.cookies.delete(localeCookie);
  event.locals.language = languageOf(scope.shop, asked ?? event.cookies.get(localeCookie));
  const { lang, direction } = event.locals.language;
  const brand = fitBrand(scope.shop?.brandColor ?? '');
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%docket.lang%', lang)
        .replace('%docket.dir%', direction)
        .replace('%docket.brand%', brand ? brandStyle(brand) : '')
        .replace('%docket.styles%', () => stylesheets(scope.styles(scope.used))),
  });
  for (const cookie of scope.cookies) response.headers.append('set-cookie', cookie);
  return response;
};

const stylesheets = (hrefs: readonly string[]): string =>
  hrefs.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n    ');

/** A panel that failed does not fail its page. What nobody foresaw is told to the log, under the number that the page shows. */
export const handleError: HandleServerError = ({ kind, error }) => {
  const { requestId: reference, report } = readScope();
  if (kind === 'app') return { reference };
  if (kind !== 'unknown') return { code: error.status === 404 ? 'not-found' : 'internal', reference };
  report(error);
  const isPanel = error instanceof Error && error.name === 'PanelFault';
  return isPanel ? { status: 200, reference } : { code: 'internal', reference };
};
