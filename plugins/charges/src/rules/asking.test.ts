import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askingOf, type AskingCase } from './asking.ts';

const usual: AskingCase = { typeAsks: true, amount: 6500, threshold: 0, decidedBefore: false };

describe('whether a customer is asked', () => {
  it.each<[string, Partial<AskingCase>, boolean, string]>([
    ['a type that asks', {}, true, 'type'],
    ['a type that does not ask', { typeAsks: false }, false, 'type'],
    ['an amount above the threshold', { threshold: 6499 }, true, 'type'],
    ['an amount at the threshold', { threshold: 6500 }, false, 'threshold'],
    ['an amount below the threshold', { threshold: 10_000 }, false, 'threshold'],
    ['a credit', { amount: -100 }, false, 'threshold'],
    ['a type that does not ask, below the threshold', { typeAsks: false, threshold: 10_000 }, false, 'type'],
    ['a charge that was decided before', { decidedBefore: true }, true, 'decided-before'],
    ['the same, below the threshold', { decidedBefore: true, threshold: 10_000 }, true, 'decided-before'],
    ['the same, of a type that does not ask', { decidedBefore: true, typeAsks: false }, true, 'decided-before'],
  ])('of %s', (_, change, asks, why) => {
    expect(askingOf({ ...usual, ...change })).toEqual({ asks, why });
  });

  it('never turns from no to yes where the threshold rises', () => {
    const amounts = fc.integer({ min: -100_000, max: 100_000 });
    fc.assert(
      fc.property(amounts, amounts, fc.boolean(), fc.boolean(), (amount, threshold, typeAsks, decidedBefore) => {
        const at = (limit: number) => askingOf({ typeAsks, amount, threshold: limit, decidedBefore }).asks;
        expect(at(threshold) || !at(threshold + 1)).toBe(true);
      }),
    );
  });
});
