import { stores } from '@docket/core/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, steps } from './life.model.fixture.ts';
import { programSteps } from './life.program.fixture.ts';
import { openImportShop, type ImportShop } from './shop.fixture.ts';

describe.each(stores)('the life of an order on %s', (store) => {
  let shop: ImportShop;
  beforeAll(async () => {
    shop = await openImportShop(store);
    await shop.setTransport({ initialStatus: 'to-plan' });
  }, 120_000);
  afterAll(() => shop.close());

  it('[T-42] [T-49] [T-51] [4d] loses no change and takes none that the rules forbid, whatever customer, staff, program and switches do', async () => {
    let lives = 0;
    const commands = fc.commands([...steps, ...programSteps], { maxCommands: 25 });
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        lives += 1;
        const life = await begin(shop);
        await fc.asyncModelRun(() => ({ model: life, real: shop }), all);
      }),
      { numRuns: 12 },
    );
    expect(lives).toBeGreaterThanOrEqual(12);
  }, 240_000);
});
