import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, taxOn, type Figures } from './amount.ts';

const hours = (quantity: number, rate: number): Figures => ({ basis: 'hour', quantity, rate, sum: null });
const percent = (rate: number, sum: number): Figures => ({ basis: 'percent', quantity: 1000, rate, sum });

const quantities = fc.integer({ min: 0, max: 1_000_000_000 });
const rates = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe('an amount', () => {
  it.each([
    ['1 at 65.00', hours(1000, 65_000_000), 6500],
    ['2.25 at 45.00', hours(2250, 45_000_000), 10_125],
    ['0.333 at 10.00', hours(333, 10_000_000), 333],
    ['1 at 0.5 of a cent', hours(1000, 5000), 1],
    ['1 at 0.4999 of a cent', hours(1000, 4999), 0],
    ['1 at minus 0.5 of a cent', hours(1000, -5000), 0],
    ['1 at minus 0.5001 of a cent', hours(1000, -5001), -1],
    ['3 at minus 0.5 of a cent', hours(3000, -5000), -1],
    ['nothing', hours(0, 65_000_000), 0],
    // As doubles, 1.005 × 100 is 100.49999999999999.
    ['1.005 at 1.00', hours(1005, 1_000_000), 101],
    ['12.5 % of 340.00', percent(125_000, 34_000), 4250],
    ['0.5 % of 0.99', percent(5000, 99), 0],
    ['0.5 % of 1.00', percent(5000, 100), 1],
    ['10 % of a credit of 0.05', percent(100_000, -5), 0],
  ])('of %s is rounded to the nearest minor unit, half of one up', (_, figures, amount) => {
    expect(amountOf(figures)).toBe(amount);
  });

  it('is never further than half a minor unit from the exact product', () => {
    fc.assert(
      fc.property(quantities, rates, (quantity, rate) => {
        const rounded = BigInt(amountOf(hours(quantity, rate))) * 20_000_000n;
        const difference = rounded - 2n * BigInt(quantity) * BigInt(rate);
        expect(difference > -10_000_000n && difference <= 10_000_000n).toBe(true);
      }),
    );
  });

  it('never falls where quantity or rate rise, and does not lose a minor unit at its limits', () => {
    fc.assert(
      fc.property(quantities, rates, (quantity, rate) => {
        expect(amountOf(hours(quantity, rate + 1))).toBeGreaterThanOrEqual(amountOf(hours(quantity, rate)));
        expect(Number.isSafeInteger(amountOf(hours(quantity, rate)))).toBe(true);
      }),
    );
    expect(amountOf(hours(1_000_000_000, 9_999_999_999))).toBe(999_999_999_900);
  });

  it('of a percentage is that of the sum, whatever the sum is made of', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (parts) => {
        const sum = parts.reduce((total, part) => total + part, 0);
        expect(amountOf(percent(1_000_000, sum))).toBe(sum);
        expect(amountOf(percent(0, sum))).toBe(0);
      }),
    );
  });
});

describe('a tax', () => {
  it.each([
    [10_000, 2100, 2100],
    [999, 2100, 210],
    [50, 100, 1],
    [-50, 100, 0],
    [12_345, 0, 0],
    [333, 550, 18],
  ])('on %d at %d hundredths of a percent is %d', (amount, tax, due) => {
    expect(taxOn(amount, tax)).toBe(due);
  });
});
