import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  setUpFactor,
  stepOf,
  stores,
  totpCode,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const password = 'eleven blue kettles';
const minute = 60_000;

describe.each(stores)('the second factor of operators on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  let now = new Date('2026-11-25T10:00:00Z');

  const pass = (minutes: number): void => {
    now = new Date(now.getTime() + minutes * minute);
    test.setNow(now);
  };
  const command = { type: 'command' } as const;
  async function newcomer(email: string): Promise<TestBrowser> {
    const { access } = test.platform.operators;
    const link = await access.invite(command, { name: 'Ola', email }, now);
    const browser = openBrowser(test.platform);
    await browser.operator.access.setPassword.mutate({ token: link.split('/').at(-1)!, password });
    return browser;
  }
  /** Another browser that gave the password. */
  async function halfway(email: string): Promise<TestBrowser> {
    const browser = openBrowser(test.platform);
    expect(await browser.operator.access.signIn.mutate({ email, password })).toEqual({ needs: 'code' });
    return browser;
  }
  async function operator(email: string) {
    const browser = await newcomer(email);
    return { browser, email, ...(await setUpFactor(browser, password, now)) };
  }
  const list = ({ operator: { shops } }: TestBrowser) => shops.list.query({});
  const codeOf = (secret: string, later = 0): string => totpCode(secret, stepOf(now) + later);

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store, now, config: { workers: false } });
  }, 120_000);
  afterAll(() => test.close());

  it('is set up before anything else opens, and only by who knows the password', async () => {
    const browser = await newcomer('new@docket.test');
    expect(await browser.operator.access.me.query({})).toMatchObject({ name: 'Ola', needs: 'factor' });
    const due = { code: 'factor.due', status: 403 };
    expect(await refusal(list(browser))).toMatchObject(due);
    const suspend = browser.operator.shops.suspend.mutate({ slug: 'shop', reason: 'None at all.' });
    expect(await refusal(suspend)).toMatchObject(due);
    const { access } = browser.operator;
    expect(await refusal(access.offerFactor.mutate({ current: 'nine grey lamps' }))).toMatchObject({
      code: 'password.wrong',
    });
    const { secret, sealed, uri } = await access.offerFactor.mutate({ current: password });
    expect(uri).toContain('otpauth://totp/Docket:new%40docket.test?');
    const wrong = access.enableFactor.mutate({ sealed, code: codeOf(secret, 5) });
    expect(await refusal(wrong)).toMatchObject({ code: 'code.wrong' });
    expect(await refusal(list(browser))).toMatchObject(due);
    const { codes } = await access.enableFactor.mutate({ sealed, code: codeOf(secret) });
    expect(new Set(codes).size).toBe(10);
    expect(await access.me.query({})).toMatchObject({ needs: null });
    expect((await list(browser)).rows).toHaveLength(1);
  });

  it('is not taken from an offer to somebody else, nor from one that is too old', async () => {
    const [one, other] = [await newcomer('one@docket.test'), await newcomer('other@docket.test')];
    const { secret, sealed } = await one.operator.access.offerFactor.mutate({ current: password });
    const taken = (browser: TestBrowser) =>
      refusal(browser.operator.access.enableFactor.mutate({ sealed, code: codeOf(secret) }));
    expect(await taken(other)).toMatchObject({ code: 'code.gone' });
    pass(16);
    expect(await taken(one)).toMatchObject({ code: 'code.gone' });
  });

  it('is asked for after the password, and a session without it is good for nothing but that, for ten minutes', async () => {
    const { email, secret } = await operator('asked@docket.test');
    pass(1);
    const browser = await halfway(email);
    const { access } = browser.operator;
    const needed = { code: 'factor.needed', status: 401 };
    expect(await refusal(list(browser))).toMatchObject(needed);
    expect(await refusal(access.offerFactor.mutate({ current: password }))).toMatchObject(needed);
    expect(await refusal(access.enableFactor.mutate({ sealed: '', code: codeOf(secret) }))).toMatchObject(needed);
    expect(await refusal(access.confirm.mutate({ code: codeOf(secret, 9) }))).toMatchObject({ code: 'code.wrong' });
    const before = browser.cookie();
    await access.confirm.mutate({ code: codeOf(secret) });
    expect((await list(browser)).rows).toHaveLength(1);
    const left = openBrowser(test.platform);
    left.take(before);
    expect(await refusal(left.operator.access.me.query({}))).toMatchObject({ code: 'sign-in.needed' });
    const late = await halfway(email);
    pass(11);
    const lateCode = late.operator.access.confirm.mutate({ code: codeOf(secret) });
    expect(await refusal(lateCode)).toMatchObject({ code: 'sign-in.needed' });
  });

  it('takes each code once, of many at the same moment for one of them', async () => {
    const { email, secret } = await operator('once@docket.test');
    pass(1);
    const browsers = [await halfway(email), await halfway(email), await halfway(email)];
    const code = codeOf(secret);
    const asked = browsers.map(({ operator: { access } }) => access.confirm.mutate({ code }));
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('takes each recovery code once, however it is typed, and another one’s never', async () => {
    const [{ email, codes }, other] = [await operator('lost@docket.test'), await operator('found@docket.test')];
    const enter = async (code: string) => (await halfway(email)).operator.access.confirm.mutate({ code });
    expect(await refusal(enter(other.codes[0]!))).toMatchObject({ code: 'code.wrong' });
    await enter(codes[0]!.toLowerCase().replaceAll('-', ' '));
    expect(await refusal(enter(codes[0]!))).toMatchObject({ code: 'code.wrong' });
  });

  it('[abuse 29] is guessed five times in a quarter of an hour at most, in however many sessions', async () => {
    const { email, secret } = await operator('guessed@docket.test');
    pass(15);
    const enter = async (browser: TestBrowser, code: string) => browser.operator.access.confirm.mutate({ code });
    const [one, other] = [await halfway(email), await halfway(email)];
    for (const browser of [one, one, one, other, other])
      expect(await refusal(enter(browser, codeOf(secret, 9)))).toMatchObject({ code: 'code.wrong' });
    expect(await refusal(enter(other, codeOf(secret)))).toMatchObject({ code: 'limit.reached', status: 429 });
  });

  it('is no matter of the mailbox: a new password by a link asks for the code all the same', async () => {
    const { email, browser: before } = await operator('mail@docket.test');
    const after = await newcomer(email);
    expect(await refusal(list(before))).toMatchObject({ code: 'sign-in.needed' });
    expect(await after.operator.access.me.query({})).toMatchObject({ needs: 'code' });
    expect(await refusal(list(after))).toMatchObject({ code: 'factor.needed' });
  });

  it('gives way to another one, with which old codes and other browsers are out', async () => {
    const { email, browser, secret, codes } = await operator('moves@docket.test');
    pass(1);
    const other = await halfway(email);
    await other.operator.access.confirm.mutate({ code: codeOf(secret) });
    await setUpFactor(browser, password, now);
    expect(await refusal(list(other))).toMatchObject({ code: 'sign-in.needed' });
    expect((await list(browser)).rows).toHaveLength(1);
    const again = (await halfway(email)).operator.access;
    expect(await refusal(again.confirm.mutate({ code: codes[0]! }))).toMatchObject({ code: 'code.wrong' });
    expect(await refusal(again.confirm.mutate({ code: codeOf(secret, 1) }))).toMatchObject({ code: 'code.wrong' });
  });

  it('is taken away on the machine alone, on record, and ends every session', async () => {
    const { email, browser } = await operator('drops@docket.test');
    const { factor } = test.platform.operators;
    pass(1);
    await factor.drop(command, 'DROPS@docket.test', now);
    expect(await refusal(list(browser))).toMatchObject({ code: 'sign-in.needed' });
    const again = openBrowser(test.platform);
    expect(await again.operator.access.signIn.mutate({ email, password })).toEqual({ needs: 'factor' });
    await expect(factor.drop(command, 'nobody@docket.test', now)).rejects.toMatchObject({ code: 'not-found' });
    const [rows] = await test.platform.database
      .withPlatform('tests')
      .run<[{ name: string; text: string; values: [] }]>({
        name: 'test.record',
        text: `select action, by ->> 'type' as by from core.platform_audit where action like 'operator.%factor' order by id desc limit 2`,
        values: [],
      });
    expect(rows).toEqual([
      { action: 'operator.drop-factor', by: 'command' },
      { action: 'operator.keep-factor', by: 'operator' },
    ]);
  });
});
