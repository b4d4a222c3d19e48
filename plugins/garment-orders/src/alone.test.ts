import { openBrowser, openTestPlatform, stores, type TestPlatform } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from './index.ts';
import { school } from './rules/samples.fixture.ts';

/** The other trade, and what is made for it, is not there. */
describe.each(stores)('a print shop with this plugin alone, on %s', (store) => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [plugin], store, now: new Date('2026-01-12T10:00:00Z') });
  }, 120_000);
  afterAll(() => test.close());

  it('starts, takes an order and moves it into production', async () => {
    const { seed } = test.platform;
    const { contacts } = await seed.customer(test.shop, {
      name: 'Smith & Sons',
      contacts: [{ name: 'Sarah', email: 'sarah@smith.test' }],
    });
    const [sarah, owner] = [openBrowser(test.platform), openBrowser(test.platform)];
    sarah.take(await seed.cookie(test.shop, { type: 'contact', id: contacts[0]! }));
    const password = 'seven green lamps';
    const staff = await seed.staff(test.shop, { name: 'Robin', email: 'robin@shop.test', role: 'owner', password });
    owner.take(await seed.cookie(test.shop, { type: 'staff', id: staff }));
    const { id } = await sarah.portal.requests.begin.mutate({ kind: 'garment' });
    const { number } = await sarah.portal.requests.submit.mutate({ id, content: school.draft });
    const { order } = await owner.staff.orders.get.query({ number: number! });
    expect(order).toMatchObject({ kind: 'garment', quantity: school.pieces });
    const kinds = await sarah.portal.requests.kinds.query({});
    expect(kinds.map((kind) => kind.id)).toEqual(['garment']);
    // Nothing here asks for artwork to be approved first, so nothing keeps production closed.
    await owner.staff.orders.move.mutate({ id: order.id, to: 'art-approved' });
    await owner.staff.orders.move.mutate({ id: order.id, to: 'production' });
    expect((await owner.staff.orders.get.query({ number: number! })).order.status).toBe('production');
  });
});
