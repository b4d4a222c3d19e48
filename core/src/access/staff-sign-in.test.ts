import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { browser, openShop, staffBrowser, type TestShop } from '../testing/people.ts';

const refusal = (code: string) => ({ cause: { code } });
const password = 'seven green lamps';
const by = { type: 'system', reason: 'tests' } as const;

// A password costs a third of a second, and more on a busy machine.
describe.each(stores)('staff signing in on %s', { timeout: 60_000 }, (store) => {
  let database: Database;
  let shop: TestShop;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
  });
  afterAll(() => database.close());

  const invitation = (email: string) =>
    ({
      tenantId: shop.id,
      name: 'Alex',
      email,
      role: 'production',
      by,
      now: shop.now(),
      url: 'https://shop.test',
    }) as const;

  it('mails a link that sets the password once, and signs in', async () => {
    const { link, token } = await shop.links.inviteStaff(invitation('Alex@Shop.test'));
    expect(link).toBe(`https://shop.test/admin/welcome/${token}`);
    expect(await shop.mails('alex@shop.test')).toMatchObject([
      { type: 'access.staff-link', data: { link, name: 'Alex' } },
    ]);
    const visitor = browser();
    expect(await shop.staff(visitor).access.setPassword({ token, password })).toEqual({
      email: 'alex@shop.test',
      needs: null,
    });
    expect(await shop.staff(visitor).access.me({})).toMatchObject({
      name: 'Alex',
      email: 'alex@shop.test',
      permissions: ['orders.read', 'orders.move', 'orders.edit', 'customers.read'],
    });
    const again = shop.staff(browser()).access.setPassword({ token, password: 'nine purple doors' });
    await expect(again).rejects.toMatchObject(refusal('link.gone'));
  });

  it('sets the password by one of many at the same moment', async () => {
    const { token } = await shop.links.inviteStaff(invitation('race@shop.test'));
    const all = Array.from({ length: 4 }, () => shop.staff(browser()).access.setPassword({ token, password }));
    const settled = await Promise.allSettled(all);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses a link after seven days, a link that is none, and a secret that belongs to another link', async () => {
    const [first, second] = [
      await shop.links.inviteStaff(invitation('late@shop.test')),
      await shop.links.inviteStaff(invitation('later@shop.test')),
    ];
    const mixed = `${first.token.split('.')[0]}.${second.token.split('.')[1]}`;
    for (const token of ['', 'no.link', mixed]) {
      const refused = shop.staff(browser()).access.setPassword({ token, password });
      await expect(refused).rejects.toMatchObject(refusal('link.gone'));
    }
    shop.pass(7 * 24 * 60);
    const late = shop.staff(browser()).access.setPassword({ token: first.token, password });
    await expect(late).rejects.toMatchObject(refusal('link.gone'));
  });

  it('refuses a short and a common password, and keeps the link', async () => {
    const { token } = await shop.links.inviteStaff(invitation('weak@shop.test'));
    const set = (weak: string) => shop.staff(browser()).access.setPassword({ token, password: weak });
    await expect(set('short one 1')).rejects.toMatchObject(refusal('password.weak'));
    await expect(set('Password 1234')).rejects.toMatchObject(refusal('password.common'));
    await expect(set('aaaaaaaaaaaaaaaa')).rejects.toMatchObject(refusal('password.common'));
    expect(await set(password)).toEqual({ email: 'weak@shop.test', needs: null });
  });

  it('signs in with the password, and refuses a wrong one, an unknown address and one without a password alike', async () => {
    await staffBrowser(shop, 'olive@shop.test');
    await shop.links.inviteStaff(invitation('no-password@shop.test'));
    const visitor = browser();
    await shop.staff(visitor).access.signIn({ email: 'Olive@Shop.test', password });
    expect(await shop.staff(visitor).access.me({})).toMatchObject({ email: 'olive@shop.test' });
    for (const email of ['olive@shop.test', 'nobody@shop.test', 'no-password@shop.test']) {
      const refused = shop.staff(browser()).access.signIn({ email, password: 'seven green lamp' });
      await expect(refused).rejects.toMatchObject(refusal('sign-in.failed'));
    }
  });

  it('takes five guesses from a network in fifteen minutes, and forgives what was right', async () => {
    await staffBrowser(shop, 'guessed@shop.test');
    const guess = (word: string) =>
      shop.staff(browser('192.0.2.7')).access.signIn({ email: 'guessed@shop.test', password: word });
    await guess(password);
    for (let i = 0; i < 5; i += 1)
      await expect(guess('wrong wrong wrong')).rejects.toMatchObject(refusal('sign-in.failed'));
    await expect(guess(password)).rejects.toMatchObject(refusal('limit.reached'));
    const elsewhere = browser('192.0.2.8');
    await shop.staff(elsewhere).access.signIn({ email: 'guessed@shop.test', password });
    shop.pass(15);
    await guess(password);
  });

  it('ends every session when the password is set anew, and every other link', async () => {
    const visitor = await staffBrowser(shop, 'anew@shop.test');
    const where = { tenantId: shop.id, url: 'https://shop.test', now: shop.now() };
    const [older, newer] = [
      await shop.links.newStaffLink(where, 'anew@shop.test'),
      await shop.links.newStaffLink(where, 'Anew@Shop.test'),
    ];
    await shop.staff(browser()).access.setPassword({ token: newer.token, password: 'nine purple doors' });
    await expect(shop.staff(visitor).access.me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    const old = shop.staff(browser()).access.setPassword({ token: older.token, password });
    await expect(old).rejects.toMatchObject(refusal('link.gone'));
    const former = shop.staff(browser()).access.signIn({ email: 'anew@shop.test', password });
    await expect(former).rejects.toMatchObject(refusal('sign-in.failed'));
  });

  it('[GHSA-wr5h-x3x6-4h23] invites an address once, and makes links for staff only', async () => {
    await shop.links.inviteStaff(invitation('once@shop.test'));
    await expect(shop.links.inviteStaff(invitation('ONCE@shop.test'))).rejects.toMatchObject({ code: 'staff.exists' });
    const where = { tenantId: shop.id, url: 'https://shop.test', now: shop.now() };
    await expect(shop.links.newStaffLink(where, 'nobody@shop.test')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('signs out at once, and after twelve hours of rest', async () => {
    const [leaving, resting] = [
      await staffBrowser(shop, 'leaves@shop.test'),
      await staffBrowser(shop, 'rests@shop.test'),
    ];
    const copy = browser();
    copy.cookies.kept.set('staff', leaving.cookies.kept.get('staff')!);
    await shop.staff(leaving).access.signOut({});
    await expect(shop.staff(copy).access.me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    shop.pass(11 * 60);
    expect(await shop.staff(resting).access.me({})).toMatchObject({ email: 'rests@shop.test' });
    shop.pass(12 * 60);
    await expect(shop.staff(resting).access.me({})).rejects.toMatchObject(refusal('sign-in.needed'));
  });

  it('takes no session of staff for one of a contact', async () => {
    const visitor = await staffBrowser(shop, 'crosses@shop.test');
    visitor.cookies.kept.set('portal', visitor.cookies.kept.get('staff')!);
    expect(await shop.portal(visitor).access.me({})).toEqual({ signedIn: false });
    await expect(shop.portal(visitor).access.sessions({})).rejects.toMatchObject(refusal('sign-in.needed'));
  });

  it('takes a link for no code and a code for no link', async () => {
    const { token } = await shop.links.inviteStaff(invitation('purpose@shop.test'));
    const visitor = browser();
    visitor.cookies.kept.set('challenge', token);
    await expect(shop.portal(visitor).access.verify({ code: '00000000' })).rejects.toMatchObject(refusal('code.gone'));
    await shop.portal(visitor).access.start({ email: 'purpose@shop.test' });
    const challenge = visitor.cookies.kept.get('challenge')!;
    const refused = shop.staff(visitor).access.setPassword({ token: challenge, password });
    await expect(refused).rejects.toMatchObject(refusal('link.gone'));
  });
});

describe('the time that signing in takes', () => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase('pglite')));
  afterAll(() => database.close());

  it('[CVE-2026-25050] is the same for an unknown address and a wrong password', { timeout: 60_000 }, async () => {
    const shop = await openShop(database);
    await staffBrowser(shop, 'timed@shop.test');
    const time = async (email: string): Promise<number> => {
      const begun = performance.now();
      await shop
        .staff(browser())
        .access.signIn({ email, password: 'wrong wrong wrong' })
        .catch(() => undefined);
      return performance.now() - begun;
    };
    const known = Math.min(await time('timed@shop.test'), await time('timed@shop.test'));
    const unknown = Math.min(await time('timeless@shop.test'), await time('timeless@shop.test'));
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });
});
