import { describe, expect, it } from 'vitest';
import { languageOf, wordsIn } from './language.ts';

const shop = { locale: 'de-DE', direction: 'ltr' } as const;

describe('the language of a page', () => {
  it('is the shop’s', () => {
    expect(languageOf(shop, undefined)).toEqual({ lang: 'de-DE', direction: 'ltr', format: 'de-DE' });
  });

  it('is no language that somebody made up in the address', () => {
    expect(languageOf(shop, 'xx-evil').lang).toBe('de-DE');
  });

  it('goes from right to left when that is to be tried', () => {
    expect(languageOf(shop, 'ar-XB')).toEqual({ lang: 'ar-XB', direction: 'rtl', format: 'en-US' });
  });

  it('lets the words of the shop win over those of plugins and the admin', () => {
    const t = wordsIn(languageOf(shop, undefined), [{ 'admin.nav.orders': 'Jobs' }, { 'admin.nav.orders': 'Tickets' }]);
    expect(t('admin.nav.orders')).toBe('Tickets');
    expect(t('ui.close')).toBe('Close');
  });

  it('dresses every word of a made-up language, also those of plugins', () => {
    const t = wordsIn(languageOf(shop, 'en-XA'), [{ 'status.garment.press': 'On press' }]);
    expect(t('admin.nav.orders')).toMatch(/^\[.*~\]$/);
    expect(t('status.garment.press')).toMatch(/^\[.*~\]$/);
  });
});
