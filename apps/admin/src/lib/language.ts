import { pseudo, translator } from '@docket/sdk/messages';
import type { Catalogue, Translate } from '@docket/sdk/messages';
import kit from '@docket/ui/messages/en.json' with { type: 'json' };
import admin from '../messages/en.json' with { type: 'json' };

/** The language of one page. */
export interface Language {
  /** BCP 47, as `<html lang>` says it. */
  readonly lang: string;
  readonly direction: 'ltr' | 'rtl';
  /** The locale that numbers, plurals and dates are written in. */
  readonly format: string;
}

/** Made-up languages that show literal text and tight boxes (`en-XA`) and what does not mirror (`ar-XB`). */
const made: Readonly<Record<string, Language>> = {
  'en-XA': { lang: 'en-XA', direction: 'ltr', format: 'en-US' },
  'ar-XB': { lang: 'ar-XB', direction: 'rtl', format: 'en-US' },
};

/** True for a language that nobody speaks: what `?locale=` may ask for on any page. */
export const isMade = (locale: string): boolean => Object.hasOwn(made, locale);

interface Speaker {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
}

/** The shop's language, unless a made-up one was asked for; English where no shop is named. */
export function languageOf(shop: Speaker | undefined, asked: string | undefined): Language {
  const locale = asked !== undefined && isMade(asked) ? asked : (shop?.locale ?? 'en-US');
  return made[locale] ?? { lang: locale, direction: shop?.direction ?? 'ltr', format: locale };
}

/** The words of the admin: the kit's, its own, then those of the shop's plugins and of the shop, which win. */
export function wordsIn({ lang, format }: Language, ofShop: readonly Catalogue[]): Translate {
  const catalogues: readonly Catalogue[] = [kit, admin, ...ofShop];
  return translator(format, ...(isMade(lang) ? catalogues.map(pseudo) : catalogues));
}
