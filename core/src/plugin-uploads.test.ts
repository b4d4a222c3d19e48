import { readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  on,
  PlatformError,
  portal,
  staff,
  status,
  type CallContext,
  type GivenFile,
  type OwnChange,
  type PluginServer,
} from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { errors } from './errors.ts';
import { createFiles } from './files/files.ts';
import * as samples from './files/testing/samples.ts';
import { newId } from './kernel/ids.ts';
import { unzipped } from './privacy/testing/everything.ts';
import { openCast, refusal, type Cast } from './testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  roundTripsOf,
  setUpFactor,
  tallyPlugin,
  type TestBrowser,
  type TestPlatform,
} from './testing/index.ts';

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };
const OfOrder = z.strictObject({ order: z.uuid(), note: z.string().max(20).optional() });
const Nothing = z.strictObject({});
type Fields = readonly (readonly [string, string | File])[];
type Context = CallContext<unknown>;
type Refused = Readonly<{ code: string; status: number; params: object }>;

const fileOf = (name: string, bytes: Buffer | string): File => new File([new Uint8Array(Buffer.from(bytes))], name);
const unknown = '0190a000-0000-7000-8000-00000000dead';
const asProgram = { Accept: 'application/json' };
const asPage = { Accept: 'text/html' };

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
};

describe.each(['pglite', 'postgres-owner'] as const)('what plugins are given, on %s', { timeout: 60_000 }, (store) => {
  let take: (files: readonly GivenFile[], context: Context) => unknown;
  let work: (context: Context) => unknown;
  let taken: { readonly input: unknown; readonly files: readonly GivenFile[] }[];
  let test: TestPlatform;
  let cast: Cast;
  let [mine, toms] = ['', ''];

  const keeping = (files: readonly GivenFile[]): readonly OwnChange[] => [
    { order: files[0]!.order, action: 'tallies.paper', files: { keep: files.map(({ id }) => id) } },
  ];
  const keeps: typeof take = (files, { data }) => data.write(keeping(files));
  const takes = async (input: unknown, files: readonly GivenFile[], context: Context): Promise<void> => {
    taken.push({ input, files });
    await take(files, context);
  };
  const does = (_: unknown, context: Context): Promise<unknown> => Promise.resolve(work(context));
  const uploads: PluginServer['uploads'] = {
    sheets: staff('orders.edit').upload(OfOrder, takes, { most: 3 }),
    own: portal('order').upload(OfOrder, takes),
  };
  const plugin = tallyPlugin({
    uploads,
    api: {
      asStaff: staff('orders.edit').mutation(Nothing, does),
      asContact: portal().mutation(Nothing, does),
      asAnybody: portal().query(Nothing, does),
    },
    hooks: [on(status.moved, async (_, context) => void (await work(context)))],
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), plugin], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  const orderOf = async (browser: TestBrowser): Promise<string> =>
    (await browser.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content })).orderId!;
  beforeEach(async () => {
    [take, work, taken] = [keeps, () => undefined, []];
    [mine, toms] = [await orderOf(cast.sarah), await orderOf(cast.tom)];
  });

  const rowsOf = async (text: string, ...values: unknown[]) =>
    (
      await test.platform.database.withTenant(test.shop).run({ name: `test.given-${text.length}`, text, values })
    )[0] as Record<string, unknown>[];
  /** Everything of a file that could stay behind. */
  const leftOf = async () => ({
    rows: await rowsOf('select id, shown, state from core.file order by id'),
    disk: await filesBelow(path.join(test.folder, 'files')),
  });
  /** Runs it, and expects that nothing of it is kept. */
  async function leavingNothing<T>(send: () => Promise<T>): Promise<T> {
    await test.platform.settle();
    const before = await leftOf();
    const answer = await send();
    await test.platform.settle();
    expect(await leftOf()).toEqual(before);
    return answer;
  }

  function post(
    browser: TestBrowser,
    fields: Fields,
    { to = 'tallies/sheets', headers = asProgram }: { to?: string; headers?: Record<string, string> } = {},
  ) {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return browser.fetch(`/files/given/${to}`, { method: 'POST', body: form, headers });
  }
  const small = ['files', fileOf('a.txt', 'hello')] as const;
  const refusedFor = async (answer: Promise<Response>): Promise<Refused> => (await answer).json() as Promise<Refused>;
  const call = (door: 'portal' | 'staff', browser: TestBrowser, name: string, wanted: typeof work) => {
    work = wanted;
    const caller = pluginCaller<Record<string, never>>(browser[door] as never, 'tallies');
    return (caller.mutate as unknown as (name: string, input: object) => Promise<unknown>)(name, {});
  };
  const asStaff = (wanted: typeof work) => call('staff', cast.owner, 'asStaff', wanted);
  const asContact = (wanted: typeof work, browser = cast.sarah) => call('portal', browser, 'asContact', wanted);
  /** The names of what the plugin was given for an order, as staff see it. */
  const given = async (order = mine) => (await asStaff(({ files }) => files.ofOrders([order]))) as readonly GivenFile[];
  /** Gives a file as staff; it is hidden. */
  async function give(name = 'a.txt', bytes: Buffer | string = 'hello', order = mine): Promise<GivenFile> {
    const answer = await post(cast.owner, [
      ['order', order],
      ['files', fileOf(name, bytes)],
    ]);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    return taken.at(-1)!.files[0]!;
  }
  const change = (files: NonNullable<OwnChange['files']>, order = mine): OwnChange => ({
    order,
    action: 'tallies.paper',
    files,
  });
  const statusOf = async (browser: TestBrowser, address: string) => (await browser.fetch(`/files/${address}`)).status;

  describe('a form with files', () => {
    it('is taken once, when all of its files are here, in their sequence and with its fields', async () => {
      const png = await samples.badgePng(300);
      const answer = await post(cast.owner, [
        ['order', mine],
        ['note', 'Front'],
        ['files', fileOf('größe.png', png)],
        ['files', fileOf('', '')],
        ['more', fileOf('../b.svg', samples.badge)],
      ]);
      expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
      expect(taken).toMatchObject([
        {
          input: { order: mine, note: 'Front' },
          files: [
            { order: mine, name: 'größe.png', bytes: png.length, state: 'receiving', facts: null, shown: false },
            { order: mine, name: 'b.svg', bytes: samples.badge.length },
          ],
        },
      ]);
      await test.platform.settle();
      const [first, second] = await given();
      expect(first).toMatchObject({ id: taken[0]!.files[0]!.id, facts: { kind: 'png', raster: { width: 300 } } });
      expect(second).toMatchObject({ name: 'b.svg', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    });

    it('is taken from contacts for their own orders, at their own door', async () => {
      const answer = await post(cast.sarah, [['order', mine], small], { to: 'tallies/own' });
      expect(answer.status).toBe(200);
      expect(await given()).toMatchObject([{ name: 'a.txt', shown: false }]);
      expect((await post(cast.sarah, [['order', mine], small])).status).toBe(401);
      expect((await post(cast.owner, [['order', mine], small], { to: 'tallies/own' })).status).toBe(401);
    });

    it('is seen by nobody before it is whole', async () => {
      let seen: readonly GivenFile[] | undefined;
      take = async (all, context) => {
        expect(await context.files.ofOrders([mine])).toEqual([]);
        await keeps(all, context);
        seen = await context.files.ofOrders([mine]);
      };
      const slow = new FormData();
      slow.append('order', mine);
      slow.append('files', fileOf('a.txt', 'hello'));
      slow.append('files', fileOf('b.bin', Buffer.alloc(300_000, 65)));
      const whole = new Request('http://shop.test/', { method: 'POST', body: slow });
      const bytes = Buffer.from(await whole.arrayBuffer());
      let goOn = (): void => undefined;
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(new Uint8Array(bytes.subarray(0, 100_000)));
          await new Promise<void>((resolve) => (goOn = resolve));
          controller.enqueue(new Uint8Array(bytes.subarray(100_000)));
          controller.close();
        },
      });
      const headers = { ...asProgram, 'Content-Type': whole.headers.get('content-type')! };
      const sent = cast.owner.fetch('/files/given/tallies/sheets', {
        method: 'POST',
        body,
        headers,
        duplex: 'half',
      });
      const stored = () => rowsOf(`select id from core.file where order_id = $1 and state = 'receiving'`, mine);
      await expect.poll(stored, { timeout: 10_000 }).toHaveLength(1);
      const [{ id } = { id: '' }] = (await stored()) as { id: string }[];
      expect(await given()).toEqual([]);
      expect(await statusOf(cast.owner, `${id}/a.txt`)).toBe(404);
      goOn();
      expect((await sent).status).toBe(200);
      expect(seen).toHaveLength(2);
    });

    it('is refused before a byte of it is kept: a foreign order like an unknown one, and what names none', async () => {
      const answers = await leavingNothing(async () => [
        await post(cast.sarah, [['order', toms], small], { to: 'tallies/own' }),
        await post(cast.sarah, [['order', unknown], small], { to: 'tallies/own' }),
        await post(cast.owner, [['order', unknown], small], { to: 'tallies/sheets' }),
        await post(cast.owner, [['order', mine], small], { to: 'tallies/none' }),
        await post(cast.owner, [['order', mine], small], { to: 'notes/sheets' }),
      ]);
      expect(answers.map((one) => one.status)).toEqual([404, 404, 404, 404, 404]);
      expect(new Set(await Promise.all(answers.map((one) => one.text()))).size).toBe(1);
      for (const fields of [
        [small],
        [['order', '7'], small],
        [small, ['order', mine]],
        [['order', mine], small, ['note', 'late']],
      ])
        expect((await leavingNothing(() => post(cast.owner, fields as Fields))).status).toBe(400);
      for (const more of [
        ['extra', '1'],
        ['note', 'x'.repeat(21)],
        ['__proto__.x', '1'],
        ['note', 'a\u0000b'],
      ] as const)
        expect((await leavingNothing(() => post(cast.owner, [['order', mine], more, small]))).status).toBe(400);
      expect(taken).toEqual([]);
    });

    it('reads no byte of a body whose sender does not pass the gate', async () => {
      let isRead = false;
      const body = () =>
        new ReadableStream(
          {
            pull(controller) {
              isRead = true;
              controller.enqueue(new Uint8Array(10));
              controller.close();
            },
          },
          { highWaterMark: 0 },
        );
      const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
      const init = () => ({ method: 'POST', body: body(), headers, duplex: 'half' }) as RequestInit;
      expect((await openBrowser(test.platform).fetch('/files/given/tallies/sheets', init())).status).toBe(401);
      expect((await cast.sarah.fetch('/files/given/tallies/sheets', init())).status).toBe(401);
      await rowsOf('update core.contact set rights = $2 where id = $1 returning id', cast.smith.contact, []);
      expect((await cast.sarah.fetch('/files/given/tallies/own', init())).status).toBe(403);
      await rowsOf('update core.contact set rights = $2 where id = $1 returning id', cast.smith.contact, ['order']);
      expect(isRead).toBe(false);
    });

    it('is unknown while the plugin is off, whoever sends it', async () => {
      await cast.owner.staff.plugins.switch.mutate({ plugin: 'tallies', active: false });
      try {
        for (const browser of [cast.owner, cast.sarah, openBrowser(test.platform)])
          expect((await leavingNothing(() => post(browser, [['order', mine], small]))).status).toBe(404);
      } finally {
        await cast.owner.staff.plugins.switch.mutate({ plugin: 'tallies', active: true });
      }
    });

    it.each([
      [
        'more files than it takes',
        'file.too-many',
        413,
        [small, small, small, ['files', fileOf('d.txt', 'd')] as const],
      ],
      [
        'a file that is too large',
        'file.too-large',
        413,
        [small, ['files', fileOf('d.png', Buffer.alloc(51 * 2 ** 20, 1))] as const],
      ],
      [
        'a program called a picture',
        'file.dangerous',
        415,
        [small, ['files', fileOf('d.png', samples.program)] as const, small],
      ],
      ['no file', 'file.none', 422, [['files', fileOf('', '')] as const]],
    ] as const)('with %s is refused whole', async (_, code, wanted, files) => {
      const answer = await leavingNothing(() => refusedFor(post(cast.owner, [['order', mine], ...files])));
      expect(answer).toMatchObject({ code, status: wanted });
      if (code !== 'file.none') expect(answer.params).toMatchObject({ file: expect.stringMatching(/^d\./) as string });
      expect(taken).toEqual([]);
      expect(await given()).toEqual([]);
    });

    it('that the plugin refuses leaves no file, whatever it refuses with', async () => {
      take = () => {
        throw new PlatformError(errors['plugin.stale']);
      };
      const answer = await leavingNothing(() => refusedFor(post(cast.owner, [['order', mine], small, small])));
      expect(answer).toMatchObject({ code: 'plugin.stale', status: 409 });
      take = () => {
        throw new Error('out of ink');
      };
      expect((await leavingNothing(() => post(cast.owner, [['order', mine], small]))).status).toBe(500);
      expect(taken).toHaveLength(2);
      expect(await given()).toEqual([]);
    });

    it('that the plugin does not keep, or a part of it, is answered as failed, and what it kept stays', async () => {
      take = () => undefined;
      expect((await leavingNothing(() => post(cast.owner, [['order', mine], small]))).status).toBe(500);
      take = (files, { data }) => data.write(keeping(files.slice(1)));
      expect((await post(cast.owner, [['order', mine], small, ['files', fileOf('b.txt', 'b')]])).status).toBe(500);
      expect(await given()).toMatchObject([{ name: 'b.txt' }]);
    });

    it('that is refused after it was kept leaves what the plugin has rows of', async () => {
      take = async (files, context) => {
        await keeps(files, context);
        throw new PlatformError(errors['plugin.stale']);
      };
      expect((await post(cast.owner, [['order', mine], small])).status).toBe(409);
      expect(await given()).toMatchObject([{ name: 'a.txt', state: expect.stringMatching(/^(?:pending|stored)$/) }]);
      expect((await leftOf()).disk).toContain(taken[0]!.files[0]!.id);
    });

    it('is shown by the write that keeps it, where the plugin says so', async () => {
      take = (files, { data }) => {
        const [kept] = keeping(files);
        return data.write([kept!, { ...kept!, files: { show: files.map(({ id }) => id) } }]);
      };
      expect((await post(cast.owner, [['order', mine], small])).status).toBe(200);
      expect(await given()).toMatchObject([{ name: 'a.txt', shown: true }]);
    });

    it('[abuse 88] that is cut half way leaves nothing', async () => {
      const form = new FormData();
      form.append('order', mine);
      form.append('files', fileOf('whole.txt', 'whole'));
      form.append('files', fileOf('cut.bin', Buffer.alloc(200_000, 65)));
      const whole = new Request('http://shop.test/', { method: 'POST', body: form });
      const bytes = Buffer.from(await whole.arrayBuffer());
      const headers = { ...asProgram, 'Content-Type': whole.headers.get('content-type')! };
      const half = bytes.subarray(0, bytes.length / 2);
      const address = '/files/given/tallies/sheets';
      const isFirstThere = async () =>
        (await rowsOf(`select id from core.file where order_id = $1`, mine)).length === 1;
      const broken = () =>
        new ReadableStream({
          start: (controller) => controller.enqueue(new Uint8Array(half)),
          async pull(controller) {
            await vi.waitUntil(isFirstThere, { timeout: 10_000 });
            controller.error(new Error('gone'));
          },
        });
      for (const bodyOf of [() => half, broken]) {
        const init = { method: 'POST', body: bodyOf(), headers, duplex: 'half' } as RequestInit;
        expect((await leavingNothing(() => cast.owner.fetch(address, init))).status).toBe(422);
      }
      expect(taken).toEqual([]);
    });

    it('of a process that ended is swept after a day, and what was kept is not', async () => {
      const kept = await give();
      const orphan = crypto.randomUUID();
      await rowsOf(
        `insert into core.file (tenant_id, id, order_id, plugin, name, bytes, state, uploaded_by, created_at)
         select tenant_id, $2, id, 'tallies', 'half.txt', 1, 'receiving', '{}', now() - interval '2 days' from core.orders where id = $1 returning id`,
        mine,
        orphan,
      );
      const rows = async () => (await rowsOf('select id from core.file where order_id = $1', mine)).map(({ id }) => id);
      const old = new Date(Date.now() - 48 * 3_600_000);
      const place = (id: string) => path.join(test.folder, 'files', test.shop, id);
      await writeFile(place(orphan), 'x');
      await Promise.all([orphan, kept.id].map((id) => utimes(place(id), old, old)));
      expect(await rows()).toHaveLength(2);
      const sweeping = createFiles({
        database: test.platform.database,
        newId,
        folder: path.join(test.folder, 'files'),
        clock: () => new Date(),
        log: ({ message }) => expect(message).toBeUndefined(),
      });
      sweeping.start();
      await expect.poll(rows).toEqual([kept.id]);
      await expect.poll(() => readdir(path.dirname(place(orphan)))).not.toContain(orphan);
      await sweeping.stop();
      expect((await given()).map(({ id }) => id)).toEqual([kept.id]);
    });

    it('[abuse 89] is counted under the limits of its sender, staff too', async () => {
      await test.platform.seed.settings(test.shop, 'core', { uploadsPerHour: 1 });
      try {
        const answers = [];
        for (const name of ['a', 'b'])
          answers.push(
            await post(
              cast.tom,
              [
                ['order', toms],
                ['files', fileOf(name, name)],
              ],
              { to: 'tallies/own' },
            ),
          );
        expect(answers.map((one) => one.status)).toEqual([200, 429]);
        expect(Number(answers[1]!.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(await leavingNothing(() => refusedFor(post(cast.owner, [['order', mine], small, small])))).toMatchObject(
          {
            code: 'limit.reached',
          },
        );
      } finally {
        await test.platform.seed.settings(test.shop, 'core', { uploadsPerHour: 10_000 });
      }
    });

    it('[abuse 12] is refused from another site and as no form', async () => {
      const foreign = { ...asProgram, 'sec-fetch-site': 'cross-site' };
      expect(
        (await leavingNothing(() => post(cast.owner, [['order', mine], small], { headers: foreign }))).status,
      ).toBe(403);
      const init = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } };
      expect((await cast.owner.fetch('/files/given/tallies/sheets', init)).status).toBe(400);
      expect((await cast.owner.fetch('/files/given/tallies/sheets')).status).toBe(404);
    });

    it('is not taken in a preview, nor from an operator who looks', async () => {
      const { handover } = await cast.owner.staff.access.preview.mutate({ contact: cast.smith.contact });
      await cast.owner.portal.access.openPreview.mutate({ handover });
      const visitor = openBrowser(test.platform, { base: '/preview' });
      visitor.take(cast.owner.cookie());
      expect(
        await leavingNothing(() => refusedFor(post(visitor, [['order', mine], small], { to: 'tallies/own' }))),
      ).toMatchObject({
        code: 'preview.read-only',
      });
      const password = 'eleven blue kettles';
      const person = { name: 'Ola Nord', email: 'ola@docket.test' };
      const link = await test.platform.operators.access.invite({ type: 'command' }, person, new Date());
      const ola = openBrowser(test.platform);
      await ola.operator.access.setPassword.mutate({ token: link.split('/').at(-1)!, password });
      await setUpFactor(ola, password, new Date());
      await ola.operator.shops.look.mutate({ slug: 'shop', reason: 'Ticket 7: a picture is missing.' });
      const there = openBrowser(test.platform, { base: '/s/shop' });
      there.take(ola.cookie());
      expect(await leavingNothing(() => refusedFor(post(there, [['order', mine], small])))).toMatchObject({
        code: 'look.read-only',
      });
    });
  });

  describe('a form of a page', () => {
    const page = ['_back', '/admin/orders/1?tab=2'] as const;

    it('leads back to the page that it names, which says what was done', async () => {
      const answer = await post(cast.owner, [['order', mine], page, small], { headers: asPage });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/orders/1?done=tallies.sheets']);
    });

    it('leads back with the refusal, and to no other site', async () => {
      const send = (back: string) =>
        post(
          cast.owner,
          [
            ['order', mine],
            ['note', 'front-1'],
            ['_back', back],
            ['files', fileOf('d.png', samples.program)],
          ],
          { headers: asPage },
        );
      const { pathname, searchParams } = new URL(
        (await send('/admin/orders/1')).headers.get('location')!,
        'http://shop.test',
      );
      expect([pathname, Object.fromEntries(searchParams)]).toEqual([
        '/admin/orders/1',
        {
          refused: 'file.dangerous',
          block: 'tallies.sheets',
          file: 'd.png',
          kept: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        },
      ]);
      for (const back of ['//evil.test/x', 'https://evil.test', '/\\evil.test', ''])
        expect((await send(back)).status, back).toBe(415);
    });

    it('is told of fields that do not fit on its page, and of an order that is not there on none', async () => {
      const wrong = await post(cast.owner, [['order', mine], page, ['extra', '1'], small], { headers: asPage });
      const { searchParams } = new URL(wrong.headers.get('location')!, 'http://shop.test');
      expect(Object.fromEntries(searchParams)).toMatchObject({ refused: 'input.malformed', block: 'tallies.sheets' });
      expect((await post(cast.owner, [['order', unknown], page, small], { headers: asPage })).status).toBe(404);
    });
  });

  describe('a file', () => {
    it('is found by staff, and by contacts once it is shown, of the orders that they see', async () => {
      const [file, other] = [await give('mine.txt'), await give('toms.txt', 'x', toms)];
      const both = ({ files }: Context) => files.ofOrders([mine, toms]);
      const names = async (found: Promise<unknown>) => ((await found) as readonly GivenFile[]).map(({ name }) => name);
      expect(await names(asStaff(both))).toEqual(['mine.txt', 'toms.txt']);
      expect(await names(asContact(both))).toEqual([]);
      await asStaff(({ data }) => data.write([change({ show: [file.id] }), change({ show: [other.id] }, toms)]));
      const trips = await asContact((context) =>
        roundTripsOf(test.platform.database, async () => expect(await names(both(context))).toEqual(['mine.txt'])),
      );
      expect(trips).toBe(1);
      await rowsOf('update core.orders set in_portal = false where id = $1 returning id', mine);
      expect(await names(asContact(both))).toEqual([]);
    });

    it('[abuse 91] is had by whoever sees it, and by nobody else', async () => {
      const file = await give('badge.svg', samples.badge);
      await test.platform.settle();
      const addresses = [`${file.id}/badge.svg`, `${file.id}/preview`];
      const statuses = (browser: TestBrowser) => Promise.all(addresses.map((address) => statusOf(browser, address)));
      expect(await statuses(cast.owner)).toEqual([200, 200]);
      expect(await statuses(cast.sarah)).toEqual([404, 404]);
      await asStaff(({ data }) => data.write([change({ show: [file.id] })]));
      expect(await statuses(cast.sarah)).toEqual([200, 200]);
      expect(await statuses(cast.tom)).toEqual([404, 404]);
      expect(await statuses(openBrowser(test.platform))).toEqual([404, 404]);
      await cast.owner.staff.plugins.switch.mutate({ plugin: 'tallies', active: false });
      expect([await statuses(cast.sarah), await statuses(cast.owner)]).toEqual([
        [404, 404],
        [200, 200],
      ]);
      await cast.owner.staff.plugins.switch.mutate({ plugin: 'tallies', active: true });
      await rowsOf('update core.orders set in_portal = false where id = $1 returning id', mine);
      expect(await statuses(cast.sarah)).toEqual([404, 404]);
      await rowsOf('update core.orders set in_portal = true where id = $1 returning id', mine);
      await asStaff(({ data }) => data.write([change({ hide: [file.id] })]));
      expect(await statuses(cast.sarah)).toEqual([404, 404]);
    });

    it('[abuse 81] [CVE-2026-23499] with script in it is kept to itself, and drawn no picture of', async () => {
      const hostile = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
      const file = await give('x.svg', hostile);
      await asStaff(({ data }) => data.write([change({ show: [file.id] })]));
      await test.platform.settle();
      expect(await given()).toMatchObject([
        { state: 'blocked', facts: { security: { block: true, reasons: ['svg-script'] } } },
      ]);
      for (const browser of [cast.sarah, cast.owner]) {
        const answer = await browser.fetch(`/files/${file.id}/x.svg`);
        expect(answer.status).toBe(415);
        expect(answer.headers.get('content-type')).not.toContain('svg');
        expect(await statusOf(browser, `${file.id}/preview`)).toBe(404);
      }
    });

    it('[abuse 83] of more pixels than anybody looks at is kept, and there is no picture of it', async () => {
      const { id } = await give('huge.png', samples.blackPng(30_000, 30_000));
      await test.platform.settle();
      expect((await given())[0]).toMatchObject({ state: 'stored', facts: { problem: 'too-many-pixels' } });
      expect(await statusOf(cast.owner, `${id}/preview`)).toBe(404);
    });

    it('[abuse 82] that is a page and calls itself a picture is refused, and nothing is left', async () => {
      const page = ['files', fileOf('page.png', '<!doctype html><script>alert(1)</script>')] as const;
      const sent = () => refusedFor(post(cast.owner, [['order', mine], page]));
      expect(await leavingNothing(sent)).toMatchObject({ code: 'file.dangerous', status: 415 });
    });

    it.each([
      ['[abuse 82] that is a picture and a program', 'a.gif', 'GIF89a/*<?php system($_GET[0]); ?>*/'],
      ['[abuse 82] that is a PDF and a page', 'a.pdf', '%PDF-1.4\n<html><script>alert(1)</script></html>'],
      ['[abuse 86] whose name reads backwards', 'a\u202egnp.html', 'x'],
      ['[abuse 86] whose name has an end in it', 'a.png\0.html', 'x'],
    ])('%s is blocked, for the shop too', async (_, name, bytes) => {
      const { id } = await give(name, bytes);
      await test.platform.settle();
      const [kept] = await given();
      expect(kept!.state).toBe('blocked');
      expect(await statusOf(cast.owner, `${id}/${encodeURIComponent(kept!.name)}`)).toBe(415);
      expect(await statusOf(cast.owner, `${id}/preview`)).toBe(404);
    });

    it.each([
      ['[abuse 85] that is a program for printers', 'a.eps', '%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run\n'],
      ['[abuse 86] whose name leaves its folder', '../../a.txt', 'x'],
      ['[abuse 86] whose name is a device', 'CON', 'x'],
    ])('%s is had as an attachment alone, and lies under a name of its own', async (_, name, bytes) => {
      const { id } = await give(name, bytes);
      await test.platform.settle();
      const [kept] = await given();
      const answer = await cast.owner.fetch(`/files/${id}/${encodeURIComponent(kept!.name)}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\x20-\x7e]*"/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(await statusOf(cast.owner, `${id}/preview`)).toBe(404);
      expect((await leftOf()).disk.some((stored) => stored.endsWith(id))).toBe(true);
    });

    it('is gone from the disk when its plugin removes it, and only once that is certain', async () => {
      const [file, stays] = [await give('gone.txt'), await give('stays.txt')];
      const onDisk = async (id: string) => (await leftOf()).disk.some((name) => name.endsWith(id));
      const stale = { name: 'none', text: 'select 1 where false', values: [], expects: 1 };
      const remove = ({ data }: Context, ...more: never[]) => data.write([change({ remove: [file.id] })], ...more);
      expect(await refusal(asStaff((context) => remove(context, stale as never)))).toMatchObject({
        code: 'plugin.stale',
      });
      expect([await onDisk(file.id), (await given()).length]).toEqual([true, 2]);
      await asStaff((context) => remove(context));
      expect([await onDisk(file.id), await onDisk(stays.id)]).toEqual([false, true]);
      expect((await given()).map(({ name }) => name)).toEqual(['stays.txt']);
      expect(await statusOf(cast.owner, `${file.id}/gone.txt`)).toBe(404);
    });

    it('of another order, of another plugin or of a draft is refused like an unknown one', async () => {
      const other = await give('toms.txt', 'x', toms);
      await rowsOf(`update core.file set plugin = 'others' where id = $1 returning id`, (await give('theirs.txt')).id);
      const theirs = taken.at(-1)!.files[0]!;
      await test.platform.seed.order(test.shop, {
        customer: cast.smith.id,
        contact: cast.smith.contact,
        kind: 'note',
        files: [{ name: 'draft.txt', bytes: Buffer.from('x') }],
        content: (files) => ({ ...content, files }),
        at: new Date(),
      });
      const [sentFile] = await rowsOf(`select id from core.file where name = 'draft.txt' limit 1`);
      for (const id of [other.id, theirs.id, String(sentFile!['id']), unknown])
        for (const files of [{ show: [id] }, { hide: [id] }, { remove: [id] }] as const)
          expect(await leavingNothing(() => refusal(asStaff(({ data }) => data.write([change(files)]))))).toMatchObject(
            {
              code: 'not-found',
            },
          );
    });

    it('goes with the data of its customer: to people if it is shown, to the shop in any case, and away when they are erased', async () => {
      const { seed } = test.platform;
      const { id, contacts } = await seed.customer(test.shop, {
        name: 'Quill & Co',
        contacts: [{ name: 'Quentin', email: `quentin-${store}@quill.test` }],
      });
      const quentin = openBrowser(test.platform);
      quentin.take(await seed.cookie(test.shop, { type: 'contact', id: contacts[0]! }));
      const order = await orderOf(quentin);
      const [shown, hidden] = [await give('shown.txt', 'shown', order), await give('hidden.txt', 'hidden', order)];
      await asStaff(({ data }) => data.write([change({ show: [shown.id] }, order)]));
      await test.platform.settle();
      const namesIn = async (browser: TestBrowser, asked: { readonly id: string }) => {
        const answer = await browser.fetch(`/files/exports/${asked.id}`);
        const files = unzipped(Buffer.from(await answer.arrayBuffer()));
        const { tables } = JSON.parse(String(files.get('data.json'))) as { tables: { file?: { name: string }[] } };
        return [
          (tables.file ?? []).map(({ name }) => name).toSorted(),
          [...files.keys()].filter((name) => name.startsWith('files/')).length,
        ];
      };
      expect(await namesIn(quentin, await quentin.portal.privacy.export.mutate({}))).toEqual([['shown.txt'], 1]);
      const { privacy } = cast.owner.staff;
      expect(await namesIn(cast.owner, await privacy.exportCustomer.mutate({ id }))).toEqual([
        ['hidden.txt', 'shown.txt'],
        2,
      ]);
      await rowsOf('update core.orders set final = true where id = $1 returning id', order);
      await privacy.eraseCustomer.mutate({ id, name: 'Quill & Co' });
      expect(await given(order)).toEqual([]);
      const left = (await leftOf()).disk.filter((name) => name.includes(shown.id) || name.includes(hidden.id));
      expect(left).toEqual([]);
    });

    it('is wanted one thing of in one write', async () => {
      const file = await give();
      const twice = asStaff(({ data }) => data.write([change({ show: [file.id], remove: [file.id] })]));
      expect(await refusal(twice)).toMatchObject({ code: 'internal' });
      expect(await given()).toMatchObject([{ shown: false }]);
    });
  });

  describe('a picture that a question shows', () => {
    const asking = (file: string, sha256: string): OwnChange => ({
      order: mine,
      action: 'tallies.paper',
      asks: [
        {
          subject: crypto.randomUUID(),
          version: 1,
          title: 'tallies.question',
          lines: [],
          pictures: [{ file, sha256 }],
        },
      ],
    });
    const ask = (...changes: readonly OwnChange[]) => asStaff(({ data }) => data.write(changes));

    it('is shown to whoever sees the question', async () => {
      const file = await give('badge.svg', samples.badge);
      await test.platform.settle();
      await ask(asking(file.id, file.sha256), asking(file.id, file.sha256));
      expect(await statusOf(cast.sarah, `${file.id}/badge.svg`)).toBe(200);
    });

    it('[abuse 90] was looked at, or it is not asked: nobody agrees to what they cannot have', async () => {
      const file = await give('badge.svg', samples.badge);
      await test.platform.settle();
      await rowsOf(`update core.file set state = 'pending' where id = $1 returning id`, file.id);
      expect(await refusal(ask(asking(file.id, file.sha256)))).toMatchObject({ code: 'file.pending', status: 409 });
      expect(await given()).toMatchObject([{ shown: false }]);
      const keepingIt = change({ keep: [file.id] });
      take = (files, { data }) => data.write([{ ...keepingIt, ...asking(files[0]!.id, files[0]!.sha256) }]);
      expect(await refusedFor(post(cast.owner, [['order', mine], small]))).toMatchObject({ code: 'file.pending' });
    });

    it('is there as the question says, or it is not asked', async () => {
      const file = await give('badge.svg', samples.badge);
      const other = await give('toms.svg', samples.badge, toms);
      const wrong = [asking(file.id, 'f'.repeat(64)), asking(unknown, file.sha256), asking(other.id, other.sha256)];
      for (const one of wrong) expect(await refusal(ask(one))).toMatchObject({ code: 'plugin.stale', status: 409 });
      const both = ask(asking(file.id, file.sha256), asking(file.id, 'f'.repeat(64)));
      expect(await refusal(both)).toMatchObject({ code: 'plugin.stale' });
      await rowsOf(`update core.file set state = 'blocked' where id = $1 returning id`, file.id);
      expect(await refusal(ask(asking(file.id, file.sha256)))).toMatchObject({ code: 'plugin.stale' });
      expect(await given()).toMatchObject([{ shown: false }]);
      expect(await rowsOf('select id from core.approval where order_id = $1', mine)).toEqual([]);
    });
  });
});
