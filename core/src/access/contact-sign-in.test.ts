import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { addresseesOf } from './store-challenges.ts';
import { browser, openShop, otherThan, signedIn, type TestShop } from '../testing/people.ts';

const refusal = (code: string) => ({ cause: { code } });

describe.each(stores)('signing in with a code on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
  });
  afterAll(() => database.close());

  it('signs in once with the mailed code, and says who is signed in', async () => {
    const pat = await shop.contact('pat@smith.test', { slug: 'smith-sons' });
    const visitor = browser();
    expect(await shop.portal(visitor).access.start({ email: ' Pat@Smith.test ' })).toEqual({ sent: true });
    const code = await shop.code('pat@smith.test');
    expect(code).toMatch(/^\d{8}$/);
    const spaced = `${code.slice(0, 4)} ${code.slice(4)}`;
    expect(await shop.portal(visitor).access.verify({ code: spaced })).toEqual({ customerSlug: 'smith-sons' });
    expect(await shop.portal(visitor).access.me({})).toMatchObject({
      signedIn: true,
      id: pat.id,
      email: 'pat@smith.test',
      customer: { id: pat.customer, slug: 'smith-sons' },
    });
    await expect(shop.portal(visitor).access.verify({ code })).rejects.toMatchObject(refusal('code.gone'));
  });

  it('says that nobody is signed in to a browser without a session', async () => {
    expect(await shop.portal(browser()).access.me({})).toEqual({ signedIn: false });
  });

  it('answers an unknown address alike, with as many round trips, and sends it nothing', async () => {
    await shop.contact('known@smith.test');
    const trips = async (email: string) => {
      const [before, visitor] = [database.roundTrips(), browser()];
      expect(await shop.portal(visitor).access.start({ email })).toEqual({ sent: true });
      expect(visitor.cookies.kept.has('challenge')).toBe(true);
      return database.roundTrips() - before;
    };
    expect(await trips('nobody@smith.test')).toBe(await trips('known@smith.test'));
    expect((await shop.mails('nobody@smith.test')).map(({ type }) => type)).toEqual(['access.unknown']);
    expect((await shop.mails('known@smith.test')).map(({ type }) => type)).toEqual(['access.code']);
  });

  it('refuses a wrong code for a known and an unknown address alike', async () => {
    await shop.contact('wrong@smith.test');
    for (const email of ['wrong@smith.test', 'stranger@smith.test']) {
      const visitor = browser();
      await shop.portal(visitor).access.start({ email });
      const code = otherThan(await shop.code(email));
      await expect(shop.portal(visitor).access.verify({ code })).rejects.toMatchObject(refusal('code.wrong'));
    }
  });

  it('takes five tries of a code, and not the sixth though it is right', async () => {
    await shop.contact('five@smith.test');
    const visitor = browser();
    await shop.portal(visitor).access.start({ email: 'five@smith.test' });
    const code = await shop.code('five@smith.test');
    for (let i = 0; i < 5; i += 1) {
      const wrong = shop.portal(visitor).access.verify({ code: otherThan(code) });
      await expect(wrong).rejects.toMatchObject(refusal('code.wrong'));
    }
    await expect(shop.portal(visitor).access.verify({ code })).rejects.toMatchObject(refusal('code.gone'));
  });

  it('refuses the right code after ten minutes', async () => {
    await shop.contact('late@smith.test');
    const visitor = browser();
    await shop.portal(visitor).access.start({ email: 'late@smith.test' });
    const code = await shop.code('late@smith.test');
    shop.pass(10);
    await expect(shop.portal(visitor).access.verify({ code })).rejects.toMatchObject(refusal('code.gone'));
  });

  it('refuses the right code in another browser', async () => {
    await shop.contact('bound@smith.test');
    const [visitor, thief] = [browser(), browser()];
    await shop.portal(visitor).access.start({ email: 'bound@smith.test' });
    const code = await shop.code('bound@smith.test');
    await expect(shop.portal(thief).access.verify({ code })).rejects.toMatchObject(refusal('code.gone'));
    await shop.portal(thief).access.start({ email: 'nobody-else@smith.test' });
    await expect(shop.portal(thief).access.verify({ code })).rejects.toMatchObject(refusal('code.wrong'));
    const id = visitor.cookies.kept.get('challenge')!.split('.')[0]!;
    thief.cookies.kept.set('challenge', `${id}.${'A'.repeat(43)}`);
    await expect(shop.portal(thief).access.verify({ code })).rejects.toMatchObject(refusal('code.gone'));
    expect(await shop.portal(visitor).access.verify({ code })).toHaveProperty('customerSlug');
  });

  it('opens one session for fifty redemptions at the same moment', async () => {
    await shop.contact('race@smith.test');
    const visitor = browser();
    await shop.portal(visitor).access.start({ email: 'race@smith.test' });
    const [code, challenge] = [await shop.code('race@smith.test'), visitor.cookies.kept.get('challenge')!];
    const tabs = Array.from({ length: 50 }, () => browser());
    for (const tab of tabs) tab.cookies.kept.set('challenge', challenge);
    const settled = await Promise.allSettled(tabs.map((tab) => shop.portal(tab).access.verify({ code })));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = tabs.find((tab) => tab.cookies.kept.has('portal'))!;
    expect(await shop.portal(winner).access.sessions({})).toHaveLength(1);
  });

  it('sends three codes to an address in fifteen minutes, known or not, and says how long to wait', async () => {
    await shop.contact('often@smith.test');
    for (const email of ['often@smith.test', 'often-unknown@smith.test']) {
      for (let i = 0; i < 3; i += 1) await shop.portal(browser()).access.start({ email });
      const refused = shop.portal(browser()).access.start({ email });
      await expect(refused).rejects.toMatchObject({
        cause: { code: 'limit.reached', params: { minutes: expect.any(Number) } },
      });
      expect(await shop.mails(email)).toHaveLength(3);
    }
    shop.pass(15);
    expect(await shop.portal(browser()).access.start({ email: 'often@smith.test' })).toEqual({ sent: true });
  });

  it('counts all addresses of an IPv6 network as one visitor', async () => {
    const from = (i: number) => browser(`2001:db8:1:2::${(i + 1).toString(16)}`);
    for (let i = 0; i < 20; i += 1) await shop.portal(from(i)).access.start({ email: `n${i}@smith.test` });
    const refused = shop.portal(from(20)).access.start({ email: 'n20@smith.test' });
    await expect(refused).rejects.toMatchObject(refusal('limit.reached'));
  });

  it('does not count codes that were used against who used them', async () => {
    await shop.contact('daily@smith.test');
    for (let i = 0; i < 5; i += 1) await signedIn(shop, 'daily@smith.test');
    expect(await shop.mails('daily@smith.test')).toHaveLength(5);
  });

  it('asks which customer is meant when an address belongs to several', async () => {
    const [first, second] = [
      await shop.contact('both@agency.test', { name: 'Acme', slug: 'acme' }),
      await shop.contact('both@agency.test', { name: 'Beta', slug: 'beta' }),
    ];
    const visitor = browser();
    await shop.portal(visitor).access.start({ email: 'both@agency.test' });
    const code = await shop.code('both@agency.test');
    const asked = await shop.portal(visitor).access.verify({ code });
    expect(asked).toEqual({
      choose: [
        { customerSlug: 'acme', name: 'Acme' },
        { customerSlug: 'beta', name: 'Beta' },
      ],
    });
    expect(visitor.cookies.kept.has('portal')).toBe(false);
    const foreign = shop.portal(visitor).access.verify({ code, customer: 'smith-sons' });
    await expect(foreign).rejects.toMatchObject(refusal('not-found'));
    expect(await shop.portal(visitor).access.verify({ code, customer: 'beta' })).toEqual({ customerSlug: 'beta' });
    expect(await shop.portal(visitor).access.me({})).toMatchObject({ customer: { id: second.customer } });
    expect(first.customer).not.toBe(second.customer);
  });

  it('[G-08] shows what a stranger ordered once the address is proven, and makes the customer real', async () => {
    const stranger = await shop.contact('new@bakery.test', {
      state: 'provisional',
      name: 'Élan Bakery',
      slug: 'new-0123456789abcdef0123',
    });
    const number = await shop.order(stranger);
    const visitor = await signedIn(shop, 'new@bakery.test');
    expect(await shop.portal(visitor).access.me({})).toMatchObject({ customer: { slug: 'elan-bakery' } });
    expect(await shop.shown(stranger.customer)).toEqual([number]);
    expect(await shop.actions(stranger.customer)).toEqual(['customers.prove-contact']);
  });

  it('[G-08] shows a known customer what was sent in the name of the proven contact, and of nobody else', async () => {
    const [known, other] = [await shop.contact('owner@cafe.test'), await shop.contact('other@cafe.test')];
    const [mine, others] = [await shop.order(known), await shop.order({ ...known, id: other.id })];
    await signedIn(shop, 'owner@cafe.test');
    expect(await shop.shown(known.customer)).toEqual([mine]);
    expect(others).not.toBe(mine);
  });

  it('lists the devices of the contact, and ends one at once', async () => {
    await shop.contact('devices@smith.test');
    const [desk, phone] = [await signedIn(shop, 'devices@smith.test'), await signedIn(shop, 'devices@smith.test')];
    const listed = await shop.portal(desk).access.sessions({});
    expect(listed.map(({ device }) => device)).toEqual(['Firefox', 'Firefox']);
    await shop.portal(desk).access.revoke({ id: listed.find(({ current }) => !current)!.id });
    await expect(shop.portal(phone).access.sessions({})).rejects.toMatchObject(refusal('sign-in.needed'));
    expect(await shop.portal(desk).access.sessions({})).toMatchObject([{ current: true }]);
  });

  it('answers the session of somebody else like an unknown one', async () => {
    await shop.contact('mine@smith.test');
    await shop.contact('theirs@smith.test');
    const [mine, theirs] = [await signedIn(shop, 'mine@smith.test'), await signedIn(shop, 'theirs@smith.test')];
    const [{ id } = { id: '' }] = await shop.portal(theirs).access.sessions({});
    for (const foreign of [id, '0190a000-0000-7000-8000-00000000000a']) {
      const refused = shop.portal(mine).access.revoke({ id: foreign });
      await expect(refused).rejects.toMatchObject(refusal('not-found'));
    }
    expect(await shop.portal(theirs).access.me({})).toMatchObject({ signedIn: true });
  });

  it('[CVE-2025-4643] signs out at once, also where the cookie was copied', async () => {
    await shop.contact('leaves@smith.test');
    const visitor = await signedIn(shop, 'leaves@smith.test');
    const copy = browser();
    copy.cookies.kept.set('portal', visitor.cookies.kept.get('portal')!);
    await shop.portal(visitor).access.signOut({});
    expect(visitor.cookies.kept.has('portal')).toBe(false);
    await expect(shop.portal(copy).access.sessions({})).rejects.toMatchObject(refusal('sign-in.needed'));
  });

  it('[abuse 23] gives a new session at every sign-in, and ends the one the browser had', async () => {
    await shop.contact('again@smith.test');
    const visitor = await signedIn(shop, 'again@smith.test');
    const former = visitor.cookies.kept.get('portal')!;
    await shop.portal(visitor).access.start({ email: 'again@smith.test' });
    await shop.portal(visitor).access.verify({ code: await shop.code('again@smith.test') });
    expect(visitor.cookies.kept.get('portal')).not.toBe(former);
    expect(await shop.portal(visitor).access.sessions({})).toHaveLength(1);
  });

  it('ends a session that rested for thirty days, and every one after ninety', async () => {
    await shop.contact('rests@smith.test');
    const [resting, used] = [await signedIn(shop, 'rests@smith.test'), await signedIn(shop, 'rests@smith.test')];
    const days = 24 * 60;
    shop.pass(20 * days);
    expect(await shop.portal(used).access.me({})).toMatchObject({ signedIn: true });
    shop.pass(20 * days);
    expect(await shop.portal(used).access.me({})).toMatchObject({ signedIn: true });
    expect(await shop.portal(resting).access.me({})).toEqual({ signedIn: false });
    for (let i = 0; i < 2; i += 1) {
      shop.pass(25 * days);
      await shop.portal(used).access.me({});
    }
    expect(await shop.portal(used).access.me({})).toEqual({ signedIn: false });
  });

  it('knows a shop’s contacts and sessions in that shop only', async () => {
    await shop.contact('local@smith.test');
    const [elsewhere, visitor] = [await openShop(database), await signedIn(shop, 'local@smith.test')];
    await elsewhere.portal(browser()).access.start({ email: 'local@smith.test' });
    expect((await elsewhere.mails('local@smith.test')).map(({ type }) => type)).toEqual(['access.unknown']);
    expect(await elsewhere.portal(visitor).access.me({})).toEqual({ signedIn: false });
  });

  it('[CVE-2026-25574] takes no session of a contact for one of staff, nor the other way round', async () => {
    await shop.contact('crosses@smith.test');
    const visitor = await signedIn(shop, 'crosses@smith.test');
    visitor.cookies.kept.set('staff', visitor.cookies.kept.get('portal')!);
    await expect(shop.staff(visitor).access.me({})).rejects.toMatchObject(refusal('sign-in.needed'));
  });

  it.runIf(store === 'postgres-app')('finds an address among many by an index, under the rules of rows', async () => {
    const { customer } = await shop.contact('first@many.test');
    const tables = database.withTenant(shop.id);
    await tables.run({
      name: 'fixture.people',
      text: `insert into core.contact (tenant_id, id, customer_id, name, email, created_at)
        select $1, gen_random_uuid(), $2, 'N', 'n' || g || '@many.test', now() from generate_series(1, 2000) g`,
      values: [shop.id, customer],
    });
    const asked = addresseesOf({ email: 'n77@many.test' });
    const [plan] = await tables.run({ ...asked, name: 'fixture.plan', text: `explain ${asked.text}` });
    expect(JSON.stringify(plan)).toContain('Index Cond: ((tenant_id = ');
    expect(JSON.stringify(plan)).toContain('contact_by_email_key');
  });
});
