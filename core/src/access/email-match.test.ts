import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../kernel/statement.ts';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  proceduresOf,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const email = 'sarah@smith.test';

describe.each(stores)('coming in by an e-mail address alone, on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  let networks = 0;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store, config: { trustProxy: true } });
    cast = await openCast(test);
    await cast.sarah.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    await choose(true);
  }, 120_000);
  afterAll(() => test.close());

  const choose = (on: boolean) => cast.owner.staff.access.setEmailMatch.mutate({ on, understood: true });
  const visitor = (address = `192.0.2.${(networks += 1)}`): TestBrowser => openBrowser(test.platform, { address });
  const rowsOf = async <Row>(text: string, ...values: unknown[]): Promise<readonly Row[]> => {
    const query: Call<Row> = { name: `test.${text.length}.${text.slice(-40)}`, text, values };
    const [rows] = await test.platform.database.withTenant(test.shop).run(query);
    return rows;
  };
  const customer = () => cast.owner.staff.customers.get.query({ id: cast.smith.id });
  const longLink = async (): Promise<string> => {
    const { slug, entryKey } = await customer();
    return `${slug}.${entryKey}`;
  };
  /** The code of the newest mail that has one: of two mails to an address either may arrive first. */
  function mailedCode(address: string): string {
    const mail = test.post.mails.findLast(
      ({ to, parsed }) => to.includes(address) && /code/.test(parsed.subject ?? ''),
    );
    return /is:\s+(\d+)/.exec(mail?.parsed.text ?? '')?.[1] ?? '';
  }
  async function entered(): Promise<TestBrowser> {
    const browser = visitor();
    await browser.portal.access.match.mutate({ email, link: await longLink() });
    return browser;
  }

  it('[D-3] takes a confirmed choice of the shop, which is written down', async () => {
    await choose(false);
    expect((await customer()).entryKey).toBeNull();
    for (const understood of [{}, { understood: false }])
      expect(await refusal(cast.owner.staff.access.setEmailMatch.mutate({ on: true, ...understood }))).toMatchObject({
        code: 'match.unconfirmed',
        status: 422,
      });
    const [kept] = await rowsOf<{ entry_key: string }>(
      'select entry_key from core.customer where id = $1',
      cast.smith.id,
    );
    const link = `${(await customer()).slug}.${kept!.entry_key}`;
    expect(await refusal(visitor().portal.access.match.mutate({ email, link }))).toMatchObject({ code: 'match.none' });
    await choose(true);
    expect((await customer()).entryKey).toMatch(/^[0-9a-f]{32}$/);
    const audit = await rowsOf("select before, after from core.audit where action = 'access.email-match' order by id");
    expect(audit.slice(-2)).toEqual([
      { before: { on: true }, after: { on: false } },
      { before: { on: false }, after: { on: true } },
    ]);
    expect(await visitor().portal.access.match.mutate({ email, link: await longLink() })).toMatchObject({
      customerSlug: (await customer()).slug,
    });
  });

  it('[abuse 47] sees titles and statuses, and is asked for a proof by everything else of the portal', async () => {
    const browser = await entered();
    const { rows } = await browser.portal.orders.statuses.query({});
    expect(rows).toEqual([
      {
        id: expect.any(String),
        number: expect.any(Number),
        prefix: '',
        kind: 'note',
        title: 'Paint the door',
        updated_at: expect.any(String),
        stage: 'received',
        tone: 'review',
      },
    ]);
    expect(await browser.portal.access.me.query({})).toEqual({
      signedIn: false,
      matched: { email, customer: { id: cast.smith.id, name: 'Smith & Sons', slug: (await customer()).slug } },
    });
    const calls = proceduresOf(test.platform.registry.plugins).filter(({ door }) => door === 'portal');
    const closed = calls.filter(({ gate }) => !('matched' in gate && gate.matched));
    expect(
      calls
        .filter((call) => !closed.includes(call))
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual([
      'access.accept',
      'access.asked',
      'access.endPreview',
      'access.follow',
      'access.invitation',
      'access.match',
      'access.me',
      'access.openPreview',
      'access.signOut',
      'access.start',
      'access.verify',
      'customers.link',
      'notices.stopMails',
      'notices.stopping',
      'orders.statuses',
      'passkeys.ask',
      'passkeys.signIn',
      'requests.kinds',
    ]);
    const { number } = rows[0]!;
    for (const call of [
      () => browser.portal.orders.get.query({ number }),
      () => browser.portal.orders.list.query({}),
      () => browser.portal.requests.begin.mutate({ kind: 'note' }),
      () => browser.portal.requests.drafts.query({}),
      () => browser.portal.customers.contacts.query({}),
      () => browser.portal.customers.addresses.query({}),
      () => browser.portal.access.sessions.query({}),
      () => browser.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content }),
    ])
      expect(await refusal(call())).toMatchObject({ code: 'proof.needed', status: 401 });
    expect((await browser.fetch(`/files/${crypto.randomUUID()}/any.png`)).status).toBe(401);
    expect(await refusal(browser.staff.orders.list.query({}))).toMatchObject({ code: 'sign-in.needed' });
  });

  it('[G-08] proves no address: an order that somebody sent in its name shows only once it is proven', async () => {
    const { rows } = await cast.owner.staff.customers.list.query({});
    const jones = rows.find(({ name }) => name === 'Jones Prints')!;
    const { slug, entryKey } = await cast.owner.staff.customers.get.query({ id: jones.id });
    const [stranger, introduction] = [visitor(), { name: 'Anybody', email: 'tom@jones.test' }];
    test.setNow(new Date(Date.now() - 60_000));
    const { id } = await stranger.portal.requests.begin.mutate({ kind: 'note', introduction });
    test.setNow(undefined);
    const { number } = await stranger.portal.requests.submit.mutate({ id, content });
    const browser = visitor();
    await browser.portal.access.match.mutate({ email: 'tom@jones.test', link: `${slug}.${entryKey}` });
    expect((await browser.portal.orders.statuses.query({})).rows).toEqual([]);
    await browser.portal.access.start.mutate({ email: 'tom@jones.test' });
    await test.platform.settle();
    await browser.portal.access.verify.mutate({ code: mailedCode('tom@jones.test') });
    expect((await browser.portal.orders.statuses.query({})).rows).toMatchObject([{ number }]);
  });

  it('is over after two hours, and by a code it is a sign-in like any other', async () => {
    const browser = await entered();
    expect(browser.cookie()).toContain('docket-portal-shop=');
    test.setNow(new Date(Date.now() + 2 * 3600_000 + 1000));
    expect(await refusal(browser.portal.orders.statuses.query({}))).toMatchObject({ code: 'sign-in.needed' });
    test.setNow(undefined);
    const other = await entered();
    await other.portal.access.start.mutate({ email });
    await test.platform.settle();
    await other.portal.access.verify.mutate({ code: mailedCode(email) });
    expect((await other.portal.orders.list.query({})).rows).toHaveLength(1);
  });

  it('is mailed to the address on file, and written down, each time', async () => {
    const before = await rowsOf("select id from core.audit where after ->> 'proof' = 'email-match'");
    await entered();
    await test.platform.settle();
    expect(test.post.newestTo(email).parsed.subject).toBe('Somebody looked where your orders stand');
    const after = await rowsOf("select id from core.audit where after ->> 'proof' = 'email-match'");
    expect(after).toHaveLength(before.length + 1);
  });

  it('answers every address, link and name that does not fit alike, by the same statements', async () => {
    const { database } = test.platform;
    const [link, { slug, entryKey }] = [await longLink(), await customer()];
    const tries = [
      { email: 'nobody@smith.test', link },
      { email: 'tom@jones.test', link },
      { email, link: slug },
      { email, link: `${slug}.${'0'.repeat(32)}` },
      { email, link: `no-such-customer.${entryKey}` },
      { email, link: '' },
    ];
    const seen = new Set<string>();
    for (const one of tries) {
      await test.platform.settle();
      const before = database.roundTrips();
      const { message: _, ...refused } = await refusal(visitor().portal.access.match.mutate(one));
      seen.add(JSON.stringify({ ...refused, trips: Math.min(database.roundTrips() - before, 1) }));
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain('match.none');
  });

  it('is tried five times an hour from one network, right or wrong', async () => {
    const link = await longLink();
    for (let i = 0; i < 5; i += 1)
      await refusal(visitor('198.51.100.9').portal.access.match.mutate({ email: `guess${i}@smith.test`, link }));
    expect(await refusal(visitor('198.51.100.9').portal.access.match.mutate({ email, link }))).toMatchObject({
      code: 'limit.reached',
      status: 429,
    });
  });

  it('is tried twenty times a day on one link, wherever from; a made-up link counts for itself', async () => {
    await rowsOf("delete from core.hit where key like 'entriesPerLink:%'");
    const link = await longLink();
    for (let i = 0; i < 20; i += 1)
      await refusal(visitor(`198.51.101.${i}`).portal.access.match.mutate({ email: `guess${i}@smith.test`, link }));
    const late = visitor('198.51.102.1');
    expect(await refusal(late.portal.access.match.mutate({ email, link }))).toMatchObject({ code: 'limit.reached' });
    expect(await refusal(late.portal.access.match.mutate({ email, link: `x.${'1'.repeat(32)}` }))).toMatchObject({
      code: 'match.none',
    });
    await rowsOf("delete from core.hit where key like 'entriesPerLink:%'");
  });

  it('ends at once when the shop switches it off, and does not live again when it is on', async () => {
    const browser = await entered();
    await choose(false);
    expect(await refusal(browser.portal.orders.statuses.query({}))).toMatchObject({ code: 'sign-in.needed' });
    expect(await browser.portal.access.me.query({})).toEqual({ signedIn: false });
    await choose(true);
    expect(await refusal(browser.portal.orders.statuses.query({}))).toMatchObject({ code: 'sign-in.needed' });
    expect((await cast.sarah.portal.orders.list.query({})).rows).toHaveLength(1);
  });

  it('[abuse 31] ends with the contact’s address and with the link', async () => {
    const [browser, former] = [await entered(), await longLink()];
    await cast.owner.staff.customers.rotateLink.mutate({ id: cast.smith.id, current: (await customer()).slug });
    expect(await refusal(browser.portal.orders.statuses.query({}))).toMatchObject({ code: 'sign-in.needed' });
    expect(await refusal(visitor().portal.access.match.mutate({ email, link: former }))).toMatchObject({
      code: 'match.none',
    });
    expect((await longLink()).split('.')[1]).not.toBe(former.split('.')[1]);
    const again = await entered();
    await rowsOf(`update core.contact set email = 'new@smith.test' where id = $1`, cast.smith.contact);
    expect(await refusal(again.portal.orders.statuses.query({}))).toMatchObject({ code: 'sign-in.needed' });
    await rowsOf(`update core.contact set email = $2 where id = $1`, cast.smith.contact, email);
  });
});
