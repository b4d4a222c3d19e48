import { stores } from '@docket/core/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, steps, triesProduction } from './life.model.fixture.ts';
import { openProofShop, type ProofShop } from './shop.fixture.ts';

describe.each(stores)('the life of mockups on %s', (store) => {
  let shop: ProofShop;
  beforeAll(async () => void (shop = await openProofShop(store)), 120_000);
  afterAll(() => shop.close());

  it('[G-62] [G-63] [G-64] [G-65] [G-66] opens production exactly while all that will be made is what was approved, whatever anybody does', async () => {
    const tried = { open: 0, closed: 0 };
    await fc.assert(
      fc.asyncProperty(fc.commands([...steps], { maxCommands: 40, size: 'max' }), async (commands) => {
        const life = await begin(shop, tried);
        await fc.asyncModelRun(() => ({ model: life, real: shop }), commands);
        if (!life.isCancelled) await triesProduction(life, shop);
      }),
      { numRuns: 8, endOnFailure: true },
    );
    expect(tried.closed).toBeGreaterThan(0);
    expect(tried.open).toBeGreaterThan(0);
  }, 300_000);
});
