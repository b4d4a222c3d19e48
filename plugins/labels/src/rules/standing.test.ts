import { mostPackages, type Package } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { packagesOf, standingOf } from './standing.ts';

const packages = (count: number): readonly Package[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `g1.${at + 1}`,
    description: '',
    at: at + 1,
    of: count,
    from: [],
    to: [],
  }));

describe('what labels an order has', () => {
  it.each([
    ['[T-64] are valid once it is an order', '', 'accepted', 3, 'valid'],
    ['[T-63] are a draft while it is a quote', 'Q', 'received', 3, 'draft'],
    ['are none once it is cancelled', '', 'stopped', 3, 'cancelled'],
    ['are none of a quote that was declined', 'Q', 'stopped', 3, 'cancelled'],
    ['are none without packages', '', 'accepted', 0, 'unpacked'],
    ['are as many as may be', '', 'accepted', mostPackages, 'valid'],
    ['are none, rather than some, of too many packages', '', 'accepted', mostPackages + 1, 'many'],
  ] as const)('%s', (_, prefix, stage, count, standing) => {
    const order = { prefix, stage, packages: () => packages(count) };
    expect(standingOf(order)).toBe(standing);
    expect(packagesOf(order)).toHaveLength(standing === 'valid' ? count : 0);
  });
});
