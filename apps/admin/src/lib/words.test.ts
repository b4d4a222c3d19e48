import { describe, expect, it } from 'vitest';
import { languageOf } from '@docket/ui/language.ts';
import { wordsIn } from './words.ts';

const shop = { locale: 'de-DE', direction: 'ltr' } as const;

describe('the words of a page', () => {
  it('are the shop’s before those of plugins and the admin', () => {
    const t = wordsIn(languageOf(shop, undefined), [{ 'admin.nav.orders': 'Jobs' }, { 'admin.nav.orders': 'Tickets' }]);
    expect(t('admin.nav.orders')).toBe('Tickets');
    expect(t('ui.close')).toBe('Close');
  });

  it('are dressed up in a pseudo-language, also those of plugins', () => {
    const t = wordsIn(languageOf(shop, 'en-XA'), [{ 'status.garment.press': 'On press' }]);
    expect(t('admin.nav.orders')).toMatch(/^\[.*~\]$/);
    expect(t('status.garment.press')).toMatch(/^\[.*~\]$/);
  });
});
