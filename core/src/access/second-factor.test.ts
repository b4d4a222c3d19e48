import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { browser, openShop, staffAtWork, type Browser, type TestShop } from '../testing/people.ts';
import { stepOf, totpCode } from './totp.ts';

const refusal = (code: string) => ({ cause: { code } });
const password = 'seven green lamps';
const email = 'pia@shop.test';

// A password costs a third of a second, and more on a busy machine.
describe.each(stores)('the second factor of staff on %s', { timeout: 120_000 }, (store) => {
  let database: Database;
  let shop: TestShop;
  let pia: Browser;
  beforeAll(async () => void (database = await openTestDatabase(store)));
  afterAll(() => database.close());
  beforeEach(async () => {
    shop = await openShop(database);
    pia = await staffAtWork(shop, email, 'sales');
  }, 60_000);

  const access = (who: Browser) => shop.staff(who).access;
  const codeNow = (secret: string): string => totpCode(secret, stepOf(shop.now()));
  const otherThan = (code: string): string => (code === '000000' ? '111111' : '000000');
  const mailed = async (): Promise<readonly string[]> => (await shop.mails(email)).map(({ type }) => type);

  /** Sets the factor up and answers what a person writes down. */
  async function setUp(who = pia) {
    const { secret, sealed } = await shop.staff(who).account.offerFactor({ current: password });
    const { codes } = await shop.staff(who).account.enableFactor({ sealed, code: codeNow(secret) });
    shop.pass(1);
    return { secret, codes };
  }
  /** A browser in which the password was given. */
  async function halfIn(): Promise<Browser> {
    const visitor = browser();
    expect(await access(visitor).signIn({ email, password })).toEqual({ needs: 'code' });
    return visitor;
  }

  it('is asked for after the password, which alone opens nothing', async () => {
    const { secret } = await setUp();
    const visitor = await halfIn();
    await expect(access(visitor).me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    await access(visitor).confirm({ code: codeNow(secret) });
    expect(await access(visitor).me({})).toMatchObject({ email, factorDue: false });
    expect(await mailed()).toContain('access.factor-on');
  });

  it('takes each code once, also by two at the same moment, and in the browser of the password alone', async () => {
    const { secret } = await setUp();
    const [one, other] = [await halfIn(), await halfIn()];
    const code = codeNow(secret);
    await expect(access(browser()).confirm({ code })).rejects.toMatchObject(refusal('code.gone'));
    const settled = await Promise.allSettled([access(one).confirm({ code }), access(other).confirm({ code })]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(access(await halfIn()).confirm({ code })).rejects.toMatchObject(refusal('code.wrong'));
  });

  it('takes five tries a password, and ten a quarter of an hour', async () => {
    const { secret } = await setUp();
    for (let round = 0; round < 2; round += 1) {
      const visitor = await halfIn();
      for (let tried = 0; tried < 5; tried += 1)
        await expect(access(visitor).confirm({ code: otherThan(codeNow(secret)) })).rejects.toMatchObject(
          refusal('code.wrong'),
        );
      await expect(access(visitor).confirm({ code: codeNow(secret) })).rejects.toMatchObject(refusal('code.gone'));
    }
    const late = await halfIn();
    await expect(access(late).confirm({ code: codeNow(secret) })).rejects.toMatchObject(refusal('limit.reached'));
    shop.pass(15);
    await access(await halfIn()).confirm({ code: codeNow(secret) });
  });

  it('ends ten minutes after the password', async () => {
    const { secret } = await setUp();
    const visitor = await halfIn();
    shop.pass(10);
    await expect(access(visitor).confirm({ code: codeNow(secret) })).rejects.toMatchObject(refusal('code.gone'));
  });

  it('lets in by a recovery code, however it is typed, each once, and tells by mail', async () => {
    const { codes } = await setUp();
    expect(new Set(codes).size).toBe(10);
    await access(await halfIn()).confirm({ code: codes[0]!.toLowerCase().replaceAll('-', ' ') });
    expect((await mailed()).filter((type) => type === 'access.recovery-used')).toHaveLength(1);
    await expect(access(await halfIn()).confirm({ code: codes[0]! })).rejects.toMatchObject(refusal('code.wrong'));
    expect((await mailed()).filter((type) => type === 'access.recovery-used')).toHaveLength(1);
    const visitor = await halfIn();
    await access(visitor).confirm({ code: codes[1]! });
    expect(await shop.staff(visitor).account.get({})).toMatchObject({ recoveryCodes: 8 });
  });

  it('takes recovery codes of nobody else', async () => {
    await setUp();
    const { codes } = await setUp(await staffAtWork(shop, 'max@shop.test', 'sales'));
    await expect(access(await halfIn()).confirm({ code: codes[0]! })).rejects.toMatchObject(refusal('code.wrong'));
  });

  it('renews the recovery codes for the password, and those before are none any more', async () => {
    const { codes } = await setUp();
    const wrong = shop.staff(pia).account.renewCodes({ current: 'seven green lamp' });
    await expect(wrong).rejects.toMatchObject(refusal('password.wrong'));
    const renewed = await shop.staff(pia).account.renewCodes({ current: password });
    await expect(access(await halfIn()).confirm({ code: codes[0]! })).rejects.toMatchObject(refusal('code.wrong'));
    await access(await halfIn()).confirm({ code: renewed.codes[0]! });
  });

  it('is set up with a first code of the offered secret, for a quarter of an hour, by whom it was offered', async () => {
    const { secret, uri, sealed } = await shop.staff(pia).account.offerFactor({ current: password });
    expect(uri).toContain(`secret=${secret}`);
    const enable = (who: Browser, code = codeNow(secret)) => shop.staff(who).account.enableFactor({ sealed, code });
    await expect(enable(pia, otherThan(codeNow(secret)))).rejects.toMatchObject(refusal('code.wrong'));
    const other = await staffAtWork(shop, 'max@shop.test', 'sales');
    await expect(enable(other)).rejects.toMatchObject(refusal('code.gone'));
    shop.pass(16);
    await expect(enable(pia)).rejects.toMatchObject(refusal('code.gone'));
    expect(await access(browser()).signIn({ email, password })).toEqual({ needs: null });
  });

  it('[abuse 70] ends the other sessions when it is set up and given up, and tells by mail', async () => {
    const elsewhere = browser();
    await access(elsewhere).signIn({ email, password });
    await setUp();
    await expect(access(elsewhere).me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    const wrong = shop.staff(pia).account.disableFactor({ current: 'seven green lamp' });
    await expect(wrong).rejects.toMatchObject(refusal('password.wrong'));
    await shop.staff(pia).account.disableFactor({ current: password });
    expect(await shop.staff(pia).account.get({})).toMatchObject({ secondFactorSince: null, recoveryCodes: 0 });
    expect(await access(browser()).signIn({ email, password })).toEqual({ needs: null });
    expect(await mailed()).toContain('access.factor-off');
  });

  it('is still asked for after a link has set a new password', async () => {
    const { secret } = await setUp();
    const visitor = browser();
    await access(visitor).forgot({ email });
    const token = (await shop.mails(email)).at(-1)!.data.link!.split('/').at(-1)!;
    const set = await access(visitor).setPassword({ token, password: 'nine purple doors' });
    expect(set).toEqual({ email, needs: 'code' });
    await expect(access(visitor).me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    await access(visitor).confirm({ code: codeNow(secret) });
    expect(await access(visitor).me({})).toMatchObject({ email });
  });

  it('is taken away by who manages the staff, with audit and mail, and not by who may less', async () => {
    await setUp();
    const owner = await staffAtWork(shop, 'olive@shop.test');
    const { members } = await shop.staff(owner).members.list({});
    const [id, boss] = [members.find((one) => one.email === email)!.id, members.find(({ isMe }) => isMe)!.id];
    const manager = await staffAtWork(shop, 'max@shop.test', 'manager');
    const beyond = shop.staff(manager).members.resetFactor({ id: boss });
    await expect(beyond).rejects.toMatchObject(refusal('staff.beyond'));
    await shop.staff(manager).members.resetFactor({ id });
    await expect(access(pia).me({})).rejects.toMatchObject(refusal('sign-in.needed'));
    expect(await access(browser()).signIn({ email, password })).toEqual({ needs: null });
    expect(await mailed()).toContain('access.factor-reset');
    expect(await shop.actions(id)).toContain('access.reset-factor');
    const again = shop.staff(manager).members.resetFactor({ id });
    await expect(again).rejects.toMatchObject(refusal('staff.changed'));
  });

  it('opens nothing before it is set up where the shop wants one, from the next sign-in on', async () => {
    shop.set({ staffSecondFactor: true });
    expect(await shop.staff(pia).customers.list({})).toMatchObject({ rows: [] });
    const visitor = browser();
    await access(visitor).signIn({ email, password });
    expect(await access(visitor).me({})).toMatchObject({ factorDue: true, permissions: [] });
    await expect(shop.staff(visitor).customers.list({})).rejects.toMatchObject(refusal('right.missing'));
    await setUp(visitor);
    expect(await shop.staff(visitor).customers.list({})).toMatchObject({ rows: [] });
    expect(await access(visitor).me({})).toMatchObject({ factorDue: false });
  });
});
