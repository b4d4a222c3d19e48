import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { browser, openShop, staffAtWork, type Browser, type TestShop } from '../testing/people.ts';

const refusal = (code: string) => ({ cause: { code } });
const password = 'seven green lamps';
const email = 'pia@shop.test';

// A password costs a third of a second, and more on a busy machine.
describe.each(stores)('the account of a staff member on %s', { timeout: 60_000 }, (store) => {
  let database: Database;
  let shop: TestShop;
  let pia: Browser;
  beforeAll(async () => void (database = await openTestDatabase(store)));
  afterAll(() => database.close());
  beforeEach(async () => {
    shop = await openShop(database);
    pia = await staffAtWork(shop, email, 'sales');
  }, 60_000);

  const account = (who: Browser) => shop.staff(who).account;
  const access = (who: Browser) => shop.staff(who).access;
  const mailed = async (): Promise<readonly string[]> => (await shop.mails(email)).map(({ type }) => type);
  async function signedIn(visitor = browser()): Promise<Browser> {
    await access(visitor).signIn({ email, password });
    return visitor;
  }

  it('[abuse 70] changes the password for the present one, and every other session ends', async () => {
    const other = await signedIn();
    const fresh = { current: password, password: 'nine purple doors' };
    const wrong = account(pia).changePassword({ ...fresh, current: 'seven green lamp' });
    await expect(wrong).rejects.toMatchObject(refusal('password.wrong'));
    const weak = account(pia).changePassword({ ...fresh, password: 'Password 1234' });
    await expect(weak).rejects.toMatchObject(refusal('password.common'));
    await account(pia).changePassword(fresh);
    expect(await access(pia).me({})).toMatchObject({ email });
    await expect(access(other).me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    await expect(signedIn()).rejects.toMatchObject(refusal('sign-in.failed'));
    expect(await mailed()).toContain('access.password-changed');
  });

  it('lets nobody guess the password in somebody’s open session', async () => {
    for (let tried = 0; tried < 10; tried += 1) {
      const wrong = account(pia).offerFactor({ current: 'wrong wrong wrong' });
      await expect(wrong).rejects.toMatchObject(refusal('password.wrong'));
    }
    await expect(account(pia).offerFactor({ current: password })).rejects.toMatchObject(refusal('limit.reached'));
  });

  it('[abuse 70] tells by mail of a browser that was never signed in, once, and not of the first', async () => {
    const told = async () => (await mailed()).filter((type) => type === 'access.staff-device').length;
    expect(await told()).toBe(0);
    const other = await signedIn();
    expect(await told()).toBe(1);
    await access(other).signOut({});
    await signedIn(other);
    expect(await told()).toBe(1);
    await signedIn();
    expect(await told()).toBe(2);
  });

  it('lists its sessions and ends any of them, and nobody else’s', async () => {
    const [other, max] = [await signedIn(), await staffAtWork(shop, 'max@shop.test', 'sales')];
    const { sessions } = await account(pia).get({});
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(sessions).toHaveLength(2);
    const id = sessions.find(({ current }) => !current)!.id;
    await expect(account(max).revoke({ id })).rejects.toMatchObject(refusal('not-found'));
    await account(pia).revoke({ id });
    await expect(access(other).me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    expect((await account(pia).get({})).sessions).toHaveLength(1);
  });

  it('mails a link for a forgotten password, for an hour, that works once and ends every session', async () => {
    await access(browser()).forgot({ email: 'Pia@Shop.test' });
    const mail = (await shop.mails(email)).at(-1)!;
    expect(mail.type).toBe('access.new-password');
    const token = mail.data.link!.split('/').at(-1)!;
    await access(browser()).setPassword({ token, password: 'nine purple doors' });
    await expect(access(pia).me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    await access(browser()).forgot({ email });
    const late = (await shop.mails(email)).at(-1)!.data.link!.split('/').at(-1)!;
    shop.pass(60);
    const gone = access(browser()).setPassword({ token: late, password });
    await expect(gone).rejects.toMatchObject(refusal('link.gone'));
  });

  it('[abuse 5] [CVE-2026-25050] answers a stranger’s address alike, with the same entries and no mail that is sent', async () => {
    const known = await access(browser()).forgot({ email });
    expect(await access(browser()).forgot({ email: 'nobody@shop.test' })).toEqual(known);
    expect(await shop.mails('nobody@shop.test')).toMatchObject([{ type: 'access.unknown' }]);
    expect(await shop.entriesFor('nobody@shop.test')).toEqual({ challenges: 1, notices: 1 });
    const token = (await shop.mails('nobody@shop.test'))[0]!.data.link!.split('/').at(-1)!;
    await expect(access(browser()).setPassword({ token, password })).rejects.toMatchObject(refusal('link.gone'));
  });

  it('takes three asks of an address in a quarter of an hour', async () => {
    for (let asked = 0; asked < 3; asked += 1) await access(browser()).forgot({ email });
    await expect(access(browser()).forgot({ email })).rejects.toMatchObject(refusal('limit.reached'));
  });
});
