import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { browser, openShop, signedIn, staffBrowser, type TestShop } from '../testing/people.ts';

const refusal = (code: string) => ({ cause: { code } });
const hours = 60;
const address = { label: 'Dock', value: { street: 'Kai 3', city: 'Hamburg', country: 'DE' } };

describe.each(stores)('sessions that may no longer be, on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
  });
  afterAll(() => database.close());

  it('[abuse 31] [CVE-2025-4643] ends with the removal of the contact, at the next call', async () => {
    const pat = await shop.contact('removed@smith.test');
    const visitor = await signedIn(shop, 'removed@smith.test');
    await shop.remove(pat.id);
    await expect(shop.portal(visitor).access.sessions({})).rejects.toMatchObject(refusal('sign-in.needed'));
    expect(await shop.portal(visitor).access.me({})).toEqual({ signedIn: false });
  });

  it('[abuse 31] ends when the contact gets another address, at the next call, and is listed nowhere', async () => {
    const pat = await shop.contact('before@smith.test');
    const visitor = await signedIn(shop, 'before@smith.test');
    await shop.change(pat.id, 'After@smith.test');
    await expect(shop.portal(visitor).access.sessions({})).rejects.toMatchObject(refusal('sign-in.needed'));
    const again = await signedIn(shop, 'after@smith.test');
    expect(await shop.portal(again).access.sessions({})).toHaveLength(1);
    const owner = await staffBrowser(shop, 'owner-moves@shop.test');
    const { people } = await shop.staff(owner).access.people({ customer: pat.customer });
    expect(people[0]!.devices).toHaveLength(1);
  });

  it('[abuse 30] a code that was asked for before the change of address or the removal opens nothing', async () => {
    const [moves, goes] = [await shop.contact('moving@smith.test'), await shop.contact('going@smith.test')];
    const [one, other] = [browser(), browser()];
    await shop.portal(one).access.start({ email: 'moving@smith.test' });
    await shop.portal(other).access.start({ email: 'going@smith.test' });
    await shop.change(moves.id, 'moved@smith.test');
    await shop.remove(goes.id);
    const [code, link] = [await shop.code('moving@smith.test'), await shop.secret('going@smith.test')];
    await expect(shop.portal(one).access.verify({ code })).rejects.toMatchObject({
      cause: { code: 'code.wrong', status: 401 },
    });
    await expect(shop.portal(other).access.follow({ link })).rejects.toMatchObject(refusal('code.gone'));
  });

  it('[abuse 31] [abuse 56] [GHSA-56p6-qw3c-fq2g] ends when the shop is suspended, of contacts and staff, and its doors are closed', async () => {
    const closing = await openShop(database);
    const pat = await closing.contact('pat@closing.test');
    const [visitor, owner] = [
      await signedIn(closing, 'pat@closing.test'),
      await staffBrowser(closing, 'owner@closing.test'),
    ];
    const { id } = await closing.staff(owner).access.invite({ contact: pat.id });
    await closing.suspend();
    await expect(closing.portal(visitor).access.sessions({})).rejects.toMatchObject({
      cause: { code: 'sign-in.needed', status: 401 },
    });
    await expect(closing.staff(owner).access.me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    const gone = { cause: { code: 'shop.unknown', status: 404 } };
    await expect(closing.portal(browser()).access.start({ email: 'pat@closing.test' })).rejects.toMatchObject(gone);
    await expect(closing.portal(browser()).access.invitation({ id })).rejects.toMatchObject(gone);
    const token = `${id}.${await closing.secret('pat@closing.test')}`;
    await expect(closing.portal(browser()).access.accept({ token })).rejects.toMatchObject(gone);
  });

  it('[abuse 49] [abuse 50] is none in another shop, whose staff see none of its people', async () => {
    const pat = await shop.contact('canary@smith.test');
    const visitor = await signedIn(shop, 'canary@smith.test');
    const elsewhere = await openShop(database);
    const own = await elsewhere.contact('own@elsewhere.test');
    await expect(elsewhere.portal(visitor).access.sessions({})).rejects.toMatchObject(refusal('sign-in.needed'));
    const there = elsewhere.staff(await staffBrowser(elsewhere, 'owner@elsewhere.test')).access;
    const seen = JSON.stringify(await there.people({ customer: own.customer }));
    expect(seen).not.toContain('canary');
    expect(pat.customer).not.toBe(own.customer);
  });
});

describe.each(stores)('a newer proof, on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
  });
  afterAll(() => database.close());

  it('is asked for when the last one is more than a day old, and writes nothing until then', async () => {
    await shop.contact('fresh@smith.test');
    const visitor = await signedIn(shop, 'fresh@smith.test');
    shop.pass(24 * hours - 1);
    expect(await shop.portal(visitor).customers.saveAddress(address)).toHaveProperty('id');
    shop.pass(1);
    await expect(shop.portal(visitor).customers.saveAddress({ ...address, label: 'Elsewhere' })).rejects.toMatchObject({
      cause: { code: 'proof.needed', status: 401 },
    });
    expect((await shop.portal(visitor).customers.addresses({})).map(({ label }) => label)).toEqual(['Dock']);
    await shop.portal(visitor).access.start({ email: 'fresh@smith.test' });
    await shop.portal(visitor).access.verify({ code: await shop.code('fresh@smith.test') });
    expect(await shop.portal(visitor).customers.saveAddress({ ...address, label: 'Elsewhere' })).toHaveProperty('id');
  });

  it('is no matter for what does not ask for one: reading, and ending devices', async () => {
    await shop.contact('reads@smith.test');
    const [desk, phone] = [await signedIn(shop, 'reads@smith.test'), await signedIn(shop, 'reads@smith.test')];
    shop.pass(25 * hours);
    const listed = await shop.portal(desk).access.sessions({});
    await shop.portal(desk).access.revoke({ id: listed.find(({ current }) => !current)!.id });
    await expect(shop.portal(phone).access.sessions({})).rejects.toMatchObject(refusal('sign-in.needed'));
  });

  it('makes up for no right that is missing', async () => {
    const pat = await shop.contact('rightless@smith.test');
    const visitor = await signedIn(shop, 'rightless@smith.test');
    await shop.setRights(pat.id, []);
    shop.pass(25 * hours);
    await expect(shop.portal(visitor).customers.saveAddress(address)).rejects.toMatchObject(refusal('right.missing'));
  });
});
