import { describe, expect, it } from 'vitest';
import { languageOf, wordsIn } from './language.ts';

const shop = { locale: 'de-DE', direction: 'ltr' } as const;

describe('the language of a page', () => {
  it('is the shop’s', () => {
    expect(languageOf(shop, undefined)).toEqual({ lang: 'de-DE', direction: 'ltr', format: 'de-DE' });
    expect(languageOf(undefined, undefined).lang).toBe('en-US');
  });

  it('is a pseudo-language when one was asked for, and nothing else that is asked for', () => {
    expect(languageOf(shop, 'ar-XB')).toMatchObject({ lang: 'ar-XB', direction: 'rtl' });
    expect(languageOf(shop, 'fr-FR').lang).toBe('de-DE');
    expect(languageOf(shop, 'constructor').lang).toBe('de-DE');
  });

  it('dresses words up in a pseudo-language alone', () => {
    const words = [{ a: 'Send' }, { a: 'Send it' }];
    expect(wordsIn(languageOf(shop, undefined), words)).toEqual({ a: 'Send it' });
    expect(wordsIn(languageOf(shop, 'en-XA'), words)['a']).toMatch(/^\[Séñď íť~+\]$/);
  });
});
