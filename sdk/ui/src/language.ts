/** The language of one page. */
export interface Language {
  /** BCP 47, as `<html lang>` says it. */
  readonly lang: string;
  readonly direction: 'ltr' | 'rtl';
  /** The locale that numbers, plurals and dates are written in. */
  readonly format: string;
}

/** Made-up languages that show literal text and tight boxes (`en-XA`) and what does not mirror (`ar-XB`). */
const pseudoLanguages: Readonly<Record<string, Language>> = {
  'en-XA': { lang: 'en-XA', direction: 'ltr', format: 'en-US' },
  'ar-XB': { lang: 'ar-XB', direction: 'rtl', format: 'en-US' },
};

/** True for a language that nobody speaks: what `?locale=` may ask for on any page. */
export const isPseudo = (locale: string): boolean => Object.hasOwn(pseudoLanguages, locale);

interface Speaker {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
}

/** The shop's language, unless a pseudo-language was asked for; English where no shop is named. */
export function languageOf(shop: Speaker | undefined, asked: string | undefined): Language {
  const locale = asked !== undefined && isPseudo(asked) ? asked : (shop?.locale ?? 'en-US');
  return pseudoLanguages[locale] ?? { lang: locale, direction: shop?.direction ?? 'ltr', format: locale };
}
