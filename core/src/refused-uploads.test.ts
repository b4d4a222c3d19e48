import type { AsyncLocalStorage } from 'node:async_hooks';
import { access, mkdir, readdir, readFile, rm, rmdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { PlatformError, portal, staff } from '@docket/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { appScopeKey, type AppScope } from './app-scope.ts';
import { errors } from './errors.ts';
import { createFiles } from './files/files.ts';
import * as samples from './files/testing/samples.ts';
import type { Bindings } from './http/arrive.ts';
import type { Pages } from './http/pages.ts';
import { newId } from './kernel/ids.ts';
import { refusedAt, toldRefusal } from './refused-uploads.ts';
import { openCast, type Cast } from './testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  tallyPlugin,
  type TestBrowser,
  type TestPlatform,
} from './testing/index.ts';

describe('the address of a page that a refused form leads back to', () => {
  const told = (text: string) => toldRefusal(new URLSearchParams(text));
  const refusal = { code: 'file.too-large', params: { megabytes: '50', file: 'a.png' }, details: null };
  const error = new PlatformError(errors['file.too-large'], { megabytes: 50, file: 'a.png' });

  it.each([['0198'], [undefined]])('says which upload of which plugin was refused, and why, with %j kept', (kept) => {
    const location = refusedAt('/orders/7', { plugin: 'proofs', name: 'mockups', kept }, error).headers.get('location');
    const { pathname, search } = new URL(location!, 'http://shop.test');
    expect(pathname).toBe('/orders/7');
    expect(told(search)).toEqual({ plugin: 'proofs', does: 'mockups', refusal, kept });
  });

  it.each([
    '',
    'refused=a',
    'block=proofs.mockups',
    'refused=a&block=proofs',
    'refused=a&block=%3Cb%3E.x',
    'refused=a&block=p.x.y',
  ])('says nothing by %j', (text) => expect(told(text)).toBeUndefined());
});

type Fields = readonly (readonly [string, string | File])[];

/** A page of an order that says what it is told of a refused form: `/orders/<id>`, and the same of staff. */
const pages: Pages = {
  serve: async (_, { req }) => {
    const scopes = Reflect.get(globalThis, appScopeKey) as AsyncLocalStorage<AppScope>;
    const { pathname, searchParams } = new URL(req.raw.url);
    const order = pathname.split('/').at(-1)!;
    return Response.json(await scopes.getStore()!.plugins.refusedUpload(order, searchParams));
  },
  styles: () => [],
  isAsset: () => false,
};
const bindings = { outgoing: { setHeader: () => undefined } } as unknown as Bindings;

describe('what was typed beside files that are refused', { timeout: 60_000 }, () => {
  const input = z.strictObject({ order: z.uuid(), note: z.string().max(20).optional() });
  let test: TestPlatform;
  let cast: Cast;
  let colleague: TestBrowser;
  let order = '';
  /** Where forms of the shop are kept. */
  let folder = '';

  beforeAll(async () => {
    const uploads = {
      sheets: staff('orders.edit').upload(input, keep),
      others: staff('orders.edit').upload(input, keep),
      own: portal('order').upload(input, keep),
    };
    test = await openTestPlatform({ plugins: [notePlugin(), tallyPlugin({ uploads })], config: { pages } });
    cast = await openCast(test, '/s/shop');
    colleague = await staffOf(test.shop, 'shop');
    folder = path.join(test.folder, 'files', 'forms', test.shop);
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(async () => {
    order = await orderOf(cast.sarah);
  });

  const keep: Parameters<ReturnType<typeof staff>['upload']>[1] = (_, files, { data }) =>
    data.write([{ order: files[0]!.order, action: 'tallies.paper', files: { keep: files.map(({ id }) => id) } }]);
  const orderOf = async (browser: TestBrowser): Promise<string> => {
    const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };
    return (await browser.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content })).orderId!;
  };
  async function staffOf(shop: string, slug: string): Promise<TestBrowser> {
    const { seed } = test.platform;
    const someone = { name: 'Kim', email: `kim@${slug}.test`, role: 'owner', password: 'seven green lamps' } as const;
    const browser = openBrowser(test.platform, { base: `/s/${slug}` });
    browser.take(await seed.cookie(shop, { type: 'staff', id: await seed.staff(shop, someone) }));
    return browser;
  }

  const program = ['files', new File([new Uint8Array(samples.program)], 'd.png')] as const;
  const small = ['files', new File(['hello'], 'a.txt')] as const;
  /** Browsers post ends of lines so. */
  const words = 'Front & back —\r\n"as agreed"';

  /** Posts a form as a browser does without script, and answers where it leads. */
  async function send(browser: TestBrowser, fields: Fields, to = 'sheets'): Promise<string> {
    const form = new FormData();
    const page = to === 'own' ? `/s/shop/orders/${order}` : `/s/shop/admin/orders/${order}`;
    for (const [name, value] of [['order', order], ['_back', page], ...fields] as Fields) form.append(name, value);
    const headers = { Accept: 'text/html' };
    const answer = await browser.fetch(`/files/given/tallies/${to}`, { method: 'POST', body: form, headers });
    expect(answer.status).toBe(303);
    return answer.headers.get('location')!;
  }
  /** What the page at this address is told. */
  async function toldAt(location: string, browser: TestBrowser): Promise<unknown> {
    const headers = { cookie: browser.cookie(), host: 'shop.test', 'sec-fetch-site': 'same-origin' };
    const answer = await test.platform.fetch(new Request(`http://shop.test${location}`, { headers }), bindings);
    return answer.json();
  }
  const typedAt = async (location: string, browser = cast.owner): Promise<unknown> =>
    ((await toldAt(location, browser)) as { posted: { typed: unknown } }).posted.typed;
  const onDisk = async (): Promise<readonly string[]> => (await readdir(folder)).toSorted();
  /** The address, and one thing that it says otherwise. */
  const put = (location: string, name: string, value: string): string => {
    const url = new URL(location, 'http://shop.test');
    url.searchParams.set(name, value);
    return url.pathname + url.search;
  };

  it('comes back to the form whole, whatever was wrong, and its address holds none of it', async () => {
    const location = await send(cast.owner, [['note', words], ['parts[]', 'a'], ['parts[]', 'b'], program]);
    expect(Object.fromEntries(new URL(location, 'http://shop.test').searchParams)).toEqual({
      refused: 'input.malformed',
      block: 'tallies.sheets',
      kept: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(await toldAt(location, cast.owner)).toEqual({
      plugin: 'tallies',
      posted: {
        does: 'sheets',
        typed: { order, note: words, parts: ['a', 'b'] },
        refusal: { code: 'input.malformed', params: {}, details: null },
      },
    });
    const own = await send(cast.sarah, [['note', 'on the left'], program], 'own');
    expect(await toldAt(own, cast.sarah)).toMatchObject({
      posted: { typed: { order, note: 'on the left' }, refusal: { code: 'file.dangerous', params: { file: 'd.png' } } },
    });
  });

  it('comes back without files, and without what is not to be kept', async () => {
    const location = await send(cast.owner, [['note', 'x'], ['_password', 'p'], ['a._pin', '1'], program]);
    expect(await typedAt(location)).toEqual({ order, note: 'x' });
    const kept = await Promise.all((await onDisk()).map((name) => readFile(path.join(folder, name), 'utf8')));
    expect(kept.join()).toContain(order);
    expect(kept.join()).not.toMatch(/d\.png|_p/);
  });

  it('comes back to nobody else, for nothing else, and by no other id', async () => {
    const location = await send(cast.owner, [['note', 'mine'], program]);
    const theirs = await send(colleague, [['note', 'theirs'], program]);
    const other = await test.platform.seed.shop({
      slug: 'other',
      name: 'Other',
      email: 'hello@other.test',
      timeZone: 'America/Chicago',
      currency: 'USD',
      locale: 'en-US',
      units: 'inch',
    });
    const stranger = await staffOf(other, 'other');
    const elsewhere = location.replace('/s/shop/', '/s/other/');
    const second = await orderOf(cast.sarah);
    for (const [who, at] of [
      [colleague, location],
      [cast.sarah, location],
      [openBrowser(test.platform), location],
      [stranger, elsewhere],
      [cast.owner, theirs],
      [cast.owner, put(location, 'block', 'tallies.others')],
      [cast.owner, put(location, 'block', 'tallies.own')],
      [cast.owner, put(location, 'block', 'tallies.none')],
      [cast.owner, location.replace(order, second)],
      [cast.owner, put(location, 'kept', crypto.randomUUID())],
      [cast.owner, put(location, 'kept', '../../secret')],
      [cast.owner, put(location, 'kept', '')],
    ] as const)
      expect(await typedAt(at, who), at).toEqual({});
    expect([await typedAt(location), await typedAt(theirs, colleague)]).toMatchObject([
      { note: 'mine' },
      { note: 'theirs' },
    ]);
    await test.platform.seed.erase(other);
  });

  it('comes back to no staff who look as the contact that typed it', async () => {
    const location = await send(cast.sarah, [['note', 'mine'], program], 'own');
    const { handover } = await cast.owner.staff.access.preview.mutate({ contact: cast.smith.contact });
    await cast.owner.portal.access.openPreview.mutate({ handover });
    expect(await typedAt(location.replace('/s/shop/', '/s/shop/preview/'))).toEqual({});
    expect(await typedAt(location, cast.sarah)).toMatchObject({ note: 'mine' });
  });

  it('comes back to nobody while the plugin is off, or who may not send it any more', async () => {
    const location = await send(cast.owner, [['note', 'mine'], program]);
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'tallies', active: false });
    expect(await typedAt(location)).toEqual({});
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'tallies', active: true });
    expect(await typedAt(location)).toMatchObject({ note: 'mine' });
  });

  it('is forgotten when the form is taken, with script or without', async () => {
    for (const headers of [{ Accept: 'text/html' }, { Accept: 'application/json' }]) {
      const location = await send(cast.owner, [['note', 'mine'], program]);
      const form = new FormData();
      for (const [name, value] of [['order', order], small] as Fields) form.append(name, value);
      const answer = await cast.owner.fetch('/files/given/tallies/sheets', { method: 'POST', body: form, headers });
      expect(answer.status).toBe(200);
      expect(await typedAt(location)).toEqual({});
    }
  });

  it('is the last alone of a person, an upload and an order: nobody fills the disk with it', async () => {
    const first = await send(cast.owner, [['note', 'first'], program]);
    const before = await onDisk();
    const last = await send(cast.owner, [['note', 'last'], program]);
    expect(await onDisk()).toEqual(before);
    expect([await typedAt(first), await typedAt(last)]).toEqual([{}, { order, note: 'last' }]);
  });

  it('is kept up to what a person types, and for no program', async () => {
    const long = 'a'.repeat(20_000);
    const most = await send(cast.owner, [['note', long], ['more', long], program]);
    expect(await typedAt(most)).toEqual({ order, note: long, more: long });
    const before = await onDisk();
    const fields = Array.from({ length: 14 }, (_, at) => [`more${at}`, long] as const);
    const location = await send(cast.owner, [...fields, program]);
    expect(new URL(location, 'http://shop.test').searchParams.has('kept')).toBe(false);
    expect(await toldAt(location, cast.owner)).toMatchObject({
      posted: { typed: {}, refusal: { code: 'input.malformed' } },
    });
    const form = new FormData();
    for (const [name, value] of [['order', await orderOf(cast.sarah)], ['note', 'x'], program] as Fields)
      form.append(name, value);
    const headers = { Accept: 'application/json' };
    const answer = await cast.owner.fetch('/files/given/tallies/sheets', { method: 'POST', body: form, headers });
    expect(answer.status).toBe(415);
    expect(await onDisk()).toEqual(before);
  });

  it('is missed where the disk fails, which the log is told: the page says what was refused all the same', async () => {
    const others = new Set(await onDisk());
    const location = await send(cast.owner, [['note', 'mine'], program]);
    const [name = ''] = (await onDisk()).filter((one) => !others.has(one));
    const file = path.join(folder, name);
    // No file to read.
    await rm(file);
    await mkdir(file);
    const before = test.log.length;
    expect(await toldAt(location, cast.owner)).toMatchObject({
      posted: { typed: {}, refusal: { code: 'file.dangerous', params: { file: 'd.png' } } },
    });
    expect(test.log.slice(before)).toMatchObject([
      { level: 'error', message: 'What was typed into a refused form was not read.', plugin: 'tallies' },
    ]);
    await rmdir(file);
    expect(await typedAt(location)).toEqual({});
    expect(test.log).toHaveLength(before + 1);
  });

  it('is swept after a day', async () => {
    const old = await send(cast.owner, [['note', 'old'], program]);
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await Promise.all((await onDisk()).map((name) => utimes(path.join(folder, name), yesterday, yesterday)));
    const young = await send(colleague, [program]);
    const sweeping = createFiles({
      database: test.platform.database,
      newId,
      folder: path.join(test.folder, 'files'),
      clock: () => new Date(),
      log: ({ message }) => expect(message).toBeUndefined(),
    });
    sweeping.start();
    await expect.poll(() => typedAt(old), { timeout: 10_000 }).toEqual({});
    await sweeping.stop();
    expect(await typedAt(young, colleague)).toEqual({ order });
  });

  it('goes with its shop', async () => {
    await send(cast.owner, [['note', 'mine'], program]);
    // So does what was swept of its files.
    const swept = path.join(test.folder, 'files', 'swept', test.shop);
    await mkdir(swept, { recursive: true });
    await access(folder);
    await test.platform.seed.erase(test.shop);
    for (const gone of [folder, swept]) await expect(access(gone)).rejects.toThrow('ENOENT');
  });
});
