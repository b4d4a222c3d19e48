import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, openShop, signedIn, staffBrowser, type Browser, type TestShop } from '../testing/people.ts';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';

const refusal = (code: string) => ({ cause: { code } });
const nobody = '0190a000-0000-7000-8000-00000000000a';

describe.each(stores)('links of customers on %s', (store) => {
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
  const linkOf = async (id: string) => (await staff().get({ id })).slug;
  const asked = (slug: string, visitor = browser()) => shop.portal(visitor).customers.link({ slug });
  const written = { email: null, phone: null, note: null };

  it('[G-37] [G-38] are there at once, readable, and each customer’s own', async () => {
    const first = await staff().create({ name: 'Élan & Söhne' });
    const second = await staff().create({ name: 'Elan Sohne' });
    expect([first.slug, second.slug]).toEqual(['elan-sohne', 'elan-sohne-2']);
    expect(await shop.actions(first.id)).toEqual(['customers.create']);
  });

  it('[G-39] stay when the customer is renamed, and what was changed is written down before and after', async () => {
    const { id, slug } = await staff().create({ name: 'Old Name' });
    const fresh = { id, name: 'New Name', email: 'Hello@New.test', phone: ' 555 0100 ', note: 'Pays on time' };
    await staff().update(fresh);
    expect(await staff().get({ id })).toMatchObject({
      name: 'New Name',
      email: 'hello@new.test',
      phone: '555 0100',
      slug,
    });
    expect(await shop.audit(id)).toMatchObject([
      { action: 'customers.create' },
      {
        action: 'customers.update',
        before: { name: 'Old Name', ...written },
        after: { name: 'New Name', email: 'hello@new.test', phone: '555 0100', note: 'Pays on time' },
      },
    ]);
    await staff().update(fresh);
    expect(await shop.actions(id)).toHaveLength(2);
  });

  it('[D-2] are replaced on purpose alone: by one that nobody guesses, written down, and once however often it is asked', async () => {
    const { id, slug } = await staff().create({ name: 'Leaky Pipe' });
    const { slug: next } = await staff().rotateLink({ id, current: slug });
    expect(next).toMatch(/^leaky-pipe-[0-9a-f]{10}$/);
    expect(await staff().rotateLink({ id, current: slug })).toEqual({ slug: next });
    expect(await linkOf(id)).toBe(next);
    const again = await staff().rotateLink({ id, current: next });
    expect(again.slug).toMatch(/^leaky-pipe-[0-9a-f]{10}$/);
    expect(again.slug).not.toBe(next);
    expect((await shop.audit(id)).slice(1)).toMatchObject([
      { action: 'customers.rotate-link', before: { slug }, after: { slug: next } },
      { action: 'customers.rotate-link', before: { slug: next }, after: { slug: again.slug } },
    ]);
  });

  it('[D-2] take a readable form that staff choose, unless it is or was somebody’s', async () => {
    const one = await staff().create({ name: 'One' });
    const two = await staff().create({ name: 'Two' });
    expect(await staff().rotateLink({ id: one.id, current: 'one', wanted: 'Number One!' })).toEqual({
      slug: 'number-one',
    });
    for (const wanted of ['one', 'number-one', 'TWO']) {
      const refused = staff().rotateLink({ id: two.id, current: 'two', wanted });
      await expect(refused).rejects.toMatchObject(refusal('link.taken'));
    }
    expect(await linkOf(two.id)).toBe('two');
    expect((await staff().create({ name: 'One' })).slug).toBe('one-2');
    expect(await staff().rotateLink({ id: one.id, current: 'number-one', wanted: 'one' })).toEqual({ slug: 'one' });
    expect(await asked('one')).toEqual({ replaced: false, by: null });
    expect(await asked('number-one')).toEqual({ replaced: true, by: null });
  });

  it('never go to another customer, also when many ask at the same moment', async () => {
    const { id } = await staff().create({ name: 'Wanted' });
    const moved = staff().rotateLink({ id, current: 'wanted', wanted: 'elsewhere' });
    const made = Array.from({ length: 6 }, () => staff().create({ name: 'Wanted' }));
    const slugs = (await Promise.all([moved, ...made])).map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(7);
    expect(slugs).not.toContain('wanted');
  });

  it('explain themselves once replaced, lead the customer’s own people on and tell nobody else where to', async () => {
    const { id, slug } = await staff().create({ name: 'Moved Co', contactName: 'Mo', email: 'mo@moved.test' });
    await shop.contact('other@else.test');
    const [mo, other] = [await signedIn(shop, 'mo@moved.test'), await signedIn(shop, 'other@else.test')];
    const { slug: next } = await staff().rotateLink({ id, current: slug });
    expect(await asked(slug, mo)).toEqual({ replaced: true, by: next });
    for (const visitor of [browser(), other]) expect(await asked(slug, visitor)).toEqual({ replaced: true, by: null });
    await shop.portal(mo).access.signOut({});
    expect(await asked(slug, mo)).toEqual({ replaced: true, by: null });
  });

  it('[D-3] [abuse 24] answer a stranger alike, known or not, by the same statements', async () => {
    const { slug } = await staff().create({ name: 'Guess Me', email: 'x@guess.test' });
    const trips = database.roundTrips();
    const answers = [await asked(slug), await asked('no-such-customer'), await asked('')];
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"replaced":false,"by":null}']));
    expect(database.roundTrips() - trips).toBe(3);
  });

  it('[abuse 24] are opened three hundred times an hour by one network, known or not, and not once more', async () => {
    const { slug } = await staff().create({ name: 'Guessed Often', email: 'x@often.test' });
    const [guesser, neighbour] = [browser('198.51.100.1'), browser('198.51.100.2')];
    for (let guess = 0; guess < 300; guess += 1) await asked(`guess-${guess}`, guesser);
    for (const name of [slug, 'no-such-customer'])
      await expect(asked(name, guesser)).rejects.toMatchObject({ cause: { code: 'limit.reached', status: 429 } });
    expect(await asked(slug, neighbour)).toEqual({ replaced: false, by: null });
  });

  it('belong to their shop: another one gives the same away, and changes none here', async () => {
    const elsewhere = await openShop(database);
    const boss = await staffBrowser(elsewhere, 'boss@elsewhere.test');
    const { id, slug } = await staff().create({ name: 'Border' });
    await staff().rotateLink({ id, current: slug });
    expect((await elsewhere.staff(boss).customers.create({ name: 'Border' })).slug).toBe('border');
    expect(await elsewhere.portal(browser()).customers.link({ slug })).toEqual({ replaced: false, by: null });
    for (const unknown of [id, nobody]) {
      const rotated = elsewhere.staff(boss).customers.rotateLink({ id: unknown, current: slug });
      await expect(rotated).rejects.toMatchObject(refusal('not-found'));
      const updated = elsewhere.staff(boss).customers.update({ id: unknown, name: 'X', ...written });
      await expect(updated).rejects.toMatchObject(refusal('not-found'));
    }
  });

  it('are replaced and customers renamed only by staff with the right', async () => {
    const { id, slug } = await staff().create({ name: 'Protected' });
    const reader = shop.staff(await staffBrowser(shop, 'press@links.test', 'production')).customers;
    await expect(reader.rotateLink({ id, current: slug })).rejects.toMatchObject(refusal('right.missing'));
    await expect(reader.update({ id, name: 'X', ...written })).rejects.toMatchObject(refusal('right.missing'));
    expect(await linkOf(id)).toBe(slug);
  });

  it('[G-41] work without any other change once the customer has an e-mail, and only then', async () => {
    const { id, slug } = await staff().create({ name: 'No Mail Yet' });
    const visitor = browser();
    const sent = await shop.portal(visitor).access.start({ email: 'first@nomail.test' });
    await expect(
      shop.portal(visitor).access.verify({ code: await shop.code('first@nomail.test') }),
    ).rejects.toMatchObject(refusal('code.wrong'));
    await staff().addContact({ customer: id, name: 'No Mail Yet', email: 'first@nomail.test' });
    expect(await shop.portal(visitor).access.start({ email: 'first@nomail.test' })).toEqual(sent);
    const code = await shop.code('first@nomail.test');
    expect(await shop.portal(visitor).access.verify({ code })).toEqual({ customerSlug: slug });
  });
});
