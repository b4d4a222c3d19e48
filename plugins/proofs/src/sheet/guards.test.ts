import type { CallContext, Issue, Tap } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { mayDecide, mayMove } from './guards.ts';

/** A context of a caller who sees no order. */
const blind = {
  settings: {},
  orders: { find: async () => new Map() },
  data: { read: async () => [[], [], [], []] },
  approvals: { ofOrders: async () => [] },
  files: { ofOrders: async () => [] },
} as unknown as CallContext;

const codesOf = async ({ handler }: Tap, input: object): Promise<readonly string[]> =>
  ((await handler(input, blind)) as readonly Issue[]).map(({ code }) => code);

describe('a caller who sees nothing of an order', () => {
  const asked = { orderId: 'o1', subject: 's1', version: 1, approvalId: 'a1', decision: { choice: 'approve' } };

  it('decides on no mockup of it; what other plugins ask is theirs', async () => {
    expect(await codesOf(mayDecide, { ...asked, plugin: 'proofs' })).toEqual(['proofs.not-current']);
    expect(await codesOf(mayDecide, { ...asked, plugin: 'tallies' })).toEqual([]);
  });

  it.each([
    ['artwork', 'producing', ['proofs.not-seen']],
    ['stopped', 'producing', ['proofs.not-seen']],
    ['producing', 'ready', []],
    ['received', 'artwork', []],
  ])('moves it from %s to %s only where nothing has to be approved for that', async (from, to, codes) => {
    expect(await codesOf(mayMove, { orderId: 'o1', stages: { from, to } })).toEqual(codes);
  });
});
