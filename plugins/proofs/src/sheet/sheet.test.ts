import type { CallContext, OrderFacts, Work } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { findSheet } from './sheet.ts';

const work = (id: string, name: string): Work => ({
  id,
  name,
  place: { type: 'text', text: 'Left chest' },
  spec: [],
  looks: [],
  pieces: 24,
  files: [],
});

/** A context in which one order is there, of which these works are to be made. */
const contextOf = (...works: readonly Work[]) =>
  ({
    orders: {
      find: async () => new Map([['o1', { id: 'o1', files: [], works: () => works } as unknown as OrderFacts]]),
    },
    data: { read: async () => [[], [], [], []] },
    approvals: { ofOrders: async () => [], hashOf: () => '' },
    files: { ofOrders: async () => [] },
  }) as unknown as CallContext;

describe('the sheet of an order', () => {
  it('is read where each work has an id of its own', async () => {
    const sheet = await findSheet(contextOf(work('a', 'Shirt'), work('b', 'Cap')), 'o1');
    expect(sheet?.works.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is not read where two works have one id: one of them would be made, and approved by nobody', async () => {
    await expect(findSheet(contextOf(work('a', 'Shirt'), work('a', 'Cap')), 'o1')).rejects.toThrow('one id');
  });
});
