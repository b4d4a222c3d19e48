import { stores } from '@docket/core/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Life } from './life.model.fixture.ts';
import { begin, lives, steps, triesProduction } from './life.steps.fixture.ts';
import { openProofShop, type ProofShop } from './shop.fixture.ts';

describe.each(stores)('the life of mockups on %s', (store) => {
  let shop: ProofShop;
  beforeAll(async () => void (shop = await openProofShop(store)), 120_000);
  afterAll(() => shop.close());

  it('[G-62] [G-63] [G-64] [G-65] [G-66] opens production exactly while all that will be made is what was approved, whatever anybody does', async () => {
    const tried = { open: 0, closed: 0 };
    const lead = async (commands: Iterable<fc.AsyncCommand<Life, ProofShop>>): Promise<void> => {
      const life = await begin(shop, tried);
      await fc.asyncModelRun(() => ({ model: life, real: shop }), commands);
      if (!life.isCancelled) await triesProduction(life, shop);
    };
    for (const life of lives) await lead(life);
    const any = fc.commands([...steps], { maxCommands: 30, size: 'max' });
    await fc.assert(fc.asyncProperty(any, lead), { numRuns: 6, endOnFailure: true });
    expect(tried.open).toBeGreaterThan(5);
    expect(tried.closed).toBeGreaterThan(5);
  }, 400_000);
});
