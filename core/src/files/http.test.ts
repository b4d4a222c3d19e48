import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import { notePlugin } from '../testing/note-plugin.ts';
import { openBrowser, type TestBrowser } from '../testing/browser.ts';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';
import * as samples from './testing/samples.ts';

const begun = statement<object, { count: number }>(
  'fixture.begun',
  () =>
    sql`select sum(count)::int as count from core.hit where key like 'begun/%' group by key like '%Megabytes%' order by 1`,
);

const introduction = { name: 'Pat', email: 'pat@example.test', company: '', trap: '' };
const unknown = '0190a000-0000-7000-8000-00000000dead';
type Fields = readonly (readonly [string, string | File])[];

const fileOf = (name: string, bytes: Buffer | string): File => new File([new Uint8Array(Buffer.from(bytes))], name);

describe.each(['pglite', 'postgres-owner'] as const)('files over HTTP on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  beforeAll(async () => void (test = await openTestPlatform({ plugins: [notePlugin()], store })), 60_000);
  afterAll(() => test.close());

  const visit = (): TestBrowser => openBrowser(test.platform);

  async function begin(visitor: TestBrowser): Promise<string> {
    return (await visitor.portal.requests.begin.mutate({ kind: 'note', introduction })).id;
  }

  const back = (draft: string): string => `/draft/${draft}/lines`;
  const open = (visitor: TestBrowser, id: string) => visitor.portal.requests.open.query({ id });

  function post(visitor: TestBrowser, draft: string, fields: Fields, part = 'lines'): Promise<Response> {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return visitor.fetch(`/files/drafts/${draft}/${part}`, { method: 'POST', body: form });
  }

  const linesOf = (draft: string, base: number): Fields => [
    ['_base', String(base)],
    ['_back', back(draft)],
    ['lines.0.text', 'Front'],
    ['lines.0.count', '12'],
  ];

  async function upload(visitor: TestBrowser, draft: string, name: string, bytes: Buffer | string): Promise<string> {
    const { versions, content } = await open(visitor, draft);
    const had = (content as { files?: string[] }).files ?? [];
    const kept = had.map((id) => ['files[]', id] as const);
    const fields: Fields = [...linesOf(draft, versions['lines'] ?? 0), ...kept, ['files', fileOf(name, bytes)]];
    expect((await post(visitor, draft, fields)).headers.get('location')).toBe(back(draft));
    const after = (await open(visitor, draft)).content as { files: string[] };
    return after.files.find((id) => !had.includes(id))!;
  }

  describe('the form of a part', () => {
    it('[G-18] is saved with its files by a plain post, and leads on', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const png = await samples.badgePng(300);
      const answer = await post(visitor, draft, [
        ...linesOf(draft, 0),
        ['_to', 'review'],
        ['files', fileOf('größe.png', png)],
        ['files', fileOf('second.svg', samples.badge)],
        ['files', fileOf('', '')],
        ['lines.1.text', 'Back'],
      ]);
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe(`/draft/${draft}/review`);
      const { content, files } = await open(visitor, draft);
      expect(files.map(({ name, bytes }) => [name, bytes])).toEqual(
        expect.arrayContaining([
          ['größe.png', png.length],
          ['second.svg', samples.badge.length],
        ]),
      );
      expect(content).toMatchObject({ lines: [{ text: 'Front', count: '12' }, { text: 'Back' }] });
      expect((content as { files: string[] }).files.toSorted()).toEqual(files.map(({ id }) => id).toSorted());
    });

    it('is saved urlencoded as well, when it has no file', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const body = new URLSearchParams({ _base: '0', title: 'A sign für alle' });
      const answer = await visitor.fetch(`/files/drafts/${draft}/what`, { method: 'POST', body });
      expect(answer.status).toBe(303);
      expect((await open(visitor, draft)).content).toMatchObject({ title: 'A sign für alle' });
    });

    it('hands a step to the kind and comes back to the same part; a file taken off is gone', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const file = await upload(visitor, draft, 'a.txt', 'hello');
      const answer = await post(visitor, draft, [
        ...linesOf(draft, 1),
        ['_to', 'review'],
        ['_do', `remove-file:files.${file}`],
        ['files', ''],
      ]);
      expect(answer.headers.get('location')).toBe(back(draft));
      expect((await open(visitor, draft)).files).toEqual([]);
      expect((await visitor.fetch(`/files/${file}/a.txt`)).status).toBe(404);
    });

    it('keeps what was typed when another window was faster, and saves it when asked to', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      await post(visitor, draft, [
        ['_base', '0'],
        ['lines.0.text', 'Theirs'],
      ]);
      const conflict = await post(visitor, draft, [...linesOf(draft, 0), ['files', fileOf('mine.txt', 'mine')]]);
      expect(conflict.status).toBe(303);
      const { pathname, searchParams } = new URL(conflict.headers.get('location')!, 'http://shop.test');
      expect(pathname).toBe(back(draft));
      expect((await open(visitor, draft)).content).toMatchObject({ lines: [{ text: 'Theirs' }] });
      const mine = searchParams.get('conflict')!;
      const stranger = visit();
      const others = await begin(stranger);
      const stolen = await post(stranger, others, [
        ['_mine', mine],
        ['_keep', '1'],
      ]);
      expect(stolen.status).toBe(404);
      const kept = await post(visitor, draft, [
        ['_mine', mine],
        ['_keep', '1'],
        ['_to', 'hub'],
        ['_back', back(draft)],
      ]);
      expect(kept.headers.get('location')).toBe(`/draft/${draft}`);
      const { content, files } = await open(visitor, draft);
      expect(content).toMatchObject({ lines: [{ text: 'Front', count: '12' }], files: [files[0]!.id] });
      expect(files).toMatchObject([{ name: 'mine.txt' }]);
    });

    it('is saved with its text when a file is too large, and says which', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const answer = await post(visitor, draft, [
        ['files', fileOf('huge.png', Buffer.alloc(51 * 2 ** 20, 1))],
        ['_to', 'review'],
        ...linesOf(draft, 0),
      ]);
      const { pathname, searchParams } = new URL(answer.headers.get('location')!, 'http://shop.test');
      expect([pathname, Object.fromEntries(searchParams)]).toEqual([
        back(draft),
        { refused: 'file.too-large', file: 'huge.png', megabytes: '50' },
      ]);
      expect(await open(visitor, draft)).toMatchObject({ files: [], content: { lines: [{ text: 'Front' }] } });
    });

    it('is saved with its text when a file is a program called a picture', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const answer = await post(visitor, draft, [...linesOf(draft, 0), ['files', fileOf('logo.png', samples.program)]]);
      expect(answer.headers.get('location')).toContain('refused=file.dangerous');
      expect(await open(visitor, draft)).toMatchObject({ files: [], content: { lines: [{ text: 'Front' }] } });
    });

    it('is not saved when it is cut half way, and leaves no file behind', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const form = new FormData();
      form.append('lines.0.text', 'Half');
      form.append('files', fileOf('whole.txt', 'whole'));
      form.append('files', fileOf('cut.bin', Buffer.alloc(200_000, 65)));
      const whole = new Request('http://shop.test/', { method: 'POST', body: form });
      const bytes = Buffer.from(await whole.arrayBuffer());
      const type = { 'Content-Type': whole.headers.get('content-type')! };
      const path = `/files/drafts/${draft}/lines`;
      const half = bytes.subarray(0, bytes.length / 2);
      expect((await visitor.fetch(path, { method: 'POST', body: half, headers: type })).status).toBe(422);
      const broken = new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(half));
          setTimeout(() => controller.error(new Error('gone')), 50);
        },
      });
      const init = { method: 'POST', body: broken, headers: type, duplex: 'half' } as RequestInit;
      expect((await visitor.fetch(path, init)).status).toBe(422);
      expect(await open(visitor, draft)).toMatchObject({ files: [], content: { lines: [] } });
    });

    it('of somebody else is unknown, like one that does not exist', async () => {
      const draft = await begin(visit());
      const stranger = visit();
      const answers = [
        await post(stranger, draft, linesOf(draft, 0)),
        await post(stranger, unknown, linesOf(unknown, 0)),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      expect(await answers[0]!.text()).toBe(await answers[1]!.text());
    });

    it('[CVE-2025-62381] [abuse 12] is refused from another site, without a form, and with names that reach too far', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const path = `/files/drafts/${draft}/lines`;
      const foreign = { method: 'POST', body: new FormData(), headers: { 'sec-fetch-site': 'cross-site' } };
      expect((await visitor.fetch(path, foreign)).status).toBe(403);
      expect(
        (await visitor.fetch(path, { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }))
          .status,
      ).toBe(400);
      expect((await visitor.fetch(path, { method: 'POST' })).status).toBe(400);
      expect(
        (
          await post(visitor, draft, [
            ['__proto__.x', '1'],
            ['files', fileOf('a.txt', 'a')],
          ])
        ).status,
      ).toBe(400);
      expect((await post(visitor, draft, [['lines.0.text', 'x'.repeat(100_000)]])).status).toBe(400);
      expect((await open(visitor, draft)).files).toEqual([]);
    });
  });

  describe('a download', () => {
    it('[CVE-2026-23499] [CVE-2026-22849] answers the very bytes as an attachment that can do nothing', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const id = await upload(visitor, draft, 'größe.svg', samples.badge);
      await test.platform.settle();
      const answer = await visitor.fetch(`/files/${id}/gr%C3%B6%C3%9Fe.svg`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(samples.badge);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-disposition': `attachment; filename="gr__e.svg"; filename*=UTF-8''gr%C3%B6%C3%9Fe.svg`,
        'content-type': 'application/octet-stream',
        'content-length': String(samples.badge.length),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
        etag: `"${createHash('sha256').update(samples.badge).digest('hex')}"`,
      });
    });

    it('[CVE-2026-48356] [CVE-2026-128046] [CVE-2026-53787] can do nothing, whatever a file is called and whatever else it is', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const gif = 'GIF89a\u0001\u0000\u0001\u0000';
      const bodies = [
        '<?php system($_GET[0]); ?>',
        '<script>alert(1)</script>',
        '<%= 7 * 7 %>',
        '#!/bin/sh\nid',
        '{{7*7}}',
      ];
      const endings =
        'php php5 phtml pHp phar asp aspx jsp jspx cgi pl py sh exe html htm xhtml svg xml js mjs htaccess shtml'.split(
          ' ',
        );
      const tricks = [
        ...endings.flatMap((ending) => [`a.${ending}`, `a.gif.${ending}`]),
        'a.php;.gif',
        'a.php%00.gif',
        'a.php\u0000.gif',
        'a.php .gif',
        'a.php.',
        'a.php::$DATA',
        '../a.php',
        '..\\a.php',
        '/etc/a.php',
        '.htaccess',
        'CON',
        'a\u202efig.php',
        '%2e%2e%2fa.php',
        'a.php/.',
        'ａ.ｐｈｐ',
        'web.config',
        'a.gif\r\nX: y',
      ];
      expect(tricks.length).toBeGreaterThanOrEqual(60);
      const files = tricks.map((name, at) => ['files', fileOf(name, gif + bodies[at % bodies.length]!)] as const);
      await post(visitor, draft, [...linesOf(draft, 0), ...files]);
      const taken = (await open(visitor, draft)).files;
      for (const { id, name } of taken) {
        const answer = await visitor.fetch(`/files/${id}/${encodeURIComponent(name)}`);
        // Whoever looked at it may have blocked it already.
        expect([name, answer.status === 200 || (answer.status >= 400 && answer.status < 500)]).toEqual([name, true]);
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
        if (answer.status !== 200) continue;
        expect(answer.headers.get('content-type')).toBe('application/octet-stream');
        expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\x20-\x7e]*"/);
        expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      }
      expect(taken.length).toBeGreaterThan(40);
      const onDisk = await readdir(join(test.folder, 'files'), { recursive: true, withFileTypes: true });
      for (const { name } of onDisk.filter((entry) => entry.isFile() && entry.name !== '.database'))
        expect(name).toMatch(/^[0-9a-f-]+(?:\.[a-z]+)?$/);
    });

    it('answers ranges, and nothing when nothing changed', async () => {
      const visitor = visit();
      const id = await upload(visitor, await begin(visitor), 'a.txt', '0123456789');
      await test.platform.settle();
      const get = (headers: Record<string, string>, method = 'GET') =>
        visitor.fetch(`/files/${id}/a.txt`, { headers, method });
      const middle = await get({ range: 'bytes=2-4' });
      expect([middle.status, await middle.text(), middle.headers.get('content-range')]).toEqual([
        206,
        '234',
        'bytes 2-4/10',
      ]);
      expect(await (await get({ range: 'bytes=-2' })).text()).toBe('89');
      const past = await get({ range: 'bytes=10-' });
      expect([past.status, past.headers.get('content-range')]).toEqual([416, 'bytes */10']);
      const tag = middle.headers.get('etag')!;
      expect((await get({ 'if-none-match': tag })).status).toBe(304);
      expect((await get({ range: 'bytes=2-4', 'if-range': '"older"' })).status).toBe(200);
      expect((await get({ range: 'bytes=2-4', 'if-range': tag })).status).toBe(206);
      const head = await get({}, 'HEAD');
      expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
    });

    it('[G-43] [abuse 91] of somebody else’s file is unknown, also when signed in, as a preview and when removing', async () => {
      const owner = visit();
      const file = await upload(owner, await begin(owner), 'badge.svg', samples.badge);
      await test.platform.settle();
      const signedIn = visit();
      const customer = await test.platform.seed.customer(test.shop, {
        name: 'Other',
        contacts: [{ name: 'Kim', email: `kim-${store}@example.test` }],
      });
      signedIn.take(await test.platform.seed.cookie(test.shop, { type: 'contact', id: customer.contacts[0]! }));
      for (const stranger of [visit(), signedIn]) {
        const texts = await Promise.all(
          [`/files/${file}/badge.svg`, `/files/${file}/preview`, `/files/${unknown}/badge.svg`].map(async (path) => {
            const answer = await stranger.fetch(path);
            return `${answer.status} ${await answer.text()}`;
          }),
        );
        expect(new Set(texts).size).toBe(1);
        expect(texts[0]).toMatch(/^404 /);
        await expect(stranger.portal.files.remove.mutate({ id: file })).rejects.toMatchObject({
          data: { code: 'not-found' },
        });
      }
      expect((await owner.fetch(`/files/${file}/badge.svg`)).status).toBe(200);
    });

    it('[G-43] of an order’s file is for its customer and for staff who read orders', async () => {
      const { seed } = test.platform;
      const name = `ann-${store}`;
      const customer = await seed.customer(test.shop, { name, contacts: [{ name, email: `${name}@example.test` }] });
      const [contact] = customer.contacts;
      const number = await seed.order(test.shop, {
        customer: customer.id,
        contact: contact!,
        kind: 'note',
        files: [{ name: 'badge.svg', bytes: Buffer.from(samples.badge) }],
        content: (files) => ({ title: 'Sign', lines: [{ text: 'Front', count: '1' }], files }),
        at: new Date(),
      });
      await test.platform.settle();
      const staff = {
        name: 'Alex',
        email: `alex-${store}@example.test`,
        role: 'production',
        password: 'seven green lamps',
      } as const;
      const member = await seed.staff(test.shop, staff);
      const [buyer, worker, both] = [visit(), visit(), visit()];
      buyer.take(await seed.cookie(test.shop, { type: 'contact', id: contact! }));
      worker.take(await seed.cookie(test.shop, { type: 'staff', id: member }));
      both.take(await seed.cookie(test.shop, { type: 'staff', id: member }));
      await begin(both);
      const { files } = await buyer.portal.orders.get.query({ number });
      for (const [visitor, status] of [
        [buyer, 200],
        [worker, 200],
        [both, 200],
        [visit(), 404],
      ] as const) {
        expect((await visitor.fetch(`/files/${files[0]!.id}/badge.svg`)).status).toBe(status);
      }
      const unsent = await upload(
        buyer,
        (await buyer.portal.requests.begin.mutate({ kind: 'note' })).id,
        'a.txt',
        'mine',
      );
      await test.platform.settle();
      expect((await buyer.fetch(`/files/${unsent}/a.txt`)).status).toBe(200);
      expect((await worker.fetch(`/files/${unsent}/a.txt`)).status).toBe(404);
      await expect(buyer.portal.files.remove.mutate({ id: files[0]!.id })).rejects.toMatchObject({
        data: { code: 'draft.sent' },
      });
    });

    it('[CVE-2026-116802] of a blocked file is refused to its owner, and its preview is a picture', async () => {
      const visitor = visit();
      const evil =
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script><rect width="9" height="9"/></svg>';
      const id = await upload(visitor, await begin(visitor), 'evil.svg', evil);
      await test.platform.settle();
      const answer = await visitor.fetch(`/files/${id}/evil.svg`);
      expect([answer.status, await answer.json()]).toMatchObject([
        415,
        { code: 'file.dangerous', next: expect.any(String) },
      ]);
      const preview = await visitor.fetch(`/files/${id}/preview`);
      expect(preview.headers.get('content-type')).toBe('image/webp');
    });

    it('[abuse 52] of a preview answers a picture that the browser asks for each time', async () => {
      const visitor = visit();
      const id = await upload(visitor, await begin(visitor), 'badge.svg', samples.badge);
      await test.platform.settle();
      const answer = await visitor.fetch(`/files/${id}/preview`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('private, no-cache');
      expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 8, 12)).toBe('WEBP');
      expect(
        (await visitor.fetch(`/files/${id}/preview`, { headers: { 'if-none-match': answer.headers.get('etag')! } }))
          .status,
      ).toBe(304);
    });

    it('can be ended by removing the file', async () => {
      const visitor = visit();
      const id = await upload(visitor, await begin(visitor), 'a.txt', 'hello');
      await visitor.portal.files.remove.mutate({ id });
      expect((await visitor.fetch(`/files/${id}/a.txt`)).status).toBe(404);
    });

    it.each(['', 'x', 'drafts', `drafts/${unknown}`, unknown, `${unknown}/a/b`, '..%2f..%2fetc/passwd', 'tus'])(
      'of %j is unknown',
      async (path) => {
        expect((await visit().fetch(`/files/${path}`)).status).toBe(404);
      },
    );
  });

  describe('a resumable upload', () => {
    const tus = { 'Tus-Resumable': '1.0.0' };
    const chunk = { ...tus, 'Content-Type': 'application/offset+octet-stream' };
    const metadata = (draft: string, name: string): string =>
      `draft ${Buffer.from(draft).toString('base64')},name ${Buffer.from(name).toString('base64')}`;

    const create = (visitor: TestBrowser, draft: string, length: number, name = 'art.png') =>
      visitor.fetch('/files/tus', {
        method: 'POST',
        headers: { ...tus, 'Upload-Length': String(length), 'Upload-Metadata': metadata(draft, name) },
      });
    const send = (visitor: TestBrowser, path: string, offset: number, body: Buffer) =>
      visitor.fetch(path, {
        method: 'PATCH',
        headers: { ...chunk, 'Upload-Offset': String(offset) },
        body: new Uint8Array(body),
      });
    const ask = (visitor: TestBrowser, path: string) => visitor.fetch(path, { method: 'HEAD', headers: tus });

    it('goes on where it was and becomes a file of the draft', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const png = await samples.badgePng(800);
      const middle = Math.floor(png.length / 2);
      const created = await create(visitor, draft, png.length, 'größe.png');
      expect(created.status).toBe(201);
      const path = created.headers.get('location')!;
      expect(path).toMatch(/^\/files\/tus\/[0-9a-f]{32}$/);
      expect((await send(visitor, path, 0, png.subarray(0, middle))).headers.get('upload-offset')).toBe(String(middle));
      expect((await send(visitor, path, 0, png)).status).toBe(409);
      expect((await ask(visitor, path)).headers.get('upload-offset')).toBe(String(middle));
      expect((await open(visitor, draft)).files).toEqual([]);
      const last = await send(visitor, path, middle, png.subarray(middle));
      expect(last.headers.get('upload-offset')).toBe(String(png.length));
      const row = (await last.json()) as { id: string };
      expect(row).toMatchObject({ name: 'größe.png', bytes: png.length, state: 'pending' });
      expect(last.headers.get('docket-file')).toBe(row.id);
      const again = await ask(visitor, path);
      expect([again.headers.get('upload-offset'), again.headers.get('docket-file')]).toEqual([
        String(png.length),
        row.id,
      ]);
      expect((await open(visitor, draft)).files).toMatchObject([{ id: row.id }]);
      await test.platform.settle();
      expect(Buffer.from(await (await visitor.fetch(`/files/${row.id}/a.png`)).arrayBuffer()).equals(png)).toBe(true);
    });

    it('goes on from what arrived before the connection broke', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const bytes = Buffer.alloc(100_000, 'abcdefg');
      const path = (await create(visitor, draft, bytes.length, 'a.bin')).headers.get('location')!;
      let sent = 0;
      const broken = new ReadableStream({
        async pull(controller) {
          if (sent >= 40_000) {
            await new Promise((resolve) => setTimeout(resolve, 500));
            return controller.error(new Error('gone'));
          }
          controller.enqueue(new Uint8Array(bytes.subarray(sent, sent + 10_000)));
          sent += 10_000;
        },
      });
      const headers = { ...chunk, 'Upload-Offset': '0' };
      await visitor.fetch(path, { method: 'PATCH', headers, body: broken, duplex: 'half' });
      const arrived = Number((await ask(visitor, path)).headers.get('upload-offset'));
      // How much of it reached the disk is up to the machine.
      expect(arrived).toBeGreaterThan(0);
      expect((await send(visitor, path, arrived, bytes.subarray(arrived))).status).toBe(200);
      await test.platform.settle();
      const [file] = (await open(visitor, draft)).files;
      const whole = await (await visitor.fetch(`/files/${file!.id}/a.bin`)).arrayBuffer();
      expect(Buffer.from(whole).equals(bytes)).toBe(true);
    });

    it('[abuse 51] is unknown to anybody else at every step', async () => {
      const owner = visit();
      const draft = await begin(owner);
      const path = (await create(owner, draft, 10)).headers.get('location')!;
      const stranger = visit();
      await begin(stranger);
      const answers = [
        await create(stranger, draft, 10),
        await create(stranger, unknown, 10),
        await create(stranger, 'nonsense', 10),
        await send(stranger, path, 0, Buffer.alloc(10)),
        await ask(stranger, path),
        await stranger.fetch(path, { method: 'DELETE', headers: tus }),
        await ask(owner, '/files/tus/00000000000000000000000000000000'),
        await ask(owner, '/files/tus/..%2f..%2fx'),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
      expect((await ask(owner, path)).headers.get('upload-offset')).toBe('0');
    });

    it('is refused before it begins when it is too large, and at its end when it is a program', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const large = await create(visitor, draft, 51 * 2 ** 20);
      expect([large.status, await large.json()]).toMatchObject([
        413,
        { code: 'file.too-large', params: { megabytes: 50 } },
      ]);
      const path = (await create(visitor, draft, samples.program.length)).headers.get('location')!;
      const last = await send(visitor, path, 0, samples.program);
      expect([last.status, await last.json()]).toMatchObject([415, { code: 'file.dangerous' }]);
      expect((await ask(visitor, path)).status).toBe(404);
      expect((await open(visitor, draft)).files).toEqual([]);
    });

    it('[abuse 89] is counted when it begins, whether it ever ends or not', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const most = { uploadsPerHour: 10_000, uploadMegabytesPerDay: 2048 };
      const counted = async () => (await test.platform.database.withTenant(test.shop).run(begun({})))[0];
      const before = await counted();
      await create(visitor, draft, 10 * 2 ** 20);
      await create(visitor, draft, 10 * 2 ** 20);
      const [number, kilobytes] = (await counted()).map(({ count }, at) => count - (before[at]?.count ?? 0));
      expect([number, kilobytes]).toEqual([2, 20 * 1024]);
      try {
        for (const few of [{ uploadsPerHour: 1 }, { uploadMegabytesPerDay: 50 }]) {
          await test.platform.seed.settings(test.shop, 'core', { ...most, ...few });
          const answers = [];
          for (let n = 0; n < 3; n++) answers.push(await create(visitor, draft, 40 * 2 ** 20));
          expect(answers.at(-1)!.status).toBe(429);
          expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
        }
      } finally {
        await test.platform.seed.settings(test.shop, 'core', most);
      }
    });

    it('can be given up', async () => {
      const visitor = visit();
      const path = (await create(visitor, await begin(visitor), 10)).headers.get('location')!;
      expect((await visitor.fetch(path, { method: 'DELETE', headers: tus })).status).toBe(204);
      expect((await ask(visitor, path)).status).toBe(404);
    });

    it('of two senders at the same offset lets one through', async () => {
      const visitor = visit();
      const draft = await begin(visitor);
      const path = (await create(visitor, draft, 50_000, 'a.bin')).headers.get('location')!;
      const both = await Promise.all([0, 0].map((offset) => send(visitor, path, offset, Buffer.alloc(50_000, 1))));
      expect(both.map(({ status }) => status)).toContain(200);
      expect((await open(visitor, draft)).files).toHaveLength(1);
    });
  });
});

describe('a resumable upload that was complete when the process ended', { timeout: 60_000 }, () => {
  it('becomes its file when the sender asks how far it is', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'docket-resumed-'));
    const test = await openTestPlatform({ plugins: [notePlugin()], config: { dataFolder } });
    const visitor = openBrowser(test.platform);
    const { id: draft } = await visitor.portal.requests.begin.mutate({ kind: 'note', introduction });
    const tus = { 'Tus-Resumable': '1.0.0' };
    const metadata = `draft ${Buffer.from(draft).toString('base64')},name ${Buffer.from('a.txt').toString('base64')}`;
    const headers = { ...tus, 'Upload-Length': '5', 'Upload-Metadata': metadata };
    const path = (await visitor.fetch('/files/tus', { method: 'POST', headers })).headers.get('location')!;
    await writeFile(join(dataFolder, 'files', 'resumable', path.split('/').at(-1)!), 'hello');
    const asked = await Promise.all([1, 2].map(() => visitor.fetch(path, { method: 'HEAD', headers: tus })));
    const { files } = await visitor.portal.requests.open.query({ id: draft });
    expect(files).toMatchObject([{ name: 'a.txt', bytes: 5 }]);
    expect(asked.map((answer) => answer.headers.get('docket-file'))).toEqual([files[0]!.id, files[0]!.id]);
    // As after a process that ended, or beside one that goes on, between the file's row and the upload's note of it.
    const upload = join(dataFolder, 'files', 'resumable', path.split('/').at(-1)!);
    const note = JSON.parse(await readFile(`${upload}.json`, 'utf8')) as { metadata: Record<string, string> };
    delete note.metadata['file'];
    await writeFile(`${upload}.json`, JSON.stringify(note));
    await writeFile(upload, 'hello');
    const again = await visitor.fetch(path, { method: 'HEAD', headers: tus });
    expect(again.headers.get('docket-file')).toBe(files[0]!.id);
    expect((await visitor.portal.requests.open.query({ id: draft })).files).toHaveLength(1);
    await test.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
});
