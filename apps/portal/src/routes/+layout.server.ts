import { recordWords } from '@docket/sdk/record-words';
import kit from '@docket/ui/messages/en.json';
import type { AppScope, Me } from '#lib/core.ts';
import { wordsIn } from '#lib/words.ts';
import { refusedQuery } from '#lib/server/preview.ts';
import { requestScope } from '#lib/server/scope.ts';
import portal from '../messages/en.json';
import type { LayoutServerLoad } from './$types';

/** What every page needs: the shop, who looks, and the words. Must not fail: the error page needs it too. */
export const load: LayoutServerLoad = async ({ locals: { language }, url }) => {
  const scope = requestScope();
  const { shop, base, words, preview } = scope;
  return {
    shop: shop ?? null,
    base,
    isExposed: scope.isExposed,
    language,
    zone: shop?.timeZone ?? 'UTC',
    words: wordsIn(language, [kit, recordWords, portal, ...words]),
    preview: preview ? { ...preview, refused: url.searchParams.has(refusedQuery) } : null,
    help: helpOf(scope.settings['core']),
    me: shop ? await whoLooks(scope.portal.access.me({})) : nobody,
  };
};

/** Where the shop explains its portal; null where it does not. */
function helpOf(
  settings: AppScope['settings'][string] | undefined,
): { readonly title: string; readonly href: string } | null {
  const { helpAddress: href, helpTitle: title } = settings ?? {};
  return typeof href === 'string' && href !== '' ? { href, title: typeof title === 'string' ? title : '' } : null;
}

const nobody: Me = { signedIn: false };

/** Who cannot be told is nobody: the page itself then says what is wrong. */
const whoLooks = (answer: Promise<Me>): Promise<Me> => answer.catch(() => nobody);
