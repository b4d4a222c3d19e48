import { stores } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProofShop, refused, type ProofShop } from './shop.fixture.ts';

describe.each(stores)('mockups of an order on %s', { timeout: 60_000 }, (store) => {
  let shop: ProofShop;
  beforeAll(async () => void (shop = await openProofShop(store)), 120_000);
  afterAll(() => shop.close());

  it('[G-66] is refused to send without one, and says for what', async () => {
    const made = await shop.order();
    expect(await shop.proof(made)).toMatchObject({ standing: 'none', needs: 'mockup', canSend: false });
    expect(await refused(shop.send(made))).toMatchObject({
      code: 'proofs.no-mockup',
      params: { work: 'Gildan 5000, Black' },
    });
  });
  it('x', async () => {
    const made = await shop.order();
    console.log(await refused(shop.move(made, 'art-approved').then(() => shop.move(made, 'production'))));
  });
});
