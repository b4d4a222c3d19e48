import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { notePlugin, openBrowser, openTestPlatform, tallyPlugin } from '@docket/core/testing';
import type { TestBrowser, TestPlatform } from '@docket/core/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../src/serve/listen.ts';
import { snapshot } from './matrix/snapshot.ts';
import { spellingsOf } from './matrix/spellings.ts';
import type { World } from './matrix/world.ts';

const boundary = 'form';
const type = `multipart/form-data; boundary=${boundary}`;
const address = '/files/given/tallies/papers';
const nothing = '0190a000-0000-7000-8000-00000000dead';

const partOf = (head: string, content: string | Buffer): readonly (string | Buffer)[] => [
  `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`,
  content,
  '\r\n',
];

/** A form with files for an order, as browsers send it; without the line end after it, which nothing depends on. */
const formOf = (order: string, ...files: readonly Buffer[]): Buffer =>
  Buffer.concat(
    [
      ...partOf('name="order"', order),
      ...files.flatMap((bytes, at) => partOf(`name="files"; filename="${at}.bin"`, bytes)),
      `--${boundary}--`,
    ].map((piece) => Buffer.from(piece)),
  );

/** An id with each of its digits changed. */
const editsOf = (id: string): readonly string[] =>
  Array.from(id).flatMap((digit, at) => {
    const other = ((Number.parseInt(digit, 16) + 1) % 16).toString(16);
    return digit === '-' ? [] : [`${id.slice(0, at)}${other}${id.slice(at + 1)}`];
  });

describe('files given to a plugin by one form', { timeout: 300_000 }, () => {
  let test: TestPlatform;
  let server: Listening;
  let run: World['run'];
  let people: Readonly<Record<'owner' | 'sarah' | 'tom' | 'nobody' | 'stranger', TestBrowser>>;
  /** An order of Sarah's, and what is given for it: a picture that is shown, and one that is hidden. */
  let [order, shown, hidden] = ['', '', ''];

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), tallyPlugin()], config: { workers: false } });
    const { platform, shop: alpha } = test;
    server = await listen({
      port: 0,
      host: '127.0.0.1',
      trustProxy: false,
      fetch: (request) => platform.fetch(request),
    });
    const bravo = await otherShop();
    run = async (shop, text, ...values) => {
      const name = `given.${createHash('sha256').update(text).digest('hex').slice(0, 30)}`;
      const [rows] = await platform.database.withTenant({ alpha, bravo }[shop]).run({ name, text, values });
      return rows as Record<string, unknown>[];
    };
    people = await peopleOf(alpha, bravo);
    const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };
    const sent = await people.sarah.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    order = sent.orderId!;
    [shown, hidden] = [await givePicture({ shown: 'on' }), await givePicture({})];
  }, 240_000);
  afterAll(async () => {
    await server?.close(0);
    await test?.close();
  });

  const otherShop = (): Promise<string> => {
    const place = { timeZone: 'UTC', currency: 'USD', locale: 'en-US', units: 'inch' } as const;
    return test.platform.seed.shop({ slug: 'bravo', name: 'Bravo', email: 'hello@bravo.test', ...place });
  };

  async function peopleOf(alpha: string, bravo: string): Promise<typeof people> {
    const { seed } = test.platform;
    const signedIn = async (shop: string, kind: 'staff' | 'contact', id: string): Promise<TestBrowser> => {
      const browser = openBrowser(test.platform, { base: shop === alpha ? '/s/shop' : '/s/bravo' });
      browser.take(await seed.cookie(shop, { type: kind, id }));
      return browser;
    };
    const ownerOf = async (shop: string): Promise<TestBrowser> => {
      const member = { name: 'Robin', email: 'robin@shop.test', role: 'owner', password: 'seven green lamps' } as const;
      return signedIn(shop, 'staff', await seed.staff(shop, member));
    };
    const contactOf = async (name: string): Promise<TestBrowser> => {
      const contact = { name, email: `${name.toLowerCase()}@customers.test` };
      const { contacts } = await seed.customer(alpha, { name: `${name} & Sons`, contacts: [contact] });
      return signedIn(alpha, 'contact', contacts[0]!);
    };
    return {
      owner: await ownerOf(alpha),
      sarah: await contactOf('Sarah'),
      tom: await contactOf('Tom'),
      nobody: openBrowser(test.platform, { base: '/s/shop' }),
      stranger: await ownerOf(bravo),
    };
  }

  /** Gives a picture as staff, and answers its id. */
  async function givePicture(fields: Readonly<Record<string, string>>): Promise<string> {
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const body = new FormData();
    for (const [name, value] of Object.entries({ order, ...fields })) body.append(name, value);
    body.append('files', new File([new Uint8Array(bytes)], 'given.png'));
    expect((await people.owner.fetch(address, { method: 'POST', body })).status).toBe(200);
    await test.platform.settle();
    const [row] = await run('alpha', 'select id from core.file order by created_at desc, id desc limit 1');
    return String(row!['id']);
  }

  /** Everything that both shops hold, and every file on disk. */
  async function everything() {
    await test.platform.settle();
    return snapshot({ run }, test.folder);
  }
  /** What is on its way: rows that nothing keeps yet, and the names of all files on disk. */
  const onItsWay = async () => ({
    rows: await run('alpha', `select id from core.file where state = 'receiving'`),
    disk: (await readdir(path.join(test.folder, 'files'), { recursive: true })).toSorted(),
  });

  it('[abuse 87] are taken whole or not at all, wherever the form ends', async () => {
    const whole = formOf(order, Buffer.from('first'), Buffer.from('second'));
    const give = async (body: Buffer): Promise<number> => {
      const init = { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(body) };
      return (await people.owner.fetch(address, init)).status;
    };
    const before = await everything();
    const strange: string[] = [];
    for (let end = 0; end < whole.length; end += 1) {
      const status = await give(whole.subarray(0, end));
      if (status !== 422 && status !== 400) strange.push(`${end} of ${whole.length} bytes: ${status}`);
    }
    expect(strange).toEqual([]);
    expect(await everything()).toEqual(before);
    expect(await give(whole)).toBe(200);
    expect(await everything()).not.toEqual(before);
  });

  /** How somebody goes away. `resetAndDestroy` sends no farewell, as where a cable is pulled. */
  type Leaving = 'end' | 'destroy' | 'resetAndDestroy';

  /** The first file is a fifth of the form: of most shares it is whole, and has its row. */
  const isReceived = async (share: number): Promise<boolean> => {
    const { rows, disk } = await onItsWay();
    return rows.length === (share > 0.2 ? 1 : 0) && disk.some((name) => name.startsWith('receiving/'));
  };

  /** Sends a share of the form over a connection, and leaves in the middle of a file. */
  async function cutAt(share: number, framing: 'announced' | 'chunked', leaving: Leaving): Promise<void> {
    const whole = formOf(order, Buffer.alloc(400_000, 65), Buffer.alloc(1_600_000, 66));
    const head = [
      `POST /s/shop${address} HTTP/1.1`,
      'Host: shop.test',
      'Sec-Fetch-Site: same-origin',
      `Cookie: ${people.owner.cookie()}`,
      `Content-Type: ${type}`,
      framing === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${whole.length}`,
    ];
    const socket = net.connect(server.port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined).resume();
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    if (framing === 'chunked') socket.write(`${whole.length.toString(16)}\r\n`);
    socket.write(whole.subarray(0, Math.floor(whole.length * share)));
    await expect.poll(() => isReceived(share), { timeout: 60_000, interval: 5 }).toBe(true);
    socket[leaving]();
    await closed;
  }

  it.each([
    [0.01, 'announced', 'destroy'],
    [0.5, 'announced', 'resetAndDestroy'],
    [0.99, 'announced', 'end'],
    [0.01, 'chunked', 'end'],
    [0.5, 'chunked', 'destroy'],
    [0.99, 'chunked', 'resetAndDestroy'],
  ] as const)(
    '[abuse 87] [abuse 88] leave no row and no part of a file where the connection is cut at %d of the form, %s, by %s',
    async (share, framing, leaving) => {
      const [before, quiet] = [await everything(), await onItsWay()];
      await cutAt(share, framing, leaving);
      await expect.poll(onItsWay, { timeout: 60_000 }).toEqual(quiet);
      expect(await everything()).toEqual(before);
    },
  );

  describe('are had at their own address alone', () => {
    const ways = ['given.png', 'preview'] as const;
    const got = async (who: TestBrowser, below: string, init?: RequestInit) => {
      const answer = await who.fetch(below, init);
      return { status: answer.status, type: answer.headers.get('content-type'), bytes: await answer.text() };
    };

    it('[abuse 91] and there by whoever may: staff, and the customer whom they are shown', async () => {
      const before = await everything();
      const statuses = (who: TestBrowser, id: string) =>
        Promise.all(ways.map(async (way) => (await got(who, `/files/${id}/${way}`)).status));
      for (const [who, ofShown, ofHidden] of [
        ['owner', 200, 200],
        ['sarah', 200, 404],
        ['tom', 404, 404],
        ['nobody', 404, 404],
        ['stranger', 404, 404],
      ] as const)
        expect([who, await statuses(people[who], shown), await statuses(people[who], hidden)]).toEqual([
          who,
          [ofShown, ofShown],
          [ofHidden, ofHidden],
        ]);
      expect(await everything()).toEqual(before);
    });

    it('[abuse 91] not with a digit of it changed, nor guessed: that is unknown, to the byte', async () => {
      const unknown = await got(people.nobody, `/files/${nothing}/given.png`);
      expect(unknown.status).toBe(404);
      for (const who of [people.sarah, people.owner])
        for (const id of [...editsOf(shown), shown.toUpperCase(), shown.slice(1), `${shown}0`])
          for (const way of ways) expect([id, await got(who, `/files/${id}/${way}`)]).toEqual([id, unknown]);
      for (const [who, id] of [
        [people.sarah, hidden],
        [people.tom, shown],
        [people.stranger, shown],
      ] as const)
        for (const way of ways) expect(await got(who, `/files/${id}/${way}`)).toEqual(unknown);
    });

    it('[abuse 91] in no spelling, where it is hidden or another customer’s', async () => {
      const faults: string[] = [];
      let asked = 0;
      for (const [name, id] of [
        ['sarah', hidden],
        ['tom', shown],
      ] as const)
        for (const way of ways)
          for (const spelling of spellingsOf(`/files/${id}/${way}`)) {
            const { status, type: sort } = await got(people[name], spelling);
            asked += 1;
            if (status !== 404) faults.push(`${name} ${spelling}: ${status} ${sort}`);
          }
      expect(faults).toEqual([]);
      expect(asked).toBeGreaterThan(300);
    });

    it('[abuse 91] nor a part of it, nor whether it changed, to who may not have it', async () => {
      const [row] = await run('alpha', 'select sha256 from core.file where id = $1', hidden);
      const tag = `"${String(row!['sha256'])}"`;
      const asking = [{ range: 'bytes=0-9' }, { 'if-none-match': tag }, { range: 'bytes=0-9', 'if-range': tag }];
      for (const method of ['GET', 'HEAD'])
        for (const headers of asking)
          for (const way of ways)
            expect((await got(people.sarah, `/files/${hidden}/${way}`, { method, headers })).status).toBe(404);
    });
  });
});
