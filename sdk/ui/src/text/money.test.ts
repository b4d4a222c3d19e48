import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, readMoney } from './money.ts';

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

  it.each([
    ['12.5', 'USD', 1250],
    [' 12,50 ', 'EUR', 1250],
    ['0', 'USD', 0],
    ['1250', 'JPY', 1250],
    ['1.250', 'KWD', 1250],
    ['12.505', 'USD', undefined],
    ['1.5', 'JPY', undefined],
    ['1,250.00', 'USD', undefined],
    ['-5', 'USD', undefined],
    ['', 'USD', undefined],
    ['12 €', 'EUR', undefined],
  ])('reads %j in %s as %j minor units', (typed, currency, minor) => {
    expect(readMoney(typed, currency)).toBe(minor);
  });

  it('reads any amount with two decimals exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (minor) => {
        const cents = String(minor).padStart(3, '0');
        expect(readMoney(`${cents.slice(0, -2)}.${cents.slice(-2)}`, 'USD')).toBe(minor);
      }),
    );
  });
});
