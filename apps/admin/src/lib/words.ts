import { pseudo, translator } from '@docket/sdk/messages';
import type { Catalogue, Translate } from '@docket/sdk/messages';
import { recordWords } from '@docket/sdk/record-words';
import { isPseudo } from '@docket/ui/language.ts';
import type { Language } from '@docket/ui/language.ts';
import kit from '@docket/ui/messages/en.json' with { type: 'json' };
import admin from '../messages/en.json' with { type: 'json' };

/** The words of the admin: the kit's, those of records, its own, then those of the shop's plugins and of the shop, which win. */
export function wordsIn({ lang, format }: Language, ofShop: readonly Catalogue[]): Translate {
  const catalogues: readonly Catalogue[] = [kit, recordWords, admin, ...ofShop];
  return translator(format, ...(isPseudo(lang) ? catalogues.map(pseudo) : catalogues));
}
