import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney } from './money.ts';

describe('money', () => {
  it.each([
    [1250, 'USD', 'en-US', '$12.50'],
    [1250, 'JPY', 'en-US', '¥1,250'],
    [1250, 'KWD', 'en-US', 'KWD 1.250'],
    [-5, 'USD', 'en-US', '-$0.05'],
    [123456789, 'EUR', 'de-DE', '1.234.567,89 €'],
  ])('writes %i minor units of %s for %s as %s', (minor, currency, locale, text) => {
    expect(formatMoney(minor, currency, locale).replaceAll(/\s/g, ' ')).toBe(text);
  });

  it('never loses a cent', () => {
    const amounts = fc.integer({ min: -(2 ** 52), max: 2 ** 52 });
    fc.assert(
      fc.property(amounts, (minor) => {
        const digits = formatMoney(minor, 'USD', 'en-US').replaceAll(/\D/g, '');
        expect(BigInt(digits)).toBe(BigInt(Math.abs(minor)));
      }),
    );
  });

  it.each([12.5, Number.NaN, Infinity, 2 ** 53])('refuses %d: an amount is a whole number of minor units', (minor) => {
    expect(() => formatMoney(minor, 'USD', 'en-US')).toThrow(RangeError);
  });
});
