import { pseudo } from '@docket/sdk/messages';
import type { Catalogue } from '@docket/sdk/messages';
import { isPseudo } from '@docket/ui/language.ts';
import type { Language } from '@docket/ui/language.ts';

/** One catalogue of many, later words win; dressed up in a pseudo-language. */
export function wordsIn({ lang }: Language, catalogues: readonly Catalogue[]): Catalogue {
  const words: Catalogue = Object.assign({}, ...catalogues);
  return isPseudo(lang) ? pseudo(words) : words;
}
