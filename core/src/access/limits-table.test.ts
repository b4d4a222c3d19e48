import type { PlatformError } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCast, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';
import { namedLimits, type LimitName } from './named-limits.ts';
import { createSweeping } from './sweeping.ts';

/**
 * Those of a second factor, of a password typed again, and of looks for a host’s proof: tried where there is one. Beyond what
 * is free nothing is refused, but work is asked: tried at the public door.
 */
const elsewhere = [
  'factorsPerAccount',
  'factorsPerAccountDay',
  'proofsPerAccount',
  'hostChecksPerHour',
  'freeSubmitsPerNetwork',
] as const;
type Elsewhere = (typeof elsewhere)[number];

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };
let serial = 0;
const another = (): string => `n${(serial += 1)}`;

describe.each(stores.filter((store) => store !== 'postgres-owner'))('a limit on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store, config: { trustProxy: true } });
    cast = await openCast(test);
    await test.platform.seed.staff(test.shop, {
      name: 'Kim',
      email: 'kim@shop.test',
      role: 'owner',
      password: 'seven green lamps',
    });
  }, 60_000);
  afterAll(() => test.close());

  /** A browser seen from a network of its own, or from the given one. */
  const from = (address = `10.9.${(serial += 1) >> 8}.${serial & 255}`): TestBrowser =>
    openBrowser(test.platform, { address });
  const call = (browser: TestBrowser, path: string, input: object) =>
    browser.fetch(`/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
  const ask = (browser: TestBrowser, path: string, input: object) =>
    browser.fetch(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`);
  const read = (browser: TestBrowser) => ask(browser, 'portal/access.me', {});
  const enter = (browser: TestBrowser, link: string) =>
    call(browser, 'portal/access.match', { email: `${another()}@smith.test`, link });
  const start = (browser: TestBrowser, email: string) => call(browser, 'portal/access.start', { email });
  const signIn = (browser: TestBrowser, email: string) =>
    call(browser, 'staff/access.signIn', { email, password: 'not the right one' });
  const introduction = (email: string) => ({ name: 'Stranger', email });

  async function submitAs(browser: TestBrowser, email: string): Promise<Response> {
    const { id } = await browser.portal.requests.begin.mutate({ kind: 'note', introduction: introduction(email) });
    await browser.portal.requests.save.mutate({ id, part: 'what', base: 0, form: { title: 'Paint' } });
    await browser.portal.requests.save.mutate({ id, part: 'lines', base: 0, form: { lines: content.lines } });
    return call(browser, 'portal/requests.submit', { id });
  }

  const submit = (browser = cast.sarah) =>
    call(browser, 'portal/requests.submit', { id: crypto.randomUUID(), kind: 'note', content });

  /** A file as a program sends it, whose answers carry the refusal itself. */
  async function upload(browser: TestBrowser, draft: string, bytes: number): Promise<Response> {
    const metadata = `draft ${btoa(draft)},name ${btoa('a.txt')}`;
    return browser.fetch('/files/tus', {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes),
        'upload-metadata': metadata,
        'content-type': 'application/offset+octet-stream',
      },
      body: 'x'.repeat(bytes),
    });
  }

  /** How one of it happens, each time to the same; made anew for every round. */
  const hits: Readonly<Record<Exclude<LimitName, Elsewhere>, () => () => Promise<Response>>> = {
    codesPerEmail: () => onlyOf((email) => start(from(), email)),
    codesPerEmailDay: () => onlyOf((email) => start(from(), email)),
    codesPerNetwork: () => onlyFrom((browser) => start(browser, `${another()}@new.test`)),
    codesPerShop: () => () => start(from(), `${another()}@new.test`),
    invitesPerContact: () => () => call(cast.owner, 'staff/access.invite', { contact: cast.smith.contact }),
    invitesPerShop: () => async () => {
      const person = { customer: cast.smith.id, name: 'New', email: `${another()}@smith.test` };
      const { id } = await cast.owner.staff.customers.addContact.mutate(person);
      return call(cast.owner, 'staff/access.invite', { contact: id });
    },
    forwardsPerContact: () => forward,
    forwardsPerShop: () => forward,
    passwordsPerAccountAndNetwork: () => onlyFrom((browser) => signIn(browser, 'kim@shop.test')),
    passwordsPerAccount: () => () => signIn(from(), 'kim@shop.test'),
    passwordsPerNetwork: () => onlyFrom((browser) => signIn(browser, `${another()}@shop.test`)),
    forgottenPerEmail: () => onlyOf((email) => call(from(), 'staff/access.forgot', { email })),
    forgottenPerEmailDay: () => onlyOf((email) => call(from(), 'staff/access.forgot', { email })),
    forgottenPerNetwork: () =>
      onlyFrom((browser) => call(browser, 'staff/access.forgot', { email: `${another()}@new.test` })),
    passkeysPerNetwork: () => onlyFrom((browser) => call(browser, 'portal/passkeys.ask', {})),
    passkeysPerShop: () => () => call(from(), 'portal/passkeys.ask', {}),
    submitsPerHour: () => () => submit(),
    publicSubmitsPerHour: () => onlyFrom((browser) => submitAs(browser, `${another()}@new.test`)),
    submitsPerEmailDay: () => onlyOf((email) => submitAs(from(), email)),
    submitsPerShop: () => () => submit(),
    draftsPerNetwork: () =>
      onlyFrom((browser) =>
        call(browser, 'portal/requests.begin', { kind: 'note', introduction: introduction(`${another()}@new.test`) }),
      ),
    linksPerNetwork: () => onlyFrom((browser) => ask(browser, 'portal/customers.link', { slug: another() })),
    entriesPerNetwork: () => onlyFrom((browser) => enter(browser, `x.${(serial += 1).toString(16).padStart(32, '0')}`)),
    entriesPerLink: () => onlyOn((link) => enter(from(), link)),
    uploadsPerHour: () => onlyWithDraft((draft) => upload(cast.sarah, draft, 10)),
    uploadMegabytesPerDay: () => onlyWithDraft((draft) => upload(cast.sarah, draft, 10 * 1024 * 1024)),
    readsPerMinute: () => onlyFrom(read),
    exportsPerHour: () => () => call(cast.owner, 'staff/audit.export', {}),
    importsPerHour: () => () =>
      cast.owner.fetch('/files/customer-imports', {
        method: 'POST',
        body: new URLSearchParams({ text: 'Customer\nNew' }),
      }),
  };

  /** A question that is not there: who asks about one after the other is counted all the same. */
  const forward = () =>
    call(cast.sarah, 'portal/approvals.forward', {
      approval: '0190a000-0000-7000-8000-00000000dead',
      to: { name: 'New', email: `${another()}@smith.test` },
    });

  function onlyOf(hit: (email: string) => Promise<Response>) {
    const email = `${another()}@only.test`;
    return () => hit(email);
  }

  function onlyOn(hit: (link: string) => Promise<Response>) {
    const link = `smith.${(serial += 1).toString(16).padStart(32, '0')}`;
    return () => hit(link);
  }

  function onlyFrom(hit: (browser: TestBrowser) => Promise<Response>) {
    const browser = from();
    return () => hit(browser);
  }

  function onlyWithDraft(hit: (draft: string) => Promise<Response>) {
    let draft: Promise<{ id: string }> | undefined;
    return async () => hit((await (draft ??= cast.sarah.portal.requests.begin.mutate({ kind: 'note' }))).id);
  }

  const isTooOften = ({ status }: Response): boolean => status === 429;

  /** A later day each time, so that what was counted before is over. */
  let days = 0;
  async function nextDay(): Promise<void> {
    test.setNow(new Date(Date.UTC(2030, 0, (days += 2), 10, 0, 1)));
    const tables = test.platform.database.withTenant(test.shop);
    const [people] = await tables.run({ name: 'test.people', text: everybody, values: [] });
    for (const { name, type, id } of people as { name: string; type: 'staff' | 'contact'; id: string }[])
      browsers()
        .get(name)
        ?.take(await test.platform.seed.cookie(test.shop, { type, id }));
  }
  const browsers = () =>
    new Map([
      ['Robin', cast.owner],
      ['Sarah', cast.sarah],
      ['Tom', cast.tom],
    ]);

  // Hashing passwords takes long, and counts by the same statement as the others: on one of the two.
  const tried = Object.keys(hits).filter((name) => store === 'pglite' || !name.startsWith('passwords'));

  it('is tried here or where what it takes is', () => {
    expect([...Object.keys(hits), ...elsewhere].toSorted()).toEqual(Object.keys(namedLimits).toSorted());
  });

  it.each(tried as Exclude<LimitName, Elsewhere>[])(
    '"%s" takes exactly as many as it says, and asks to wait',
    async (name) => {
      const { least, minutes } = namedLimits[name];
      const most = name === 'uploadMegabytesPerDay' ? 5 : least;
      await test.platform.seed.settings(test.shop, 'core', { ...generous, [name]: least });
      await nextDay();
      const hit = hits[name]();
      const taken: Response[] = [];
      for (let count = 0; count < most; count += 1) taken.push(await hit());
      expect(taken.map(({ status }) => status)).not.toContain(429);
      const refused = await hit();
      expect([name, refused.status]).toEqual([name, 429]);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(minutes * 60);
      expect(await refused.text()).toContain('That was too often.');
      await nextDay();
      expect(isTooOften(await hit())).toBe(false);
    },
  );

  it('[abuse 24] [CVE-2026-45364] holds for a network however its addresses are spelled, and a made-up cookie opens no new one', async () => {
    await test.platform.seed.settings(test.shop, 'core', { ...generous, readsPerMinute: 60 });
    await nextDay();
    const statuses: number[] = [];
    for (let count = 0; count < 61; count += 1) {
      const browser = from(`2001:db8:5:6::${count.toString(16)}`);
      browser.take(`docket-portal-shop=${another()}`);
      statuses.push((await ask(browser, 'portal/customers.link', { slug: another() })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
  });

  it('[CVE-2025-64526] is counted by what the call itself is about: no field, header or cookie besides buys another try', async () => {
    await test.platform.seed.settings(test.shop, 'core', { ...generous, codesPerEmail: 3, codeTries: 5 });
    await nextDay();
    const email = `${another()}@only.test`;
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const spelled = [email, email.toUpperCase(), ` ${email} `][count % 3]!;
      statuses.push((await start(from(), spelled)).status);
      // Refused by its form alone: nothing is looked at, tried or sent.
      for (const field of ['email2', 'identifier', 'username', 'key', another()])
        expect((await call(from(), 'portal/access.start', { email, [field]: another() })).status).toBe(400);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
    const dressed = await from().fetch('/trpc/portal/access.start', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-email': another(),
        'x-real-ip': '192.0.2.1',
        forwarded: 'for=192.0.2.1',
      },
      body: JSON.stringify({ email }),
    });
    expect(dressed.status).toBe(429);
    const asker = from();
    await start(asker, 'sarah@smith.test');
    const tries: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      expect((await call(asker, 'portal/access.verify', { code: '00000000', email: another() })).status).toBe(400);
      tries.push((await call(asker, 'portal/access.verify', { code: '00000000', customer: another() })).status);
    }
    expect(tries).toEqual([401, 401, 401, 401, 401, 410, 410]);
  });

  it('[abuse 25] of tries of a code is one of the code itself', async () => {
    await test.platform.seed.settings(test.shop, 'core', { ...generous, codeTries: 2 });
    await nextDay();
    const browser = from();
    await start(browser, 'sarah@smith.test');
    const tries = [];
    for (let count = 0; count < 3; count += 1)
      tries.push((await call(browser, 'portal/access.verify', { code: '00000000' })).status);
    expect(tries).toEqual([401, 401, 410]);
  });

  it('cannot be switched off', async () => {
    const codes: string[] = [];
    for (const [name, { least, largest }] of Object.entries(namedLimits))
      for (const value of [0, -1, least - 1, largest + 1]) {
        const saved = test.platform.seed.settings(test.shop, 'core', { [name]: value });
        codes.push(
          await saved.then(
            () => `${name} takes ${value}`,
            (error: unknown) => (error as PlatformError).code,
          ),
        );
      }
    expect(new Set(codes)).toEqual(new Set(['settings.invalid']));
  });

  it('[GHSA-8ghm-q833-cmgp] of submits is exact for fifty at the same moment', async () => {
    await test.platform.seed.settings(test.shop, 'core', { ...generous, submitsPerHour: 7 });
    await nextDay();
    const answers = await Promise.all(Array.from({ length: 50 }, () => submit(cast.tom)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(answers.filter(isTooOften)).toHaveLength(43);
  });

  it('leaves no counter behind for longer than two days', async () => {
    const count = async () => {
      const run = test.platform.database.withTenant(test.shop);
      const [rows] = await run.run({
        name: 'test.hits',
        text: 'select count(*)::int as rows from core.hit',
        values: [],
      });
      return (rows as { rows: number }[])[0]!.rows;
    };
    expect(await count()).toBeGreaterThan(0);
    const { database } = test.platform;
    const clock = () => new Date(Date.UTC(2031, 0, 1));
    await createSweeping({ database, clock, log: () => undefined }).sweep();
    expect(await count()).toBe(0);
  });
});

/** Sessions do not outlive the days that pass here: everybody signs in anew. */
const everybody = `select name, 'staff' as type, id from core.staff union all select name, 'contact', id from core.contact`;

/** Everything else stays out of the way of the one limit that is tried. */
const generous = Object.fromEntries(Object.entries(namedLimits).map(([name, { largest }]) => [name, largest]));
