import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standings, type Standing } from './standing.ts';
import { totalsOf } from './totals.ts';

const charge = (amount: number, standing: Standing = 'approved', tax = 0) => ({ amount, standing, tax });
const net = (amount: number) => ({ net: amount, tax: 0, gross: amount });

describe('the total of an order', () => {
  it('counts what is agreed, and tells what waits apart', () => {
    const charges = [
      charge(100, 'not-required'),
      charge(20, 'approved'),
      charge(3, 'to-approve'),
      charge(400, 'rejected'),
      charge(5000, 'withdrawn'),
    ];
    expect(totalsOf(charges)).toEqual({ agreed: net(120), waiting: net(3), open: 1 });
  });

  it('takes tax of all amounts of one rate together', () => {
    // Each alone would be 0.
    const charges = [charge(2, 'approved', 2100), charge(2, 'not-required', 2100), charge(100, 'approved', 600)];
    expect(totalsOf(charges).agreed).toEqual({ net: 104, tax: 7, gross: 111 });
  });

  it('is nothing of nothing', () => {
    expect(totalsOf([])).toEqual({ agreed: net(0), waiting: net(0), open: 0 });
  });

  it('does not depend on the sequence, and counts each charge once at most', () => {
    const any = fc.record({
      amount: fc.integer({ min: -100_000, max: 100_000 }),
      standing: fc.constantFrom(...standings),
      tax: fc.constantFrom(0, 600, 2100),
    });
    fc.assert(
      fc.property(fc.array(any), (charges) => {
        const totals = totalsOf(charges);
        expect(totalsOf(charges.toReversed())).toEqual(totals);
        const counted = charges.filter(({ standing }) => standing !== 'rejected' && standing !== 'withdrawn');
        const all = counted.reduce((total, { amount }) => total + amount, 0);
        expect(totals.agreed.net + totals.waiting.net).toBe(all);
      }),
    );
  });
});
