import { describe, expect, it } from 'vitest';
import { languageOf } from '@docket/ui/language.ts';
import { wordsIn } from './words.ts';

const shop = { locale: 'de-DE', direction: 'ltr' } as const;

describe('the words of a page', () => {
  it('are dressed up in a pseudo-language alone', () => {
    const words = [{ a: 'Send' }, { a: 'Send it' }];
    expect(wordsIn(languageOf(shop, undefined), words)).toEqual({ a: 'Send it' });
    expect(wordsIn(languageOf(shop, 'en-XA'), words)['a']).toMatch(/^\[Séñď íť~+\]$/);
  });
});
