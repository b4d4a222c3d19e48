import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStopLinks } from '../notices/stop-links.ts';
import { openCast, type Cast } from '../testing/cast.ts';
import { notePlugin, openBrowser, openTestPlatform, type TestBrowser, type TestPlatform } from '../testing/index.ts';
import { stepOf, totpCode } from './totp.ts';

/** Everything secret that the platform hands out, each for one thing. */
const kinds = [
  'code',
  'code link',
  'invitation',
  'welcome link',
  'forgotten password',
  'set-up link',
  'unsubscribe link',
  'handover',
  'preview',
  'contact’s session',
  'staff’s session',
  'operator’s session',
  'operator’s link',
  'challenge cookie',
  'passkey cookie',
  'factor cookie',
  'recovery code',
  'entry link',
  'draft cookie',
  'device cookie',
  'export link',
] as const;
type Kind = (typeof kinds)[number];

/** Every place that takes a secret, and the one kind that it takes. */
const places = {
  verify: 'code',
  follow: 'code link',
  accept: 'invitation',
  setPassword: 'welcome link',
  openPreview: 'handover',
  stopMails: 'unsubscribe link',
  confirm: 'recovery code',
  match: 'entry link',
  operatorPassword: 'operator’s link',
  'portal cookie': 'contact’s session',
  'staff cookie': 'staff’s session',
  'operator cookie': 'operator’s session',
  'preview cookie': 'preview',
  'draft cookie': 'draft cookie',
  'challenge cookie': 'challenge cookie',
  'factor cookie': 'factor cookie',
  'export address': 'export link',
} as const satisfies Record<string, Kind>;
type Place = keyof typeof places;

const password = 'seven green lamps';
const sarahs = 'sarah@smith.test';
const place = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;

describe('every kind of secret', { timeout: 120_000 }, () => {
  let test: TestPlatform;
  let cast: Cast;
  let asker: TestBrowser;
  let secrets: Readonly<Record<Kind, string>>;
  let spareCode: string;
  let draft: string;
  let networks = 0;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], config: { trustProxy: true } });
    cast = await openCast(test, '/s/shop');
    await test.platform.seed.shop({ slug: 'other', name: 'Other', ...place });
    secrets = await collect();
  }, 120_000);
  afterAll(() => test.close());

  const visitor = (base = '/s/shop'): TestBrowser =>
    openBrowser(test.platform, { base, address: `10.${(networks += 1) >> 8}.${networks & 255}.1` });
  const cookieOf = (browser: TestBrowser, name: string): string =>
    new RegExp(`(?:^|; )${name}=([^;]+)`).exec(browser.cookie())![1]!;
  const run = async (text: string, ...values: unknown[]) => {
    const [rows] = await test.platform.database
      .withTenant(test.shop)
      .run({ name: `test.${createHash('sha256').update(text).digest('hex').slice(0, 20)}`, text, values });
    return rows as Record<string, string>[];
  };
  /** What the newest mail to an address says, without the breaks of lines. */
  async function mail(address: string): Promise<string> {
    await test.platform.settle();
    return test.post.newestTo(address).parsed.text!;
  }
  const linkIn = (text: string, before: string): string =>
    new RegExp(`${before}([\\w.-]+(?:#[\\w.-]+)?)`).exec(text)![1]!.replace('#', '.');

  async function collect(): Promise<Record<Kind, string>> {
    const { owner, sarah, smith } = cast;
    const { seed, operators, database } = test.platform;
    await owner.staff.access.setEmailMatch.mutate({ on: true, understood: true });
    const customer = await owner.staff.customers.get.query({ id: smith.id });
    await owner.staff.access.invite.mutate({ contact: smith.contact });
    const invitation = linkIn(await mail(sarahs), '/welcome/');
    const welcome = linkIn(
      await seed.invite(test.shop, { name: 'Kim', email: 'kim@shop.test', role: 'sales' }),
      '/welcome/',
    );
    const stranger = visitor();
    const introduction = { name: 'Stranger', email: 'stranger@new.test' };
    ({ id: draft } = await stranger.portal.requests.begin.mutate({ kind: 'note', introduction }));
    const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }], files: [] };
    await sarah.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    await mail(sarahs);
    const person = { person: 'contact', id: smith.contact, kind: 'progress' } as const;
    const stop = createStopLinks('a secret of thirty-two characters').tokenOf(test.shop, person);
    const { handover } = await owner.staff.access.preview.mutate({ contact: smith.contact });
    await owner.portal.access.openPreview.mutate({ handover });
    const running = cookieOf(owner, 'docket-preview-shop');
    const [{ handover: unused }, exported] = [
      await owner.staff.access.preview.mutate({ contact: smith.contact }),
      await sarah.portal.privacy.export.mutate({}),
    ];
    // The next ends what the owner had elsewhere, not what the owner has here.
    const { secret, sealed } = await owner.staff.account.offerFactor.mutate({ current: password });
    const enabling = { sealed, code: totpCode(secret, stepOf(new Date())) };
    const { codes } = await owner.staff.account.enableFactor.mutate(enabling);
    const half = visitor();
    await half.staff.access.signIn.mutate({ email: 'robin@shop.test', password });
    const whole = visitor();
    await whole.staff.access.signIn.mutate({ email: 'robin@shop.test', password });
    await whole.staff.access.confirm.mutate({ code: codes[2]! });
    spareCode = codes[1]!;
    await visitor().staff.access.forgot.mutate({ email: 'robin@shop.test' });
    const forgotten = linkIn(await mail('robin@shop.test'), '/welcome/');
    const ola = visitor('');
    const operatorLink = async (email: string): Promise<string> =>
      (await operators.access.invite({ type: 'command' }, { name: 'Ola', email }, new Date())).split('/').at(-1)!;
    await ola.operator.access.setPassword.mutate({ token: await operatorLink('ola@docket.test'), password });
    const setUp = randomBytes(32).toString('base64url');
    await database.withPlatform('offers a link to set up, as an empty installation does').run({
      name: 'test.set-up',
      text: `insert into core.set_up (secret_hash, expires_at) values ($1, now() + interval '1 day')`,
      values: [createHash('sha256').update(setUp).digest()],
    });
    const passkey = visitor();
    await passkey.portal.passkeys.ask.mutate({});
    asker = visitor();
    await asker.portal.access.start.mutate({ email: sarahs });
    const asked = await mail(sarahs);
    return {
      code: /\b\d{8}\b/.exec(asked)![0],
      'code link': /#([\w-]+)/.exec(asked)![1]!,
      invitation,
      'welcome link': welcome,
      'forgotten password': forgotten,
      'set-up link': setUp,
      'unsubscribe link': stop,
      handover: unused,
      preview: running,
      'contact’s session': cookieOf(sarah, 'docket-portal-shop'),
      'staff’s session': cookieOf(owner, 'docket-staff-shop'),
      'operator’s session': cookieOf(ola, 'docket-operator'),
      'operator’s link': await operatorLink('olaf@docket.test'),
      'challenge cookie': cookieOf(asker, 'docket-challenge-shop'),
      'passkey cookie': cookieOf(passkey, 'docket-passkey-shop'),
      'factor cookie': cookieOf(half, 'docket-factor-shop'),
      'recovery code': codes[0]!,
      'entry link': `${customer.slug}.${customer.entryKey}`,
      'draft cookie': cookieOf(stranger, 'docket-draft-shop'),
      'device cookie': cookieOf(whole, 'docket-device-shop'),
      'export link': exported.id,
    };
  }

  /** Uses a secret at a place of a shop; throws, or is false, where nobody is let in. `isAsker`: in the browser that asked. */
  async function use(at: Place, secret: string, base = '/s/shop', isAsker = false): Promise<unknown> {
    const browser = visitor(base);
    const shop = base === '/s/shop' ? 'shop' : 'other';
    const take = (name: string, value: string) => browser.take(`docket-${name}=${value}`);
    if (isAsker) take(`challenge-${shop}`, secrets['challenge cookie']);
    const { portal, staff, operator } = browser;
    const ways: Readonly<Record<Place, () => Promise<unknown>>> = {
      verify: () => portal.access.verify.mutate({ code: secret.slice(0, 40) }),
      follow: () => portal.access.follow.mutate({ link: secret }),
      accept: () => portal.access.accept.mutate({ token: secret }),
      setPassword: () => staff.access.setPassword.mutate({ token: secret, password: 'nine yellow kettles' }),
      openPreview: () => portal.access.openPreview.mutate({ handover: secret }),
      stopMails: async () => (await browser.fetch(`/unsubscribe/${secret}`, { method: 'POST' })).status === 200,
      confirm: () => {
        take(`factor-${shop}`, secrets['factor cookie']);
        return staff.access.confirm.mutate({ code: secret.slice(0, 60) });
      },
      match: () => portal.access.match.mutate({ email: sarahs, link: secret.slice(0, 120) }),
      operatorPassword: () => operator.access.setPassword.mutate({ token: secret, password: 'nine yellow kettles' }),
      'portal cookie': () => (take(`portal-${shop}`, secret), portal.access.sessions.query({})),
      'staff cookie': () => (take(`staff-${shop}`, secret), staff.access.me.query({})),
      'operator cookie': () => (take('operator', secret), operator.access.me.query({})),
      'preview cookie': async () => {
        take(`preview-${shop}`, secret);
        const answer = await browser.fetch('/preview/trpc/portal/access.me?input=%7B%7D');
        return (await answer.text()).includes('"signedIn":true');
      },
      'draft cookie': () => (take(`draft-${shop}`, secret), portal.requests.open.query({ id: draft })),
      'challenge cookie': () => (take(`challenge-${shop}`, secret), portal.access.asked.query({})),
      'factor cookie': () => (take(`factor-${shop}`, secret), staff.access.confirm.mutate({ code: spareCode })),
      'export address': async () => {
        if (secret === secrets['export link']) browser.take(cast.sarah.cookie());
        return (await browser.fetch(`/files/exports/${encodeURIComponent(secret)}`)).status === 200;
      },
    };
    return ways[at]();
  }

  /** Tries end what is tried; here it is about which secret is right, not how often one may guess. */
  const forgetTries = () => run(`with counted as (delete from core.hit) update core.challenge set tries = 0`);
  const opens = async (...way: Parameters<typeof use>): Promise<boolean> => {
    await forgetTries();
    return use(...way).then(
      (answer) => answer !== false && answer !== null && !isEmptyAnswer(answer),
      () => false,
    );
  };
  const isEmptyAnswer = (answer: unknown): boolean =>
    typeof answer === 'object' && answer !== null && 'email' in answer && answer.email === null;
  const everyPlace = Object.keys(places) as Place[];

  it('[CVE-2026-114607] [GHSA-965c-763c-88jm] [CVE-2026-105785] is good for one thing, and opens nothing at any other place', async () => {
    expect(new Set(Object.values(secrets)).size).toBe(kinds.length);
    const wrong: string[] = [];
    let tried = 0;
    for (const at of everyPlace)
      for (const kind of kinds) {
        const isMeant = places[at] === kind || (at === 'setPassword' && kind === 'forgotten password');
        if (isMeant) continue;
        tried += 1;
        if (await opens(at, secrets[kind], '/s/shop', at === 'verify' || at === 'follow'))
          wrong.push(`${kind} at ${at}`);
      }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(300);
  });

  it('[abuse 27] [abuse 51] [CVE-2026-114607] is nothing in another shop, wherever it is tried', async () => {
    const belongsToNone: ReadonlySet<Place> = new Set(['operator cookie', 'operatorPassword']);
    for (const at of everyPlace.filter((one) => !belongsToNone.has(one)))
      for (const isAsker of [false, true])
        expect([at, await opens(at, secrets[places[at]], '/s/other', isAsker)]).toEqual([at, false]);
  });

  it('[abuse 26] is nothing in another browser, where it belongs to the one that asked', async () => {
    for (const at of ['verify', 'follow'] as const)
      expect([at, await opens(at, secrets[places[at]])]).toEqual([at, false]);
  });

  it('is good for the one thing that it is for, after all of that', async () => {
    const order: readonly Place[] = [
      ...everyPlace.filter((at) => at.endsWith('cookie') && at !== 'factor cookie'),
      'export address',
      'match',
      'stopMails',
      'follow',
      'accept',
      'openPreview',
      'confirm',
      'setPassword',
      'operatorPassword',
    ];
    for (const at of order)
      expect([at, await opens(at, secrets[places[at]], '/s/shop', at === 'follow')]).toEqual([at, true]);
    expect(await opens('setPassword', secrets['forgotten password'])).toBe(true);
  });
});
