import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCast, type Cast } from '../testing/cast.ts';
import { notePlugin, openBrowser, openTestPlatform, type TestBrowser, type TestPlatform } from '../testing/index.ts';

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };
const nobody = '0190a000-0000-7000-8000-00000000dead';

/** The policy of answers: what each status means, by one case each of every way that it can come about. */
describe('a refusal is answered with', { timeout: 60_000 }, () => {
  let test: TestPlatform;
  let cast: Cast;
  let anybody: TestBrowser;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()] });
    cast = await openCast(test, '/s/shop');
    anybody = openBrowser(test.platform, { base: '/s/shop' });
  }, 60_000);
  afterAll(() => test.close());

  const post = (browser: TestBrowser, path: string, input: unknown, headers: Record<string, string> = {}) =>
    browser.fetch(`/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input),
    });
  const get = (browser: TestBrowser, path: string, input: unknown) =>
    browser.fetch(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`);
  const draft = async (): Promise<string> => (await cast.sarah.portal.requests.begin.mutate({ kind: 'note' })).id;
  const order = async () => {
    const sent = { id: crypto.randomUUID(), kind: 'note', content };
    return { ...(await cast.sarah.portal.requests.submit.mutate(sent)), id: sent.id };
  };

  async function upload(name: string, bytes: string, length = bytes.length): Promise<Response> {
    const metadata = `draft ${btoa(await draft())},name ${btoa(name)}`;
    return cast.sarah.fetch('/files/tus', {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(length),
        'upload-metadata': metadata,
        ...(bytes !== '' && { 'content-type': 'application/offset+octet-stream' }),
      },
      ...(bytes !== '' && { body: bytes }),
    });
  }

  it.each<[number, string, () => Promise<Response>]>([
    [400, 'a value of another form', () => get(cast.sarah, 'portal/orders.get', { number: 'seven' })],
    [
      400,
      'a key that is not known',
      () => post(cast.sarah, 'portal/requests.discard', { id: nobody, tenantId: nobody }),
    ],
    [400, 'a list where a value is asked for', () => get(cast.sarah, 'portal/orders.get', { number: [1] })],
    [400, 'no JSON', () => text('{', 'application/json')],
    [401, 'nobody signed in', () => get(anybody, 'portal/orders.list', {})],
    [401, 'a session of the other door', () => get(cast.sarah, 'staff/orders.list', {})],
    [403, 'another site', () => post(cast.sarah, 'portal/access.signOut', {}, { 'sec-fetch-site': 'cross-site' })],
    [403, 'another origin', () => post(cast.sarah, 'portal/access.signOut', {}, { origin: 'http://evil.test' })],
    [404, 'an unknown thing', () => get(cast.sarah, 'portal/orders.get', { number: 999_999 })],
    [404, 'somebody else’s thing', async () => get(cast.tom, 'portal/orders.get', { number: (await order()).number })],
    [404, 'an unknown call', () => get(cast.sarah, 'portal/orders.burn', {})],
    [404, 'an unknown shop', () => openBrowser(test.platform, { base: '/s/nobody' }).fetch('/trpc/portal/access.me')],
    [405, 'a GET that would change something', () => get(cast.sarah, 'portal/access.signOut', {})],
    [
      409,
      'a stale version',
      async () => {
        const { number } = await order();
        return post(cast.owner, 'staff/orders.revise', { number, base: 7, content });
      },
    ],
    [
      409,
      'a draft that was sent',
      async () => post(cast.sarah, 'portal/requests.save', { ...part, id: (await order()).id }),
    ],
    [410, 'a code that is gone', () => post(anybody, 'portal/access.verify', { code: '00000000' })],
    [410, 'an invitation that is gone', () => get(anybody, 'portal/access.invitation', { id: nobody })],
    [413, 'too much', () => post(cast.sarah, 'portal/requests.submit', { id: 'x'.repeat(300_000) })],
    [413, 'too large a file', () => upload('a.png', '', 60 * 1024 * 1024)],
    [415, 'a program', () => upload('a.exe', `MZ${'\0'.repeat(60)}`)],
    [415, 'another type than JSON', () => text('{}', 'text/plain')],
    [
      422,
      'a good form with no good sense',
      () => post(cast.sarah, 'portal/requests.submit', { ...empty, id: crypto.randomUUID() }),
    ],
    [
      422,
      'other content under the same id',
      async () => post(cast.sarah, 'portal/requests.submit', { ...other, id: (await order()).id }),
    ],
    [429, 'too often', tooOften],
  ])('%i for %s, in words, and with nothing of the inside', async (status, _, ask) => {
    const response = await ask();
    const text = await response.text();
    expect([response.status, text]).toEqual([status, expect.any(String)]);
    expect(response.status).toBe(status);
    expect(text).not.toMatch(/\bselect\b|\bcore\.|stack|node_modules|\.ts\b|pglite/i);
    expect(response.headers.has('retry-after')).toBe(status === 429);
  });

  const text = (body: string, type: string): Promise<Response> =>
    cast.sarah.fetch('/trpc/portal/requests.submit', { method: 'POST', headers: { 'content-type': type }, body });

  const part = { part: 'what', base: 0, form: { title: 'Later' } };
  const empty = { kind: 'note', content: { title: '', lines: [] } };
  const other = { kind: 'note', content: { ...content, title: 'Other' } };

  async function tooOften(): Promise<Response> {
    let last = await post(anybody, 'portal/access.start', { email: 'often@new.test' });
    for (let count = 0; count < 3; count += 1)
      last = await post(anybody, 'portal/access.start', { email: 'often@new.test' });
    return last;
  }
});

describe('while a part of the service is away', () => {
  it('calls and files are answered with 503 and when to come again', async () => {
    const test = await openTestPlatform({ plugins: [notePlugin()], store: 'postgres-app' });
    const anybody = openBrowser(test.platform);
    await anybody.fetch('/trpc/portal/access.me?input=%7B%7D');
    await test.platform.database.close();
    const paths = [
      '/trpc/portal/access.me?input=%7B%7D',
      '/files/0190a000-0000-7000-8000-00000000dead/preview',
      '/s/never-seen/trpc/portal/access.me?input=%7B%7D',
    ];
    for (const path of paths) {
      const response = await anybody.fetch(path);
      expect([path, response.status, response.headers.get('retry-after')]).toEqual([path, 503, '30']);
    }
    await test.close().catch(() => undefined);
  });
});
