import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import { notePlugin, openBrowser, openTestPlatform, type TestBrowser, type TestPlatform } from '../testing/index.ts';
import { securityHeaders } from './headers.ts';

const ordinary = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;
const me = '/trpc/portal/access.me?input=%7B%7D';

describe('the platform over HTTP', () => {
  let test: TestPlatform;
  let cast: Cast;
  let anybody: TestBrowser;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()] });
    cast = await openCast(test, '/s/shop');
    anybody = openBrowser(test.platform);
  });
  afterAll(() => test.close());

  const post = (path: string, body: string | ReadableStream, headers: Record<string, string> = {}, browser = anybody) =>
    browser.fetch(path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      duplex: 'half',
    });

  it.each<[string, number, () => Promise<Response>]>([
    ['life', 200, () => anybody.fetch('/healthz')],
    ['readiness', 200, () => anybody.fetch('/readyz')],
    ['a call', 200, () => anybody.fetch(me)],
    ['a call that is refused', 401, () => anybody.fetch('/trpc/staff/orders.list?input=%7B%7D')],
    ['a call with wrong input', 400, () => anybody.fetch('/trpc/portal/orders.get?input=%7B%7D')],
    ['no JSON', 400, () => post('/trpc/portal/access.start', 'no json')],
    ['no call', 404, () => anybody.fetch('/trpc/portal/nothing')],
    ['another site', 403, () => post('/trpc/portal/access.signOut', '{}', { 'sec-fetch-site': 'cross-site' })],
    ['too much', 413, () => post('/trpc/portal/access.start', JSON.stringify({ email: 'x'.repeat(262_145) }))],
    ['no shop', 404, () => anybody.fetch(`/s/nobody${me}`)],
    ['no file', 404, () => anybody.fetch('/files/0190a000-0000-7000-8000-00000000000f/a.png')],
    ['no page', 404, () => anybody.fetch('/orders')],
    ['no page of staff', 404, () => anybody.fetch('/admin')],
  ])('[abuse 109] puts every header of safety on the answer to %s', async (_, status, ask) => {
    const response = await ask();
    expect(response.status).toBe(status);
    for (const [name, value] of Object.entries(securityHeaders)) expect(response.headers.get(name)).toBe(value);
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  it('[abuse 52] lets no answer of a call be kept', async () => {
    for (const path of [me, '/trpc/portal/nothing', `/s/nobody${me}`])
      expect((await anybody.fetch(path)).headers.get('cache-control')).toBe('no-store');
  });

  it('[CVE-2026-33756] [CVE-2026-35401] takes ten calls in one request, and no eleventh', async () => {
    const batch = (count: number) => {
      const names = Array.from({ length: count }, () => 'access.me').join(',');
      const inputs = Object.fromEntries(Array.from({ length: count }, (_, at) => [at, {}]));
      return anybody.fetch(`/trpc/portal/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`);
    };
    const ten = await batch(10);
    expect(ten.status).toBe(200);
    expect(await ten.json()).toHaveLength(10);
    const eleven = await batch(11);
    expect(eleven.status).toBe(400);
    expect(JSON.stringify(await eleven.json())).not.toContain('signedIn');
  });

  it('[GHSA-6q22-g298-grjh] is asked a thousand times whether it lives and is ready for next to nothing, and sends no mail', async () => {
    const [trips, mails] = [test.platform.database.roundTrips(), test.post.mails.length];
    const asked = Array.from({ length: 1000 }, (_, at) => anybody.fetch(at % 2 === 0 ? '/healthz' : '/readyz'));
    const statuses = new Set((await Promise.all(asked)).map(({ status }) => status));
    expect(statuses).toEqual(new Set([200]));
    await test.platform.settle();
    expect(test.post.mails).toHaveLength(mails);
    expect(test.platform.database.roundTrips() - trips).toBeLessThan(50);
  });

  describe('[abuse 11] [CVE-2026-40073] [CVE-2026-22803] a body of more than 256 kB', () => {
    const large = JSON.stringify({ email: 'x'.repeat(262_145) });

    it.each([
      ['that says so', () => large],
      [
        'that does not say so',
        () =>
          new ReadableStream({ start: (stream) => (stream.enqueue(new TextEncoder().encode(large)), stream.close()) }),
      ],
    ])('%s is refused, in a shape that the client reads', async (_, body) => {
      const response = await post('/trpc/portal/access.start', body());
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({
        code: 'draft.too-large',
        status: 413,
        message: expect.any(String),
        next: expect.any(String),
      });
    });

    it('is read by the client as what it is', async () => {
      const refused = await refusal(
        cast.sarah.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content: [large] as never }),
      );
      expect(refused).toMatchObject({ code: 'draft.too-large', status: 413 });
    });
  });

  describe('the shop of an address', () => {
    it('is the only one there is, on any host', async () => {
      expect((await anybody.fetch(me)).status).toBe(200);
      expect((await openBrowser(test.platform, { origin: 'http://10.1.2.3:8080' }).fetch(me)).status).toBe(200);
    });

    it('[abuse 17] [CVE-2026-45707] is the one that its path names, and only that one', async () => {
      const { seed } = test.platform;
      const id = await seed.shop({ slug: 'second', name: 'Second', ...ordinary });
      const code = async (base: string): Promise<number> =>
        (await openBrowser(test.platform, { base }).fetch(me)).status;
      expect([await code(''), await code('/s/second'), await code('/s/shop'), await code('/s/third')]).toEqual([
        404, 200, 200, 404,
      ]);
      for (const path of ['/healthz', '/readyz', '/s/second/healthz', '/s/second/readyz'])
        expect((await anybody.fetch(path)).status).toBe(200);

      const unknown = await anybody.fetch(me);
      expect(unknown.headers.get('content-type')).toContain('application/json');
      expect(await unknown.json()).toMatchObject({ code: 'shop.unknown', status: 404 });
      expect(await refusal(anybody.portal.access.me.query({}))).toMatchObject({ code: 'shop.unknown' });
      await seed.erase(id);
    });

    it('[abuse 49] sets cookies of its own name, so that two on one host do not meet', async () => {
      const { seed } = test.platform;
      const id = await seed.shop({ slug: 'second', name: 'Second', ...ordinary });
      const there = openBrowser(test.platform, { base: '/s/second' });
      there.take(cast.sarah.cookie());
      expect(await there.portal.access.me.query({})).toEqual({ signedIn: false });
      await there.portal.access.start.mutate({ email: 'pat@second.test' });
      expect(there.cookie()).toContain('docket-challenge-second=');
      expect(await cast.sarah.portal.access.me.query({})).toMatchObject({ signedIn: true });
      await seed.erase(id);
    });

    it('is the one of its custom host, in any case and at any port', async () => {
      const { seed, database } = test.platform;
      const id = await seed.shop({ slug: 'own-host', name: 'Own', ...ordinary });
      const insert = {
        name: 'test.host',
        text: 'insert into core.tenant_host (host, tenant_id) values ($1, $2)',
        values: ['orders.own.example', id],
      };
      await database.withPlatform('gives a shop a host').run(insert);
      const status = async (origin: string, base = ''): Promise<number> =>
        (await openBrowser(test.platform, { origin, base }).fetch(me)).status;
      expect(await status('https://orders.own.example')).toBe(200);
      expect(await status('http://Orders.OWN.example:8080')).toBe(200);
      expect(await status('https://other.own.example')).toBe(404);
      const there = openBrowser(test.platform, { origin: 'https://orders.own.example' });
      await there.portal.access.start.mutate({ email: 'pat@own.test' });
      expect(there.cookie()).toContain('docket-challenge-own-host=');
      await seed.erase(id);
      expect(await status('https://orders.own.example')).toBe(200);
    });
  });

  it('answers no GET to what changes something', async () => {
    const response = await cast.sarah.fetch('/trpc/portal/access.signOut?input=%7B%7D');
    expect(response.status).toBe(405);
    expect(await cast.sarah.portal.access.me.query({})).toMatchObject({ signedIn: true });
  });

  describe('a call in no good form', () => {
    const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };
    const deep = `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`;

    it.each([
      ['[abuse 1] a submit without the id that makes it one order', JSON.stringify({ kind: 'note', content })],
      [
        '[abuse 6] fields that nobody may set',
        JSON.stringify({ id: crypto.randomUUID(), status: 'approved', price: 0 }),
      ],
      ['[abuse 10] thirty-three levels', `{"id":"${crypto.randomUUID()}","kind":"note","content":${deep}}`],
      ['[abuse 10] 250 kB of brackets', '['.repeat(250_000)],
      ['[abuse 12] a prototype', `{"id":"${crypto.randomUUID()}","__proto__":{"polluted":true}}`],
      ['[abuse 66] nothing but an empty list', '[]'],
    ])('is refused, and makes no row: %s', async (_, body) => {
      const rows = async () => (await cast.owner.staff.orders.list.query({})).rows.length;
      const before = await rows();
      const response = await post('/trpc/portal/requests.submit', body, {}, cast.sarah);
      expect(response.status).toBe(400);
      expect(await rows()).toBe(before);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  });

  it('[abuse 18] [GHSA-xj2c-8fw5-mr6m] writes no host that a request names into a mail', async () => {
    const evil = openBrowser(test.platform, { origin: 'http://evil.test' });
    const body = JSON.stringify({ email: 'sarah@smith.test' });
    await post('/trpc/portal/access.start', body, { 'x-forwarded-host': 'evil.test' }, evil);
    await test.platform.settle();
    const { raw } = test.post.newestTo('sarah@smith.test');
    expect(raw.toString()).not.toContain('evil.test');
  });

  it('answers a used-up code with 410, which tRPC has no word for', async () => {
    const response = await post('/trpc/portal/access.verify', JSON.stringify({ code: '00000000' }));
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ error: { data: { code: 'code.gone', status: 410 } } });
  });

  it('says which field is wrong and never repeats what was sent', async () => {
    const response = await post('/trpc/portal/access.start', JSON.stringify({ email: 'secret-thing', other: 1 }));
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      error: { data: { code: 'input.malformed', details: [{ path: 'email' }, { path: '' }] } },
    });
    expect(text).not.toContain('secret-thing');
  });
});

describe('the platform without its database', () => {
  it('lives, is not ready, and says so with every header of safety', async () => {
    const test = await openTestPlatform({ plugins: [notePlugin()] });
    const anybody = openBrowser(test.platform);
    await anybody.fetch(me);
    await test.platform.database.close();
    expect((await anybody.fetch('/healthz')).status).toBe(200);
    for (const path of ['/readyz', '/s/shop/readyz']) {
      const response = await anybody.fetch(path);
      expect([response.status, await response.text()]).toEqual([503, 'not ready']);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
    for (const path of [me, '/s/never-seen/trpc/portal/access.me?input=%7B%7D']) {
      const response = await anybody.fetch(path);
      const text = await response.text();
      expect(response.status).toBeGreaterThanOrEqual(500);
      expect(text).not.toMatch(/pglite|select|stack|\.ts/i);
      for (const [name, value] of Object.entries(securityHeaders)) expect(response.headers.get(name)).toBe(value);
    }
    await test.close().catch(() => undefined);
  });
});
