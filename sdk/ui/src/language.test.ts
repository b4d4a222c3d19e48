import { describe, expect, it } from 'vitest';
import { isPseudo, languageOf } from './language.ts';

const shop = { locale: 'de-DE', direction: 'ltr' } as const;

describe('the language of a page', () => {
  it('is the shop’s, and English where no shop is named', () => {
    expect(languageOf(shop, undefined)).toEqual({ lang: 'de-DE', direction: 'ltr', format: 'de-DE' });
    expect(languageOf(undefined, undefined).lang).toBe('en-US');
  });

  it('is a pseudo-language when one was asked for, which may go from right to left', () => {
    expect(languageOf(shop, 'en-XA')).toEqual({ lang: 'en-XA', direction: 'ltr', format: 'en-US' });
    expect(languageOf(shop, 'ar-XB')).toEqual({ lang: 'ar-XB', direction: 'rtl', format: 'en-US' });
  });

  it.each(['fr-FR', 'xx-evil', 'constructor', ''])(
    'is nothing else that is asked for in the address: "%s"',
    (asked) => {
      expect(isPseudo(asked)).toBe(false);
      expect(languageOf(shop, asked).lang).toBe('de-DE');
    },
  );
});
