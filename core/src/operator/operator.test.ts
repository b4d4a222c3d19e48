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

const ordinary = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;
const password = 'eleven blue kettles';
const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const minute = 60_000;

/** The secret in a link of an operator. */
const tokenIn = (link: string): string => link.split('/').at(-1)!;

describe.each(stores)('operators on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  let cast: Cast;
  let root: TestBrowser;
  let now = new Date('2026-11-25T10:00:00Z');
  let owners = 0;

  const pass = (minutes: number): void => {
    now = new Date(now.getTime() + minutes * minute);
    test.setNow(now);
  };
  const visitor = (): TestBrowser => openBrowser(test.platform);
  const inviteOperator = (email: string): Promise<string> =>
    test.platform.operators.access.invite({ type: 'command' }, { name: 'Ola', email }, now);

  /** An operator who gave the password. */
  async function newcomer(email: string): Promise<TestBrowser> {
    const browser = visitor();
    await browser.operator.access.setPassword.mutate({ token: tokenIn(await inviteOperator(email)), password });
    return browser;
  }
  /** There is nobody before the first invitation. */
  function unlessNobody(error: unknown): void {
    expect(error).toMatchObject({ code: 'not-found' });
  }
  /** An operator who is signed in, with a second factor that was just set up. */
  async function operator(email: string): Promise<TestBrowser> {
    await test.platform.operators.factor.drop({ type: 'command' }, email, now).catch(unlessNobody);
    const browser = await newcomer(email);
    await setUpFactor(browser, password, now);
    return browser;
  }
  async function found(slug: string) {
    const shop = { slug, name: `Shop ${slug}`, ownerName: 'Olga', email: `olga@${slug}.test`, ...ordinary };
    return root.operator.shops.create.mutate(shop);
  }
  const inShop = async (tenant: string, text: string, ...values: unknown[]) => {
    const [rows] = await test.platform.database
      .withTenant(tenant)
      .run({ name: `test.${text.replaceAll(/\W/g, '').slice(0, 50)}`, text, values });
    return rows as Record<string, unknown>[];
  };

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store, now, config: { workers: false } });
    cast = await openCast(test, '/s/shop');
    await test.platform.seed.shop({ slug: 'other', name: 'Other', ...ordinary });
    root = await operator('root@docket.test');
  }, 120_000);
  afterAll(() => test.close());

  describe('sign in', () => {
    it('with a link that is good once, for a day', async () => {
      const [link, late] = [await inviteOperator('one@docket.test'), await inviteOperator('late@docket.test')];
      const setPassword = (from: string, chosen = password) =>
        visitor().operator.access.setPassword.mutate({ token: tokenIn(from), password: chosen });
      expect(link).toMatch(/^http:\/\/shop\.test\/admin\/operator\/welcome\//);
      expect(await refusal(setPassword(link, 'short'))).toMatchObject({ code: 'password.weak' });
      await setPassword(link);
      expect(await refusal(setPassword(link))).toMatchObject({ code: 'link.gone', status: 410 });
      expect(await refusal(setPassword('/nothing'))).toMatchObject({ code: 'link.gone' });
      pass(24 * 60);
      expect(await refusal(setPassword(late))).toMatchObject({ code: 'link.gone' });
      root = await operator('root@docket.test');
    });

    it('with the password, and are out at once when they sign out', async () => {
      const browser = visitor();
      await browser.operator.access.signIn.mutate({ email: 'ROOT@docket.test', password });
      expect(await browser.operator.access.me.query({})).toMatchObject({ email: 'root@docket.test', name: 'Ola' });
      const kept = browser.cookie();
      await browser.operator.access.signOut.mutate({});
      browser.take(kept);
      expect(await refusal(browser.operator.access.me.query({}))).toMatchObject({
        code: 'sign-in.needed',
        status: 401,
      });
    });

    it('[abuse 70] with another password, which ends every session and every other link', async () => {
      const [before, other] = [await operator('twice@docket.test'), await inviteOperator('twice@docket.test')];
      const after = await operator('twice@docket.test');
      expect(await refusal(before.operator.access.me.query({}))).toMatchObject({ code: 'sign-in.needed' });
      expect(await after.operator.access.me.query({})).toMatchObject({ email: 'twice@docket.test' });
      const token = tokenIn(other);
      expect(await refusal(visitor().operator.access.setPassword.mutate({ token, password }))).toMatchObject({
        code: 'link.gone',
      });
    });

    it('and an unknown address is refused like a wrong password', async () => {
      const answers = [];
      for (const email of ['root@docket.test', 'nobody@docket.test'])
        answers.push(await refusal(visitor().operator.access.signIn.mutate({ email, password: 'nine grey lamps' })));
      expect(answers[0]).toMatchObject({ code: 'sign-in.failed', status: 401 });
      expect(answers[1]).toEqual(answers[0]);
    });

    it('not more than five times in a quarter of an hour, whoever is right', async () => {
      pass(15);
      const enter = (typed: string) =>
        visitor().operator.access.signIn.mutate({ email: 'root@docket.test', password: typed });
      for (let nth = 0; nth < 5; nth += 1)
        expect(await refusal(enter('wrong'))).toMatchObject({ code: 'sign-in.failed' });
      expect(await refusal(enter(password))).toMatchObject({ code: 'limit.reached', status: 429 });
      pass(15);
      await enter(password);
    });

    it('for two hours of rest and twelve in all', async () => {
      pass(15);
      const browser = await operator('rests@docket.test');
      pass(119);
      await browser.operator.access.me.query({});
      pass(119);
      await browser.operator.access.me.query({});
      pass(121);
      expect(await refusal(browser.operator.access.me.query({}))).toMatchObject({ code: 'sign-in.needed' });
      root = await operator('root@docket.test');
      for (let hours = 0; hours < 11; hours += 1) {
        pass(60);
        await root.operator.access.me.query({});
      }
      pass(61);
      expect(await refusal(root.operator.access.me.query({}))).toMatchObject({ code: 'sign-in.needed' });
      root = await operator('root@docket.test');
    });

    it('[abuse 49] and their session is none in a shop, nor a shop’s session one of theirs', async () => {
      const token = root.cookie().split('=')[1]!;
      const owner = cast.owner.cookie().split('=')[1]!;
      const [atShop, atOperators] = [openBrowser(test.platform, { base: '/s/shop' }), visitor()];
      atShop.take(`docket-operator=${token}; docket-staff-shop=${token}; docket-portal-shop=${token}`);
      atOperators.take(`docket-operator=${owner}; docket-staff-shop=${owner}; docket-operator-shop=${owner}`);
      expect(await refusal(atShop.staff.orders.list.query({}))).toMatchObject({ code: 'sign-in.needed' });
      expect(await refusal(atShop.portal.access.sessions.query({}))).toMatchObject({ code: 'sign-in.needed' });
      expect(await refusal(atOperators.operator.shops.list.query({}))).toMatchObject({ code: 'sign-in.needed' });
      const below = await root.fetch('/s/shop/trpc/operator/shops.list?input=%7B%7D');
      expect(below.status).toBe(404);
    });
  });

  describe('found shops', () => {
    it('whose owner is mailed a link to get in', async () => {
      const { link } = await found('fresh');
      expect(link).toContain('http://shop.test/s/fresh/admin/welcome/');
      await test.platform.settle();
      expect(test.post.newestTo('olga@fresh.test').parsed.text).toContain(link);
      const owner = openBrowser(test.platform, { base: '/s/fresh' });
      await owner.staff.access.setPassword.mutate({ token: tokenIn(link), password: 'nine grey lamps' });
      expect(await owner.staff.orders.list.query({})).toMatchObject({ rows: [] });
      expect(await refusal(found('fresh'))).toMatchObject({ code: 'shop.taken', status: 409 });
      const { record } = await root.operator.shops.get.query({ slug: 'fresh' });
      expect(record).toMatchObject([{ action: 'shop.found', by: 'Ola' }]);
    });

    it('and list them with what they use, by page, by words and by state', async () => {
      for (let nth = 10; nth < 40; nth += 1)
        await test.platform.seed.shop({ slug: `many-${nth}`, name: 'Many', ...ordinary });
      const first = await root.operator.shops.list.query({});
      expect(first.rows).toHaveLength(25);
      const second = await root.operator.shops.list.query({ after: first.next! });
      const slugs = [...first.rows, ...second.rows].map(({ slug }) => slug);
      expect(slugs).toEqual(slugs.toSorted());
      expect(new Set(slugs).size).toBe(slugs.length);
      expect(second.next).toBeNull();
      const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
      await cast.sarah.portal.requests.submit.mutate({ id, content });
      expect((await root.operator.shops.list.query({ search: 'THE shop' })).rows).toMatchObject([
        { slug: 'shop', state: 'active', orders: 1, bytes: 0, plugins: ['notes'] },
      ]);
      pass(31 * 24 * 60);
      root = await operator('root@docket.test');
      expect((await root.operator.shops.list.query({ search: 'the shop' })).rows).toMatchObject([{ orders: 0 }]);
      expect((await root.operator.shops.list.query({ state: 'suspended' })).rows).toEqual([]);
      cast = { ...cast, owner: await ownerOf('shop', test.shop) };
    });

    it('[abuse 60] and see no word of their customers', async () => {
      const answers = [
        await root.operator.shops.list.query({}),
        await root.operator.shops.get.query({ slug: 'shop' }),
        await root.operator.health.plugins.query({}),
      ];
      for (const word of ['Smith', 'Sarah', 'sarah@smith.test', 'Paint the door'])
        expect(JSON.stringify(answers)).not.toContain(word);
    });

    it('and give them hosts of their own, at which there are no operators', async () => {
      await root.operator.shops.addHost.mutate({ slug: 'shop', host: 'Orders.Inkworks.test' });
      expect(
        await refusal(root.operator.shops.addHost.mutate({ slug: 'other', host: 'orders.inkworks.test' })),
      ).toMatchObject({ code: 'host.taken', status: 409 });
      const there = openBrowser(test.platform, { origin: 'http://orders.inkworks.test' });
      expect((await there.fetch('/trpc/portal/access.me?input=%7B%7D')).status).toBe(200);
      for (const path of ['/operator', '/trpc/operator/access.me?input=%7B%7D'])
        expect((await there.fetch(path)).status).toBe(404);
      expect((await root.operator.shops.get.query({ slug: 'shop' })).hosts).toEqual(['orders.inkworks.test']);
      await root.operator.shops.removeHost.mutate({ slug: 'shop', host: 'orders.inkworks.test' });
      expect((await there.fetch('/trpc/portal/access.me?input=%7B%7D')).status).toBe(404);
      expect(
        await refusal(root.operator.shops.removeHost.mutate({ slug: 'shop', host: 'orders.inkworks.test' })),
      ).toMatchObject({ code: 'not-found' });
    });
  });

  /** Another owner of the shop, signed in now. */
  async function ownerOf(slug: string, tenant: string): Promise<TestBrowser> {
    const member = { name: 'Robin', email: `robin-${(owners += 1)}@shop.test`, role: 'owner', password } as const;
    const owner = openBrowser(test.platform, { base: `/s/${slug}` });
    const id = await test.platform.seed.staff(tenant, member);
    owner.take(await test.platform.seed.cookie(tenant, { type: 'staff', id }));
    return owner;
  }

  describe('suspend a shop', () => {
    const closed = { code: 'shop.closed', status: 503 };
    let tenant: string;
    let owner: TestBrowser;
    let pat: TestBrowser;

    const mails = () =>
      inShop(
        tenant,
        `select state, attempts from core.notice where channel = 'mail' and recipient = 'pat@closing.test'`,
      );
    const deliveries = () => inShop(tenant, `select distinct state, attempts from core.delivery`);

    beforeAll(async () => {
      await found('closing');
      tenant = (await test.platform.seed.find('closing'))!;
      await test.platform.settle();
      owner = await ownerOf('closing', tenant);
      const { contacts } = await test.platform.seed.customer(tenant, {
        name: 'Pat’s',
        contacts: [{ name: 'Pat', email: 'pat@closing.test' }],
      });
      pat = openBrowser(test.platform, { base: '/s/closing' });
      pat.take(await test.platform.seed.cookie(tenant, { type: 'contact', id: contacts[0]! }));
      const { id } = await pat.portal.requests.begin.mutate({ kind: 'note' });
      await pat.portal.requests.submit.mutate({ id, content });
      await openBrowser(test.platform, { base: '/s/closing' }).portal.access.start.mutate({
        email: 'pat@closing.test',
      });
      await root.operator.shops.suspend.mutate({ slug: 'closing', reason: 'The bill is open.' });
    });

    it('[abuse 31] [abuse 56] and its doors are closed at once, to everybody alike, without saying why', async () => {
      const stranger = openBrowser(test.platform, { base: '/s/closing' });
      for (const ask of [
        () => owner.staff.orders.list.query({}),
        () => pat.portal.access.sessions.query({}),
        () => stranger.portal.access.me.query({}),
        () => stranger.staff.access.signIn.mutate({ email: 'olga@closing.test', password }),
      ])
        expect(await refusal(ask())).toMatchObject(closed);
      for (const path of ['/trpc/portal/access.me?input=%7B%7D', '/files/0190a000-0000-7000-8000-00000000000f/a.png']) {
        const answer = await stranger.fetch(path);
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '600']);
        expect(await answer.text()).not.toContain('bill');
      }
      expect((await cast.owner.staff.orders.list.query({})).rows.length).toBeGreaterThan(0);
    });

    it('[abuse 55] and its mails and events wait, while those of others go on', async () => {
      const before = [await mails(), await deliveries()];
      pass(10);
      await openBrowser(test.platform, { base: '/s/shop' }).portal.access.start.mutate({ email: 'tom@jones.test' });
      await test.platform.settle();
      expect(test.post.newestTo('tom@jones.test')).toBeDefined();
      expect([await mails(), await deliveries()]).toEqual(before);
      expect(before).toEqual([[{ state: 'queued', attempts: 0 }], [{ state: 'due', attempts: 0 }]]);
    });

    it('and it is told apart from one that there is not', async () => {
      const nobody = openBrowser(test.platform, { base: '/s/nobody' });
      expect(await refusal(nobody.portal.access.me.query({}))).toMatchObject({ code: 'shop.unknown', status: 404 });
      const { rows } = await root.operator.shops.list.query({ state: 'suspended' });
      expect(rows.map(({ slug }) => slug)).toEqual(['closing']);
      expect(await root.operator.shops.get.query({ slug: 'closing' })).toMatchObject({
        state: 'suspended',
        reason: 'The bill is open.',
      });
    });

    it('once, on record, however often it is asked', async () => {
      await root.operator.shops.suspend.mutate({ slug: 'closing', reason: 'Another one.' });
      const { record, reason } = await root.operator.shops.get.query({ slug: 'closing' });
      expect([record.filter(({ action }) => action === 'shop.suspend'), reason]).toMatchObject([
        [{ after: { reason: 'The bill is open.' } }],
        'The bill is open.',
      ]);
      expect(await refusal(root.operator.shops.suspend.mutate({ slug: 'nobody', reason: 'None.' }))).toMatchObject({
        code: 'not-found',
      });
    });

    it('and resume it: everything is there, and what waited goes on', async () => {
      await root.operator.shops.resume.mutate({ slug: 'closing' });
      expect((await pat.portal.orders.list.query({})).rows).toHaveLength(1);
      expect((await owner.staff.orders.list.query({})).rows).toHaveLength(1);
      await test.platform.settle();
      expect(test.post.newestTo('pat@closing.test')).toBeDefined();
      expect(await mails()).not.toContainEqual(expect.objectContaining({ state: 'queued' }));
      expect(await deliveries()).toEqual([{ state: 'done', attempts: 1 }]);
    });
  });

  describe('provision a shop', () => {
    const provision = (plugins: readonly string[] | null) =>
      root.operator.shops.provision.mutate({ slug: 'shop', plugins: plugins as string[] | null });

    it('and what is not provisioned does not run and cannot be switched on', async () => {
      const owner = await ownerOf('shop', test.shop);
      expect(await owner.staff.plugins.list.query({})).toMatchObject([{ id: 'notes', allowed: true, active: true }]);
      await provision([]);
      expect(await owner.staff.plugins.list.query({})).toMatchObject([{ id: 'notes', allowed: false, active: false }]);
      expect(await refusal(owner.staff.plugins.switch.mutate({ plugin: 'notes', active: true }))).toMatchObject({
        code: 'plugin.not-provisioned',
        status: 403,
      });
      expect((await root.operator.shops.list.query({ search: 'the shop' })).rows).toMatchObject([{ plugins: [] }]);
      await provision(null);
      expect(await owner.staff.plugins.list.query({})).toMatchObject([{ id: 'notes', allowed: true, active: true }]);
      await owner.staff.plugins.switch.mutate({ plugin: 'notes', active: true });
    });
  });

  it('cap the limits of a shop, whatever it sets itself', async () => {
    const limit = (ceilings: { submitsPerHour?: number }) =>
      root.operator.shops.limit.mutate({ slug: 'shop', ceilings });
    const owner = await ownerOf('shop', test.shop);
    const sarah = openBrowser(test.platform, { base: '/s/shop' });
    sarah.take(await test.platform.seed.cookie(test.shop, { type: 'contact', id: cast.smith.contact }));
    const submit = async () => {
      const { id } = await sarah.portal.requests.begin.mutate({ kind: 'note' });
      return sarah.portal.requests.submit.mutate({ id, content });
    };
    await owner.staff.plugins.saveSettings.mutate({ plugin: 'core', values: { submitsPerHour: 500 } });
    await limit({ submitsPerHour: 2 });
    pass(60);
    await submit();
    await submit();
    expect(await refusal(submit())).toMatchObject({ code: 'limit.reached' });
    await limit({});
    await submit();
    const { ceilings, record } = await root.operator.shops.get.query({ slug: 'shop' });
    expect(ceilings).toContainEqual({ name: 'submitsPerHour', title: 'core.settings.submitsPerHour', most: null });
    const doors = [
      'freeSubmitsPerNetwork',
      'draftsPerNetwork',
      'linksPerNetwork',
      'entriesPerNetwork',
      'entriesPerLink',
    ];
    expect(ceilings.map(({ name }) => name)).toEqual(expect.arrayContaining(doors));
    expect(record.filter(({ action }) => action === 'shop.limit')).toHaveLength(2);
  });

  describe('see how plugins do', () => {
    it('in all shops together, and replay what was given up', async () => {
      root = await operator('root@docket.test');
      await inShop(
        test.shop,
        `insert into core.fault (tenant_id, plugin, hook, kind, version, message, count, first_at, last_at)
         values ($1, 'notes', 'intake.validate', 'throw', '1', 'Sarah is secret', 3, $2, $2)`,
        test.shop,
        now,
      );
      await inShop(test.shop, `update core.delivery set state = 'dead', attempts = 30`);
      const [notes, told] = await root.operator.health.plugins.query({});
      expect(notes).toMatchObject({
        plugin: 'notes',
        faults: [{ hook: 'intake.validate', kind: 'throw', count: 3, shops: 1 }],
        open: [],
      });
      expect(told!.dead).toBeGreaterThan(0);
      expect(await root.operator.health.replay.mutate({ plugin: told!.plugin, slug: 'other' })).toEqual({ count: 0 });
      expect(await root.operator.health.replay.mutate({ plugin: told!.plugin, slug: null })).toEqual({
        count: told!.dead,
      });
      await test.platform.settle();
      expect(
        (await root.operator.health.plugins.query({})).find(({ plugin }) => plugin === told!.plugin),
      ).toBeUndefined();
    });
  });

  it('[abuse 53] leave their own tables to the platform’s gate: a shop’s gate may not even read them', async () => {
    const tables = ['operator', 'operator_link', 'operator_session', 'operator_hit', 'platform_audit'];
    for (const table of tables)
      for (const tenant of [test.shop])
        await expect(inShop(tenant, `select * from core.${table}`)).rejects.toThrow(/permission denied/);
    const platform = test.platform.database.withPlatform('tests');
    for (const text of ['select title from core.orders', 'select message from core.fault'])
      await expect(platform.run({ name: text.replaceAll(/\W/g, ''), text, values: [] })).rejects.toThrow(
        /permission denied/,
      );
    await expect(
      platform.run({ name: 'test.rewrite', text: `update core.platform_audit set action = ''`, values: [] }),
    ).rejects.toThrow(/permission denied/);
  });
});
