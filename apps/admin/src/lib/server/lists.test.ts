import { describe, expect, it } from 'vitest';
import { listsIn } from './lists.ts';

const chosen = { timeZone: 'UTC', currency: 'USD', locale: 'en-US' };

describe('what a shop chooses from', () => {
  it('is named in the reader’s language', () => {
    const { currencies, locales, zones } = listsIn('de-DE', chosen);
    expect(currencies).toContainEqual({ value: 'EUR', name: 'Euro' });
    expect(locales).toContainEqual({ value: 'fr-FR', name: 'Französisch (Frankreich)' });
    expect(zones).toContain('America/Chicago');
  });

  it('holds each value once, and the one that the shop has although no list has it', () => {
    const { locales, currencies } = listsIn('en', { ...chosen, locale: 'is-IS' });
    expect(locales.filter(({ value }) => value === 'is-IS')).toHaveLength(1);
    expect(currencies.filter(({ value }) => value === 'USD')).toHaveLength(1);
  });
});
