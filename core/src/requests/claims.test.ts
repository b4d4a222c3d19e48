import { describe, expect, it } from 'vitest';
import { claimKey } from './claims.ts';

describe('a name as it is compared', () => {
  it.each([
    ['ACME-88123', 'acme-88123'],
    ['  ACME  88 123 ', 'acme 88 123'],
    ['ＡＣＭＥ－1', 'acme-1'],
    ['Stra\u00dfe', 'stra\u00dfe'],
    ['cafe\u0301', 'caf\u00e9'],
    ['ACME\t1', 'acme 1'],
  ])('%j is %j', (value, expected) => {
    expect(claimKey({ value, policy: 'refuse' })).toBe(expected);
  });

  it('tells apart what differs by more than spelling', () => {
    const keys = ['A-1', 'A1', 'A-01', 'B-1'].map((value) => claimKey({ value, policy: 'refuse' }));
    expect(new Set(keys).size).toBe(4);
  });
});
