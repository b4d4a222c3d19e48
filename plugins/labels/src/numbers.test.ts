import { stores } from '@docket/core/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { nothingKnown, steps } from './numbers.model.fixture.ts';
import { openLabelShop, type LabelShop } from './shop.fixture.ts';

describe.each(stores)('label numbers on %s', (store) => {
  let shop: LabelShop;
  beforeAll(async () => void (shop = await openLabelShop(store)), 120_000);
  afterAll(() => shop.close());

  it('are never reused, and stay with their packages, whatever the shop does', async () => {
    // One shop for all runs: what was given in one must not come again in the next.
    const known = nothingKnown();
    await fc.assert(
      fc.asyncProperty(fc.commands([...steps], { maxCommands: 12 }), async (commands) => {
        known.orders.length = 0;
        await fc.asyncModelRun(() => ({ model: known, real: shop }), commands);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 240_000);
});
