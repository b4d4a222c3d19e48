import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, signedIn, staffBrowser, type Browser, type TestShop } from '../testing/people.ts';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';

const refusal = (code: string) => ({ cause: { code } });
const nobody = '0190a000-0000-7000-8000-00000000000a';

describe.each(stores)('customers on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  let owner: Browser;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
    owner = await staffBrowser(shop, 'owner@shop.test');
  });
  afterAll(() => database.close());

  const staff = () => shop.staff(owner).customers;
  const make = (name: string, email = 'pat@made.test') => staff().create({ name, contactName: 'Pat', email });

  it('makes a customer with its first contact and a readable slug', async () => {
    const { id, slug } = await make('Smith & Sons', 'Pat@Smith.test');
    expect(slug).toBe('smith-sons');
    expect(await staff().get({ id })).toMatchObject({
      name: 'Smith & Sons',
      slug: 'smith-sons',
      provisional: false,
      unshown: 0,
      contacts: [{ name: 'Pat', email: 'pat@smith.test', verified_at: null }],
      addresses: [],
    });
    expect(await shop.actions(id)).toEqual(['customers.create']);
  });

  it('gives each customer of a name its own slug, also at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => make('Twin Press')));
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(8);
    expect(made.map(({ slug }) => slug)).toContain('twin-press');
    const elsewhere = await openShop(database);
    const visitor = await staffBrowser(elsewhere, 'owner@elsewhere.test');
    const twin = await elsewhere
      .staff(visitor)
      .customers.create({ name: 'Twin Press', contactName: 'P', email: 'p@t.test' });
    expect(twin.slug).toBe('twin-press');
  });

  it('adds contacts, and refuses an address that the customer has, also at the same moment', async () => {
    const { id: customer } = await make('Contacts Co', 'first@contacts.test');
    await staff().addContact({ customer, name: 'Sam', email: 'Sam@contacts.test' });
    const again = staff().addContact({ customer, name: 'Sam', email: 'SAM@contacts.test' });
    await expect(again).rejects.toMatchObject(refusal('contact.exists'));
    const same = Array.from({ length: 5 }, () =>
      staff().addContact({ customer, name: 'Kim', email: 'kim@contacts.test' }),
    );
    expect((await Promise.allSettled(same)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { contacts } = await staff().get({ id: customer });
    expect(contacts.map(({ email }) => email)).toEqual([
      'kim@contacts.test',
      'first@contacts.test',
      'sam@contacts.test',
    ]);
  });

  it('lets one address order for two customers', async () => {
    const { id: customer } = await make('Agency Client', 'client@agency.test');
    await make('Agency', 'both@agency.test');
    expect(await staff().addContact({ customer, name: 'Ada', email: 'both@agency.test' })).toHaveProperty('id');
  });

  it('keeps addresses by label, and replaces one of the same label', async () => {
    const { id: customer } = await make('Address Ltd');
    const first = await staff().addAddress({
      customer,
      label: 'Shop',
      value: { street: 'Main St 1', city: 'Springfield' },
    });
    const second = await staff().addAddress({ customer, label: 'shop', value: { street: 'Main St 2' } });
    await staff().addAddress({ customer, label: 'Store', value: { street: 'Side St 3' } });
    expect(second).toEqual(first);
    expect((await staff().get({ id: customer })).addresses).toMatchObject([
      { label: 'shop', value: { street: 'Main St 2' } },
      { label: 'Store', value: { street: 'Side St 3' } },
    ]);
  });

  it('keeps a hundred addresses of a customer', async () => {
    const { id: customer } = await make('Many Doors');
    for (let i = 0; i < 100; i += 1) await staff().addAddress({ customer, label: `Door ${i}`, value: { street: 'A' } });
    const more = staff().addAddress({ customer, label: 'One more', value: { street: 'B' } });
    await expect(more).rejects.toMatchObject(refusal('customer.full'));
    expect(await staff().addAddress({ customer, label: 'Door 7', value: { street: 'C' } })).toHaveProperty('id');
  });

  it('refuses an address with a field that is no plain word', async () => {
    const { id: customer } = await make('Odd Fields');
    for (const field of ['', 'constructor', '__proto__', 'a.b', 'A']) {
      const value = JSON.parse(`{"${field}":"x"}`) as Record<string, string>;
      await expect(staff().addAddress({ customer, label: 'Odd', value })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    }
  });

  it('finds customers by words of the name, the slug or a contact, and `%` is only itself', async () => {
    const { id } = await make('Riverside Brewing', 'hops@riverside.test');
    const found = async (search: string) => (await staff().list({ search })).rows.map((row) => row.id);
    expect(await found('brewing RIVER')).toEqual([id]);
    expect(await found('riverside hops@')).toEqual([id]);
    expect(await found('riverside nobody')).toEqual([]);
    expect(await found('%')).toEqual([]);
  });

  it('names customers by id in one call, and leaves out an id of another shop like one of nobody', async () => {
    const [one, other] = [await make('Named One'), await make('Named Other')];
    const elsewhere = await openShop(database);
    const { customer: foreign } = await elsewhere.contact('named@foreign.test', { name: 'Foreign' });
    const named = await staff().named({ ids: [other.id, foreign, nobody, one.id] });
    expect(Object.fromEntries(named.map(({ id, name }) => [id, name]))).toEqual({
      [one.id]: 'Named One',
      [other.id]: 'Named Other',
    });
  });

  it('finds them by parts of words, whatever the accents and capitals', async () => {
    const { id } = await staff().create({ name: 'Élan Große Straße Œuvre', phone: '(312) 555-0142' });
    await staff().addContact({ customer: id, name: 'Łukasz Ørsted', email: 'lukasz@elan.test', phone: '+49 30 77' });
    const found = async (search: string) => (await staff().list({ search })).rows.map((row) => row.id);
    for (const words of [
      'elan',
      'ÉLAN gros',
      'strasse',
      'OEUV',
      'lukasz orst',
      'ŁUK',
      '5550142',
      '555-01',
      '4930',
      'elan-gro',
    ])
      expect([words, await found(words)]).toEqual([words, [id]]);
    expect(await found('elan lukasz nobody')).toEqual([]);
    await staff().update({ id, name: 'Renamed Ltd', email: null, phone: null, note: null });
    expect([await found('5550142'), await found('renamed'), await found('elan-gro')]).toEqual([[], [id], [id]]);
  });

  it('[G-41] narrows the list to those for whom nobody can sign in, and to those with jobs that are not done', async () => {
    const own = await openShop(database);
    const visitor = await staffBrowser(own, 'owner@narrow.test');
    const { list, create } = own.staff(visitor).customers;
    const { id: mute } = await create({ name: 'Mute' });
    const busy = await own.contact('busy@narrow.test', { name: 'Busy' });
    const idle = await own.contact('idle@narrow.test', { name: 'Idle' });
    await own.order(busy);
    await own.finish(await own.order(busy));
    await own.finish(await own.order(idle));
    const ids = async (only: object) => (await list(only)).rows.map(({ id }) => id);
    expect(await ids({})).toEqual([busy.customer, idle.customer, mute]);
    expect(await ids({ noEmail: true })).toEqual([mute]);
    expect(await ids({ active: true })).toEqual([busy.customer]);
    expect(await ids({ active: true, noEmail: true })).toEqual([]);
    expect((await list({ active: true })).rows[0]).toMatchObject({ active: 1, orders: 2, email: 'busy@narrow.test' });
    expect(await own.staff(visitor).customers.get({ id: busy.customer })).toMatchObject({ active: 1, orders: 2 });
  });

  it('lists customers by name, a page at a time, each once', async () => {
    const many = await openShop(database);
    const visitor = await staffBrowser(many, 'owner@many.test');
    for (let i = 0; i < 53; i += 1) await many.contact(`c${i}@many.test`, { name: `Same ${i % 2}` });
    const first = await many.staff(visitor).customers.list({});
    const second = await many.staff(visitor).customers.list({ before: first.next });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 3, null]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(53);
    expect(first.rows[0]).toMatchObject({ name: 'Same 0', contacts: 1, orders: 0 });
  });

  it('reads a page and its session in one round trip', async () => {
    const { id } = await make('Round Trip');
    const before = database.roundTrips();
    await staff().get({ id });
    await staff().list({ search: 'round' });
    expect(database.roundTrips() - before).toBe(2);
  });

  it('keeps provisional customers out of the list until staff confirm, then shows their orders', async () => {
    const stranger = await shop.contact('who@unknown.test', {
      state: 'provisional',
      name: 'Who Knows',
      slug: 'new-fedcba9876543210fedc',
    });
    const number = await shop.order(stranger);
    const listed = async (provisional: boolean) =>
      (await staff().list({ search: 'who knows', provisional })).rows.length;
    expect([await listed(false), await listed(true)]).toEqual([0, 1]);
    expect(await staff().get({ id: stranger.customer })).toMatchObject({ provisional: true, unshown: 1 });
    expect(await shop.shown(stranger.customer)).toEqual([]);
    expect(await staff().confirm({ id: stranger.customer })).toEqual({ slug: 'who-knows' });
    expect([await listed(false), await listed(true)]).toEqual([1, 0]);
    expect(await shop.shown(stranger.customer)).toEqual([number]);
    expect(await shop.actions(stranger.customer)).toEqual(['customers.confirm']);
    expect(await staff().confirm({ id: stranger.customer })).toEqual({ slug: 'who-knows' });
  });

  it('keeps the slug of a real customer when it is confirmed, and shows what strangers sent in its name', async () => {
    const known = await shop.contact('real@known.test', { name: 'Known', slug: 'kept-as-it-is' });
    const number = await shop.order(known);
    expect(await staff().confirm({ id: known.customer })).toEqual({ slug: 'kept-as-it-is' });
    expect(await shop.shown(known.customer)).toEqual([number]);
  });

  it('answers customers of another shop like unknown ones', async () => {
    const elsewhere = await openShop(database);
    const foreign = await elsewhere.contact('f@foreign.test', { name: 'Foreign' });
    for (const id of [foreign.customer, nobody]) {
      await expect(staff().get({ id })).rejects.toMatchObject(refusal('not-found'));
      await expect(staff().confirm({ id })).rejects.toMatchObject(refusal('not-found'));
      const contact = staff().addContact({ customer: id, name: 'X', email: 'x@x.test' });
      await expect(contact).rejects.toMatchObject(refusal('not-found'));
      const address = staff().addAddress({ customer: id, label: 'X', value: { street: 'X' } });
      await expect(address).rejects.toMatchObject(refusal('not-found'));
    }
    expect((await staff().list({ search: 'foreign' })).rows).toEqual([]);
    expect(await elsewhere.actions(foreign.customer)).toEqual([]);
  });

  it('lets staff without the right read and not change', async () => {
    const reader = shop.staff(await staffBrowser(shop, 'press@shop.test', 'production')).customers;
    expect(await reader.list({})).toHaveProperty('rows');
    const refused = reader.create({ name: 'X', contactName: 'X', email: 'x@x.test' });
    await expect(refused).rejects.toMatchObject(refusal('right.missing'));
  });

  it('shows a contact the own customer’s addresses, and keeps new ones there', async () => {
    const { id: customer } = await make('Portal Co', 'pat@portal.test');
    await shop.contact('other@portal.test');
    const [pat, other] = [await signedIn(shop, 'pat@portal.test'), await signedIn(shop, 'other@portal.test')];
    const saved = await shop.portal(pat).customers.saveAddress({ label: 'Desk', value: { street: 'Main St 9' } });
    expect(await shop.portal(pat).customers.addresses({})).toEqual([
      { ...saved, label: 'Desk', value: { street: 'Main St 9' } },
    ]);
    expect(await shop.portal(other).customers.addresses({})).toEqual([]);
    expect((await staff().get({ id: customer })).addresses).toMatchObject([saved]);
  });
});
