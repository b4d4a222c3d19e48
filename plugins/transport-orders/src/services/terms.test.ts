import { describe, expect, it } from 'vitest';
import { settings } from '../settings.ts';
import { termsOf } from './terms.ts';

const standard = settings.parse({});
const service = { id: 'express', title: 'Express' };

describe('the terms of a service', () => {
  it('[T-22] whose time the shop took back close as the day begins, never later', () => {
    for (const cutoffMode of ['day-before', 'same-day'] as const) {
      const level = { id: 'am', title: 'Morning', cutoffMode };
      const terms = termsOf(service, { ...standard, cutoffMode, levels: [level] });
      expect(terms.cutoff).toMatchObject({ mode: cutoffMode, time: '00:00' });
      expect(terms.levels[0]!.cutoff).toMatchObject({ mode: cutoffMode, time: '00:00' });
    }
  });

  it('[T-18] without a cut-off need no time', () => {
    expect(termsOf(service, standard).cutoff).toEqual({ mode: 'none' });
  });

  it('[T-15] [T-16] are for everybody, or for the customers that are named', () => {
    const named = { ...standard, visibleTo: 'named' as const, customers: ['0a0a0a0a-0000-4000-8000-000000000001'] };
    expect(
      [named.customers[0], '0a0a0a0a-0000-4000-8000-000000000002', undefined].map(termsOf(service, named).isFor),
    ).toEqual([true, false, false]);
    expect(termsOf(service, standard).isFor(undefined)).toBe(true);
  });
});
