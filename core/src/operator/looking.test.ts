import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  setUpFactor,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const password = 'eleven blue kettles';
const reason = 'Ticket 7: the newest order is missing.';
const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const place = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;
const ended = { code: 'sign-in.needed', status: 401 };
const minute = 60_000;

describe.each(stores)('operators who look into a shop, on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  let cast: Cast;
  let order: number;
  let other: string;
  let operators = 0;
  let now = new Date('2026-11-25T10:00:00Z');

  const pass = (minutes: number): void => {
    now = new Date(now.getTime() + minutes * minute);
    test.setNow(now);
  };
  async function operator(): Promise<TestBrowser> {
    const email = `ola-${(operators += 1)}@docket.test`;
    const { access } = test.platform.operators;
    const link = await access.invite({ type: 'command' }, { name: 'Ola Nord', email }, now);
    const browser = openBrowser(test.platform);
    await browser.operator.access.setPassword.mutate({ token: link.split('/').at(-1)!, password });
    await setUpFactor(browser, password, now);
    return browser;
  }
  /** The browser of an operator, as the shop sees it. */
  function atShop(browser: TestBrowser, slug = 'shop'): TestBrowser['staff'] {
    const there = openBrowser(test.platform, { base: `/s/${slug}` });
    there.take(browser.cookie());
    return there.staff;
  }
  async function looking(slug = 'shop') {
    const browser = await operator();
    await browser.operator.shops.look.mutate({ slug, reason });
    return { browser, staff: atShop(browser, slug) };
  }
  const record = async (slug = 'shop') => {
    const viewer = await operator();
    return (await viewer.operator.shops.get.query({ slug })).record;
  };
  const audit = async () => (await cast.owner.staff.audit.list.query({ kind: 'session' })).rows;
  const asTenant = async (tenant: string, text: string, ...values: unknown[]) =>
    (await test.platform.database.withTenant(tenant).run({ name: `test.${text.slice(0, 40)}`, text, values }))[0];

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store, now, config: { workers: false } });
    cast = await openCast(test, '/s/shop');
    other = await test.platform.seed.shop({ slug: 'other', name: 'Other', ...place });
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
    order = (await cast.sarah.portal.requests.submit.mutate({ id, content })).number!;
  }, 120_000);
  afterAll(() => test.close());

  it('say why, and are operators with both proofs', async () => {
    const browser = await operator();
    for (const why of ['', '         ', 'Ticket 7', 'x'.repeat(501)])
      expect(await refusal(browser.operator.shops.look.mutate({ slug: 'shop', reason: why }))).toMatchObject({
        code: 'input.malformed',
      });
    expect(await refusal(browser.operator.shops.look.mutate({ slug: 'nobody', reason }))).toMatchObject({
      code: 'not-found',
    });
    expect(await refusal(atShop(browser).orders.list.query({}))).toMatchObject(ended);
    const visitor = openBrowser(test.platform);
    expect(await refusal(visitor.operator.shops.look.mutate({ slug: 'shop', reason }))).toMatchObject(ended);
  });

  it('read orders, customers and the audit, and are no staff', async () => {
    const { staff } = await looking();
    expect(await staff.access.me.query({})).toMatchObject({
      name: 'Ola Nord',
      permissions: ['orders.read', 'customers.read', 'audit.read'],
      looksUntil: new Date(now.getTime() + 60 * minute).toISOString(),
    });
    expect((await staff.orders.list.query({})).rows).toHaveLength(1);
    expect(await staff.orders.get.query({ number: order })).toMatchObject({ order: { title: 'Paint the door' } });
    expect(await staff.customers.get.query({ id: cast.smith.id })).toMatchObject({ name: 'Smith & Sons' });
    expect((await staff.audit.list.query({})).rows.length).toBeGreaterThan(0);
    expect(await staff.notices.bell.query({})).toEqual({ unread: 0, rows: [] });
    const beyond = { code: 'right.missing', status: 403 };
    for (const ask of [
      () => staff.account.get.query({}),
      () => staff.passkeys.list.query({}),
      () => staff.notices.mine.query({}),
      () => staff.notices.standIn.query({}),
      () => staff.plugins.list.query({}),
      () => staff.members.list.query({}),
      () => staff.access.previewable.query({ customer: cast.smith.id }),
    ])
      expect(await refusal(ask())).toMatchObject(beyond);
  });

  it('change nothing, whatever the change wants', async () => {
    const { staff } = await looking();
    const { order: found } = await staff.orders.get.query({ number: order });
    const readOnly = { code: 'look.read-only', status: 403 };
    const person = { customer: cast.smith.id, name: 'Kim', email: 'kim@smith.test', phone: null, rights: [] };
    for (const change of [
      () => staff.orders.move.mutate({ id: found.id, to: 'doing' }),
      () => staff.customers.addContact.mutate(person),
      () => staff.access.invite.mutate({ contact: cast.smith.contact }),
      () => staff.access.preview.mutate({ contact: cast.smith.contact }),
      () => staff.audit.export.mutate({}),
      () => staff.notices.read.mutate({ ids: [found.id] }),
      () => staff.account.changePassword.mutate({ current: password, password: 'nine grey lamps' }),
    ])
      expect(await refusal(change())).toMatchObject(readOnly);
    expect((await staff.orders.get.query({ number: order })).order.status).toBe(found.status);
  });

  it('stand with reason and end in the shop’s audit and on the platform’s record, and the owners are told by mail', async () => {
    const helper = { name: 'Sam', email: 'sam@shop.test', role: 'sales', password: 'seven green lamps' } as const;
    await test.platform.seed.staff(test.shop, helper);
    pass(1);
    const { staff } = await looking();
    const [line] = await audit();
    expect(line).toMatchObject({
      action: 'access.look',
      at: now.toISOString(),
      by: { type: 'operator', name: 'Ola Nord' },
    });
    expect(line!.after).toMatchObject({ reason, ends: expect.stringMatching(/Nov 25, 2026/) });
    expect((await record())[0]).toMatchObject({ action: 'shop.look', by: 'Ola Nord', after: { reason } });
    await test.platform.settle();
    const mail = test.post.newestTo('robin@shop.test').parsed.text!;
    for (const word of [reason, 'Ola Nord', 'The Shop']) expect(mail).toContain(word);
    expect(test.post.mails.flatMap(({ to }) => to)).not.toContain('sam@shop.test');
    pass(1);
    await staff.access.signOut.mutate({});
    expect((await audit())[0]).toMatchObject({ action: 'access.end-look', by: { type: 'operator', name: 'Ola Nord' } });
    expect((await record())[0]).toMatchObject({ action: 'shop.end-look', by: 'Ola Nord' });
  });

  it('are out at once when they end the look, after an hour by themselves, and signing out there leaves them operators', async () => {
    const [{ browser, staff }, lasting] = [await looking(), await looking()];
    await staff.access.signOut.mutate({});
    expect(await refusal(atShop(browser).orders.list.query({}))).toMatchObject(ended);
    expect(await browser.operator.access.me.query({})).toMatchObject({ needs: null });
    pass(59);
    expect((await lasting.staff.orders.list.query({})).rows).toHaveLength(1);
    pass(1);
    expect(await refusal(lasting.staff.orders.list.query({}))).toMatchObject(ended);
  });

  it('are out at once when their own session is, however that ends', async () => {
    const [leaves, forgets, loses] = [await looking(), await looking(), await looking()];
    pass(1);
    await leaves.browser.operator.access.signOut.mutate({});
    expect((await audit())[0]).toMatchObject({ action: 'access.end-look' });
    const emailOf = async ({ browser }: { browser: TestBrowser }) => (await browser.operator.access.me.query({})).email;
    const link = await test.platform.operators.access.invite(
      { type: 'command' },
      { name: 'Ola', email: await emailOf(forgets) },
      now,
    );
    const again = openBrowser(test.platform);
    await again.operator.access.setPassword.mutate({ token: link.split('/').at(-1)!, password });
    await test.platform.operators.factor.drop({ type: 'command' }, await emailOf(loses), now);
    for (const { staff } of [leaves, forgets, loses])
      expect(await refusal(staff.orders.list.query({}))).toMatchObject(ended);
  });

  it('look into one shop at a time, and see nothing of another there', async () => {
    const { browser, staff } = await looking();
    const there = await test.platform.seed.customer(other, { name: 'Elsewhere', contacts: [] });
    const [foreign, unknown] = await Promise.all(
      [there.id, '0190a000-0000-7000-8000-00000000dead'].map((id) => refusal(staff.customers.get.query({ id }))),
    );
    expect(foreign).toMatchObject({ code: 'not-found' });
    expect(foreign).toEqual(unknown);
    const moved = openBrowser(test.platform, { base: '/s/other' });
    moved.take(browser.cookie().replaceAll('docket-staff-shop', 'docket-staff-other'));
    expect(await refusal(moved.staff.orders.list.query({}))).toMatchObject(ended);
    pass(1);
    await browser.operator.shops.look.mutate({ slug: 'other', reason });
    expect(await refusal(staff.orders.list.query({}))).toMatchObject(ended);
    expect((await audit())[0]).toMatchObject({ action: 'access.end-look' });
    expect((await atShop(browser, 'other').customers.list.query({})).rows).toMatchObject([{ name: 'Elsewhere' }]);
  });

  it('come in the place of the staff’s session that the browser had there', async () => {
    const browser = await operator();
    const member = { name: 'Ola', email: 'ola@shop.test', role: 'sales', password } as const;
    const id = await test.platform.seed.staff(test.shop, member);
    const cookie = await test.platform.seed.cookie(test.shop, { type: 'staff', id });
    browser.take(cookie);
    await browser.operator.shops.look.mutate({ slug: 'shop', reason });
    const former = openBrowser(test.platform, { base: '/s/shop' });
    former.take(cookie);
    expect(await refusal(former.staff.access.me.query({}))).toMatchObject(ended);
    expect(await atShop(browser).access.me.query({})).toMatchObject({ name: 'Ola Nord' });
  });

  it('[abuse 31] [abuse 56] look into no shop that is closed, and what ended by that does not come back', async () => {
    const closing = await test.platform.seed.shop({ slug: 'closing', name: 'Closing', ...place });
    const [{ browser, staff }, keeper] = [await looking('closing'), await operator()];
    await keeper.operator.shops.suspend.mutate({ slug: 'closing', reason: 'The bill is open.' });
    expect(await refusal(staff.orders.list.query({}))).toMatchObject({ code: 'shop.closed' });
    expect(await refusal(browser.operator.shops.look.mutate({ slug: 'closing', reason }))).toMatchObject({
      code: 'look.closed',
      status: 409,
    });
    await keeper.operator.shops.resume.mutate({ slug: 'closing' });
    expect(await refusal(staff.orders.list.query({}))).toMatchObject(ended);
    const [row] = (await asTenant(
      closing,
      `select count(*)::int as looks from core.session where actor_type = 'operator'`,
    )) as [{ looks: number }];
    expect(row.looks).toBe(1);
  });

  it('[abuse 53] begin none by the shop’s own gate without an operator’s session, nor in a shop that is not the gate’s', async () => {
    const begin = `select * from core.begin_look($1::bytea, gen_random_uuid(), $2::timestamptz, '{}')`;
    const browser = await operator();
    const token = browser.cookie().split('docket-operator=')[1]!.split(';')[0]!;
    const hash = createHash('sha256').update(token).digest();
    expect(await asTenant(test.shop, begin, Buffer.from('guessed'), now)).toEqual([]);
    expect(await asTenant(test.shop, begin, hash, now)).toMatchObject([{ name: 'Ola Nord' }]);
    const isLooking = `select core.is_looking($1::bytea, $2::timestamptz) as looks`;
    expect(await asTenant(test.shop, isLooking, hash, now)).toEqual([{ looks: true }]);
    expect(await asTenant(other, isLooking, hash, now)).toEqual([{ looks: false }]);
  });
});
