import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { openCast, type Cast } from '../testing/cast.ts';
import { notePlugin, openBrowser, openTestPlatform, stores, type TestPlatform } from '../testing/index.ts';
import { createNotices, queueMail, type Letterhead } from './notices.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const letterhead: Letterhead = {
  shop: { name: 'The Shop', email: 'hello@shop.test', locale: 'en', direction: 'ltr', logo: null },
  url: 'http://shop.test',
  words: [],
};

/** A mail server that answers as it is told; `held` lets it wait before it takes a mail. */
async function openMoodyPostOffice() {
  const mood: { code: number; held: Promise<void> | undefined } = { code: 250, held: undefined };
  const arrived: { readonly to: readonly string[]; readonly raw: string }[] = [];
  const take = async (stream: AsyncIterable<Buffer>, to: readonly string[]): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    await mood.held;
    if (mood.code !== 250) throw Object.assign(new Error('Not now.'), { responseCode: mood.code });
    arrived.push({ to, raw: Buffer.concat(chunks).toString() });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address);
      // The server takes a callback: it is the protocol's answer.
      callbackify(() => take(stream, to))(done);
    },
  });
  // Clients that go away in the middle are what some tests are about.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    mood,
    arrived,
    url: `smtp://127.0.0.1:${port}`,
    to: (address: string) => arrived.filter(({ to }) => to.includes(address)),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe.each(stores)('mails on %s', (store) => {
  let office: Awaited<ReturnType<typeof openMoodyPostOffice>>;
  let test: TestPlatform;
  let cast: Cast;
  let now: Date;
  let notices: ReturnType<typeof createNotices>;

  beforeAll(async () => {
    office = await openMoodyPostOffice();
    // It sends its own mails to an office of its own; those of the tests are due in a year, for the tests' sender only.
    test = await openTestPlatform({ plugins: [notePlugin()], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(async () => {
    await notices.stop();
    await test.close();
    await office.close();
  });
  let log: { readonly message: string }[];
  const noticesWith = (smtp: string, clock = () => now): ReturnType<typeof createNotices> =>
    createNotices({
      database: test.platform.database,
      newId,
      clock,
      smtp,
      secret: 'a secret of thirty-two characters',
      shopOf: async () => undefined,
      letterheadOf: async (tenant) => (tenant === test.shop ? letterhead : undefined),
      log: (entry) => void log.push(entry),
    });
  beforeEach(() => {
    // Past all that the platform itself could look at.
    now = new Date(Date.now() + 365 * 24 * 3_600_000);
    log = [];
    Object.assign(office.mood, { code: 250, held: undefined });
    notices = noticesWith(office.url);
  });

  const later = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));
  let count = 0;
  const address = (): string => `reader${++count}@mail.test`;

  async function queue(
    recipient: string,
    { type = 'intake.waiting', proven = true, tenant = test.shop, at = now } = {},
  ): Promise<string> {
    const id = newId(at);
    const mail = {
      tenant,
      id,
      type,
      subjectType: 'request',
      subjectId: newId(at),
      recipient,
      data: { name: 'Sam', title: 'Run', code: '12345678' },
      now: at,
    };
    const mark = {
      name: 'test.mark',
      text: "update core.notice set data = data || jsonb_build_object('proven', $2::boolean) where id = $1",
      values: [id, proven],
    };
    await test.platform.database.withTenant(tenant).run(queueMail(mail), mark);
    return id;
  }
  const stateOf = async (id: string, tenant = test.shop) => {
    const query = {
      name: 'test.notice-state',
      text: 'select state, attempts, error, data, next_at from core.notice where id = $1',
      values: [id],
    };
    const [rows] = await test.platform.database.withTenant(tenant).run(query);
    return rows[0] as {
      state: string;
      attempts: number;
      error: string | null;
      data: Record<string, unknown>;
      next_at: Date;
    };
  };

  it('that somebody waits for to sign in go before all that was due longer', async () => {
    const early = Array.from({ length: 20 }, () => address());
    for (const to of early) await queue(to);
    later(60);
    const to = address();
    await queue(to, { type: 'access.code' });
    await notices.sendDue();
    const sent = office.arrived.map((mail) => mail.to[0]).filter((one) => one === to || early.includes(one!));
    expect(sent).toHaveLength(21);
    // Eight are sent at once.
    expect(sent.slice(0, 8)).toContain(to);
  });

  it('are sent once, with both parts, a sender, an answer’s address and an id that stays', async () => {
    const to = address();
    const id = await queue(to);
    await notices.sendDue();
    await notices.sendDue();
    expect(office.to(to)).toHaveLength(1);
    const { raw } = office.to(to)[0]!;
    for (const line of [
      /^From: The Shop <hello@shop\.test>/m,
      /^Reply-To: hello@shop\.test/m,
      /^Auto-Submitted: auto-generated/m,
      /^Content-Type: multipart\/alternative/m,
    ])
      expect(raw).toMatch(line);
    expect(raw).toContain(`Message-ID: <${id}@shop.test>`);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1, error: null });
  });

  it('are sent when sending is done, whoever else sends meanwhile', async () => {
    await queue(address());
    const soon = new Date(now.getTime() + 1000);
    const id = await queue(address(), { at: soon });
    // The first one looks, ends its mail and looks again; the other mail is due after that.
    let looks = 0;
    const sender = noticesWith(office.url, () => ((looks += 1) > 3 ? soon : now));
    const first = sender.sendDue();
    const others = [1, 2].map(async () => {
      await sender.sendDue();
      return (await stateOf(id)).state;
    });
    await first;
    let release = (): void => undefined;
    office.mood.held = new Promise((resolve) => (release = resolve));
    setTimeout(release, 200);
    expect(await Promise.all(others)).toEqual(['sent', 'sent']);
  });

  it('wait and are sent again when the server refuses for now', async () => {
    const [to, id] = await (async (recipient) => [recipient, await queue(recipient)] as const)(address());
    office.mood.code = 451;
    expect(await notices.sendDue()).toBe(0);
    expect(await stateOf(id)).toMatchObject({ state: 'queued', attempts: 1 });
    expect((await stateOf(id)).next_at).toEqual(new Date(now.getTime() + 15_000));
    expect(log).toMatchObject([{ message: 'A mail waits for another attempt.' }]);

    office.mood.code = 250;
    later(14);
    expect(await notices.sendDue()).toBe(0);
    later(1);
    expect(await notices.sendDue()).toBe(1);
    expect(office.to(to)).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2, error: null });
  });

  it('wait longer each time, up to an hour, and end after a day', async () => {
    const id = await queue(address());
    office.mood.code = 421;
    const waits: number[] = [];
    for (let attempt = 0; attempt < 40 && (await stateOf(id)).state === 'queued'; attempt += 1) {
      await notices.sendDue();
      const next = (await stateOf(id)).next_at;
      waits.push((next.getTime() - now.getTime()) / 1000);
      now = next;
    }
    expect(waits.slice(0, 7)).toEqual([15, 60, 300, 900, 1800, 3600, 3600]);
    expect(await stateOf(id)).toMatchObject({ state: 'dead' });
    expect(waits.length).toBeGreaterThan(24);
    expect(log.at(-1)).toMatchObject({ message: 'A mail was given up.' });
  });

  it('are dead when the server refuses for good', async () => {
    const id = await queue(address());
    office.mood.code = 550;
    expect(await notices.sendDue()).toBe(1);
    office.mood.code = 250;
    later(3600);
    expect(await notices.sendDue()).toBe(0);
    expect(await stateOf(id)).toMatchObject({ state: 'dead', attempts: 1 });
  });

  it('wait when nobody answers at all', async () => {
    const id = await queue(address());
    await noticesWith('smtp://127.0.0.1:1').sendDue();
    expect(await stateOf(id)).toMatchObject({ state: 'queued', attempts: 1 });
    later(15);
    await notices.sendDue();
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  });

  it('with a code are forgotten after ten minutes, and their code once they are done', async () => {
    const sent = await queue(address(), { type: 'access.code' });
    await notices.sendDue();
    expect(await stateOf(sent)).toMatchObject({ state: 'sent', data: {} });
    office.mood.code = 451;
    const late = await queue(address(), { type: 'access.code' });
    later(590);
    await notices.sendDue();
    expect(await stateOf(late)).toMatchObject({ state: 'dead', data: {} });
  });

  it('to an unknown address are ended without being sent', async () => {
    const to = address();
    const id = await queue(to, { type: 'access.unknown' });
    await notices.sendDue();
    expect(office.to(to)).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', data: {} });
  });

  it.each(['nobody', 'a@b', 'two@mail.test, three@mail.test', 'x@mail.test\r\nBcc: y@mail.test'])(
    'to %j are never sent',
    async (to) => {
      const id = await queue(to);
      await notices.sendDue();
      expect(office.arrived.flatMap((mail) => mail.to)).not.toContain('y@mail.test');
      expect(await stateOf(id)).toMatchObject({ state: 'dead', error: 'The address is none.' });
    },
  );

  it('[abuse 16] to an address that is not proven are at most five a day, also when they are due at once', async () => {
    const to = address();
    const ids: string[] = [];
    for (let number = 0; number < 9; number += 1)
      ids.push(await queue(to, { proven: false, at: new Date(now.getTime() + number) }));
    later(1);
    await notices.sendDue();
    expect(office.to(to)).toHaveLength(5);
    const states = await Promise.all(ids.map((id) => stateOf(id)));
    expect(states.map(({ state }) => state)).toEqual([...Array(5).fill('sent'), ...Array(4).fill('dead')]);

    await queue(to, { proven: false });
    await queue(to, { proven: true });
    await notices.sendDue();
    expect(office.to(to)).toHaveLength(6);

    later(24 * 3600);
    await queue(to, { proven: false });
    await notices.sendDue();
    expect(office.to(to)).toHaveLength(7);
  });

  it('are sent once when two processes send at the same moment', async () => {
    const to = address();
    const ids = await Promise.all(Array.from({ length: 20 }, () => queue(to)));
    await Promise.all([notices.sendDue(), noticesWith(office.url).sendDue(), notices.sendDue()]);
    expect(office.to(to)).toHaveLength(20);
    expect(new Set(office.to(to).map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)![1])).size).toBe(ids.length);
  });

  it('are sent to their end when the platform stops in the middle', async () => {
    const to = address();
    const id = await queue(to);
    let release = (): void => undefined;
    office.mood.held = new Promise((resolve) => (release = resolve));
    notices.start();
    while ((await stateOf(id)).attempts === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = notices.stop();
    release();
    await stopped;
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
    expect(office.to(to)).toHaveLength(1);
  });

  it('come due again when a process dies while it sends them', async () => {
    const to = address();
    const id = await queue(to);
    const claim = {
      name: 'test.claim',
      text: 'update core.notice set attempts = 1, next_at = $2 where id = $1',
      values: [id, new Date(now.getTime() + 180_000)],
    };
    await test.platform.database.withTenant(test.shop).run(claim);
    later(179);
    await notices.sendDue();
    expect(office.to(to)).toEqual([]);
    later(1);
    await notices.sendDue();
    expect(office.to(to)).toHaveLength(1);
  });

  it('of a shop that is gone are never sent', async () => {
    const to = address();
    const gone = newId(now);
    const id = await queue(to, { tenant: gone });
    await notices.sendDue();
    expect(office.to(to)).toEqual([]);
    expect(await stateOf(id, gone)).toMatchObject({ state: 'dead', error: 'The shop is not there.' });
  });

  describe('about a request', () => {
    async function send(): Promise<{ readonly requestId: string; readonly number: number }> {
      const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
      const { number } = await cast.sarah.portal.requests.submit.mutate({ id, content });
      await test.platform.settle();
      return { requestId: id, number: number! };
    }
    const noticesOf = async (requestId: string) => {
      const query = {
        name: 'test.notices',
        text: 'select channel from core.notice n join core.orders o on o.id = n.subject_id where o.request_id = $1 order by 1',
        values: [requestId],
      };
      const [rows] = await test.platform.database.withTenant(test.shop).run(query);
      return (rows as { channel: string }[]).map(({ channel }) => channel);
    };

    it('[G-36] are queued once, however often the event is delivered', async () => {
      const { requestId } = await send();
      expect(await noticesOf(requestId)).toEqual(['bell', 'mail']);
      const event = { name: 'intake.accepted', payload: { requestId }, version: 1 };
      await Promise.all(Array.from({ length: 5 }, () => notices.deliver(test.shop, event)));
      expect(await noticesOf(requestId)).toEqual(['bell', 'mail']);
    });

    it('are none for another event, and for a request that there is not', async () => {
      const { requestId } = await send();
      await notices.deliver(test.shop, { name: 'status.moved', payload: { requestId }, version: 1 });
      await notices.deliver(test.shop, { name: 'intake.accepted', payload: { requestId: newId(now) }, version: 1 });
      expect(await noticesOf(requestId)).toEqual(['bell', 'mail']);
    });

    it('[G-26] ring for staff until they have read them, and for nobody else', async () => {
      const { number } = await send();
      const { unread, rows } = await cast.owner.staff.notices.bell.query({});
      const own = rows.find((row) => row.number === number)!;
      expect(own).toMatchObject({
        type: 'intake.accepted',
        subjectType: 'order',
        read: false,
        data: { title: 'Paint the door', customer: 'Smith & Sons' },
      });

      const { seed } = test.platform;
      const staff = await seed.staff(test.shop, {
        name: 'Kim',
        email: `kim${number}@shop.test`,
        role: 'production',
        password: 'nine grey lamps',
      });
      const kim = openBrowser(test.platform);
      kim.take(await seed.cookie(test.shop, { type: 'staff', id: staff }));
      expect(await kim.staff.notices.bell.query({})).toEqual({ unread: 0, rows: [] });
      await kim.staff.notices.read.mutate({ ids: [own.id] });
      expect((await cast.owner.staff.notices.bell.query({})).unread).toBe(unread);

      await cast.owner.staff.notices.read.mutate({ ids: [own.id] });
      const after = await cast.owner.staff.notices.bell.query({});
      expect(after.unread).toBe(unread - 1);
      expect(after.rows.find(({ id }) => id === own.id)).toMatchObject({ read: true });
    });

    it('[G-08] [abuse 4] tell a stranger with a known address neither the contact’s name nor the customer’s', async () => {
      const stranger = openBrowser(test.platform);
      test.setNow(new Date(Date.now() - 10_000));
      const introduction = { name: 'Eve', email: 'Sarah@Smith.test', company: 'Evil', trap: '' };
      const { id } = await stranger.portal.requests.begin.mutate({ kind: 'note', introduction });
      test.setNow(undefined);
      const { number } = await stranger.portal.requests.submit.mutate({ id, content });
      await test.platform.settle();
      const { parsed } = test.post.newestTo('sarah@smith.test');
      expect(parsed.subject).toContain(String(number));
      for (const part of [parsed.text!, parsed.html as string]) {
        expect(part).toContain('Hello Eve,');
        expect(part).not.toMatch(/Smith|Sarah\b|orders\//);
      }
    });
  });
});
