import { refusalOf } from '@docket/sdk/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openTestPlatform, stores, type TestBrowser, type TestPlatform } from './testing/index.ts';
import { notePlugin } from './testing/note-plugin.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };

/** What a call is refused with; fails when it is not. */
const refusedWith = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'nothing',
    (error: unknown) => refusalOf(error).code,
  );

describe.each(stores)('a platform on %s', (store) => {
  const heard: string[] = [];
  let deaf = false;
  let test: TestPlatform;
  let owner: TestBrowser;
  let sarah: TestBrowser;
  let customer: { readonly id: string; readonly contacts: readonly string[] };

  beforeAll(async () => {
    const accepted = (order: string): void => {
      if (deaf) throw new Error('I do not hear.');
      heard.push(order);
    };
    test = await openTestPlatform({ plugins: [notePlugin(accepted)], store });
    const { seed } = test.platform;
    const staff = await seed.staff(test.shop, {
      name: 'Robin',
      email: 'robin@shop.test',
      role: 'owner',
      password: 'a long password of ours',
    });
    customer = await seed.customer(test.shop, {
      name: 'Smith Embroidery',
      contacts: [{ name: 'Sarah', email: 'sarah@smith.test' }],
    });
    owner = openBrowser(test.platform);
    owner.take(await seed.cookie(test.shop, { type: 'staff', id: staff }));
    sarah = openBrowser(test.platform);
    sarah.take(await seed.cookie(test.shop, { type: 'contact', id: customer.contacts[0]! }));
  }, 120_000);
  afterAll(() => test.close());

  const send = async (browser: TestBrowser): Promise<{ number: number; requestId: string }> => {
    const { id } = await browser.portal.requests.begin.mutate({ kind: 'note' });
    const { number, requestId } = await browser.portal.requests.submit.mutate({ id, content });
    return { number: number!, requestId };
  };

  it('[G-01] [G-22] makes an order of a contact’s request at once, with everything on it', async () => {
    const { number } = await send(sarah);
    const page = await owner.staff.orders.get.query({ number });
    expect(page.order).toMatchObject({
      number,
      status: 'new',
      door: 'portal',
      title: 'Paint the door',
      quantity: 2,
      customer_name: 'Smith Embroidery',
      content,
    });
    expect(page.timeline.map(({ type }) => type)).toEqual(['requested']);
  });

  it('[G-26] [G-27] [G-32] tells staff in the bell and the sender by a mail that promises nothing', async () => {
    // What was told before is told, so that the newest is this one's.
    await test.platform.settle();
    const { number } = await send(sarah);
    await test.platform.settle();
    const bell = await owner.staff.notices.bell.query({});
    expect(bell.rows[0]).toMatchObject({ type: 'intake.accepted', number, read: false });
    const mail = test.post.newestTo('sarah@smith.test');
    expect(mail.parsed.subject).toBe(`We have your order request ${number}`);
    for (const part of [mail.parsed.text, mail.parsed.html]) {
      expect(part).toContain('Nothing is committed yet');
      expect(part).toContain(`http://shop.test/orders/${number}`);
    }
    expect(mail.raw.toString()).toMatch(/^Content-Type: multipart\/alternative/m);
  });

  it('makes one order of a request that is sent fifty times at once', async () => {
    const { id } = await sarah.portal.requests.begin.mutate({ kind: 'note' });
    const receipts = await Promise.all(
      Array.from({ length: 50 }, () => sarah.portal.requests.submit.mutate({ id, content })),
    );
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(1);
    const other = { ...content, title: 'Paint the window' };
    expect(await refusedWith(sarah.portal.requests.submit.mutate({ id, content: other }))).toBe(
      'request.other-content',
    );
  });

  it('[G-05] [G-06] [G-08] [GHSA-wr5h-x3x6-4h23] takes a stranger’s order for staff, and shows it in no portal before the address is proven', async () => {
    const stranger = openBrowser(test.platform);
    expect(await refusedWith(stranger.portal.requests.begin.mutate({ kind: 'note' }))).toBe('sign-in.needed');
    const introduction = { name: 'Sam', email: 'Sarah@smith.test', company: 'Smith', trap: '' };
    const { id } = await stranger.portal.requests.begin.mutate({ kind: 'note', introduction });
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const { number } = await stranger.portal.requests.submit.mutate({ id, content });
    expect((await owner.staff.orders.get.query({ number: number! })).order).toMatchObject({
      customer_name: 'Smith Embroidery',
      in_portal: false,
    });
    const listed = await sarah.portal.orders.list.query({});
    expect(listed.rows.map((row) => row.number)).not.toContain(number);
    expect(await refusedWith(sarah.portal.orders.get.query({ number: number! }))).toBe('not-found');
  });

  it('[abuse 20] keeps what a machine seems to have sent where staff look, and makes an order when they release it', async () => {
    const robot = openBrowser(test.platform);
    const introduction = { name: 'Bot', email: 'bot@spam.test', company: '', trap: 'http://spam.test' };
    const { id } = await robot.portal.requests.begin.mutate({ kind: 'note', introduction });
    const receipt = await robot.portal.requests.submit.mutate({ id, content });
    expect(receipt).toMatchObject({ state: 'waiting', number: null });
    const { rows } = await owner.staff.requests.quarantine.query({});
    expect(rows.map((row) => row.id)).toEqual([id]);
    const released = await owner.staff.requests.release.mutate({ id });
    expect(released.number).toBeGreaterThan(0);
    expect(await refusedWith(owner.staff.requests.release.mutate({ id }))).toBe('request.decided');
    expect((await owner.staff.requests.quarantine.query({})).rows).toEqual([]);
  });

  it('answers a list and an order’s page in one round trip, and a submit in two', async () => {
    const { database } = test.platform;
    const trips = async (work: () => Promise<unknown>): Promise<number> => {
      const before = database.roundTrips();
      await work();
      return database.roundTrips() - before;
    };
    const { number } = await send(sarah);
    await test.platform.settle();
    // What runs in the background now and then adds one, so the fewest of five count.
    const fewest = async (work: () => Promise<unknown>): Promise<number> => {
      const counts: number[] = [];
      for (let round = 0; round < 5; round += 1) counts.push(await trips(work));
      return Math.min(...counts);
    };
    expect(await fewest(() => sarah.portal.orders.list.query({}))).toBe(1);
    expect(await fewest(() => sarah.portal.orders.get.query({ number }))).toBe(1);
    const { id } = await sarah.portal.requests.begin.mutate({ kind: 'note' });
    const submit = await trips(() => sarah.portal.requests.submit.mutate({ id, content }));
    // A delivery that is woken by the commit may claim before the answer is back.
    expect(submit).toBeLessThanOrEqual(3);
  });

  it('[G-29] lets staff complete an order, and shows what differs from the request', async () => {
    const { number } = await send(sarah);
    const edited = { lines: [{ text: 'red', count: '3' }], files: [] };
    await owner.staff.orders.edit.mutate({ number, base: 1, part: 'lines', form: edited });
    const page = await owner.staff.orders.get.query({ number });
    expect(page.changes).toEqual([
      { path: 'lines.0.text', label: 'note.text', before: 'blue', after: 'red' },
      { path: 'lines.0.count', label: 'note.count', before: 2, after: 3 },
    ]);
    expect(await refusedWith(owner.staff.orders.edit.mutate({ number, base: 1, part: 'lines', form: edited }))).toBe(
      'order.stale',
    );
  });

  it('moves an order along its pipeline only', async () => {
    const { number } = await send(sarah);
    const { order } = await owner.staff.orders.get.query({ number });
    expect(await refusedWith(owner.staff.orders.move.mutate({ id: order.id, to: 'done' }))).toBe('status.not-possible');
    await owner.staff.orders.move.mutate({ id: order.id, to: 'doing' });
    expect((await sarah.portal.orders.get.query({ number })).order.stage).toBe('producing');
  });

  it('gives a plugin that is switched off no call, and what it missed when it is on again', async () => {
    deaf = true;
    const { number } = await send(sarah);
    await test.platform.settle();
    deaf = false;
    const missed = heard.length;
    await owner.staff.plugins.switch.mutate({ plugin: 'notes', active: false });
    test.setNow(new Date(Date.now() + 60_000));
    await test.platform.settle();
    expect(heard).toHaveLength(missed);
    expect(await sarah.portal.requests.kinds.query({})).toEqual([]);
    expect(await refusedWith(sarah.portal.requests.begin.mutate({ kind: 'note' }))).toBe('kind.unknown');
    expect((await owner.staff.orders.get.query({ number })).order.title).toBe('Paint the door');
    expect(await owner.staff.plugins.list.query({})).toMatchObject([{ id: 'notes', active: false, on: false }]);
    await owner.staff.plugins.switch.mutate({ plugin: 'notes', active: true });
    await test.platform.settle();
    expect(heard).toHaveLength(missed + 1);
    test.setNow(undefined);
    expect(await sarah.portal.requests.kinds.query({})).toHaveLength(1);
  });

  it('[abuse 60] saves a plugin’s settings, never shows a secret again, and says where each value comes from', async () => {
    await owner.staff.plugins.saveSettings.mutate({ plugin: 'notes', values: { greeting: 'Hi', apiKey: 'k-123' } });
    const saved = await owner.staff.plugins.settings.query({ plugin: 'notes' });
    expect(saved.values).toEqual({ greeting: 'Hi' });
    expect(saved.secretsSet).toEqual(['apiKey']);
    expect(JSON.stringify(saved)).not.toContain('k-123');
    const wrong = owner.staff.plugins.saveSettings.mutate({ plugin: 'notes', values: { greeting: 7 } });
    expect(await refusedWith(wrong)).toBe('settings.invalid');
  });

  it('[abuse 49] knows a session at its own shop only', async () => {
    const other = await test.platform.seed.shop({
      slug: 'other',
      name: 'Other',
      timeZone: 'UTC',
      currency: 'EUR',
      locale: 'en',
      units: 'mm',
    });
    const there = openBrowser(test.platform, { base: '/s/other' });
    there.take(sarah.cookie().replaceAll('-shop=', '-other='));
    expect(await there.portal.access.me.query({})).toEqual({ signedIn: false });
    expect(await refusedWith(there.portal.orders.list.query({}))).toBe('sign-in.needed');
    const strange = await there.fetch('/trpc/portal/access.me?input=%7B%7D', { headers: { host: 'shop.test' } });
    expect(strange.status).toBe(200);
    await test.platform.seed.erase(other);
    expect((await there.fetch('/trpc/portal/access.me?input=%7B%7D')).status).toBe(404);
  });

  it('[abuse 19] refuses what another site sends, and what is no call at all', async () => {
    const foreign = await sarah.fetch('/trpc/portal/access.signOut', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await sarah.fetch('/trpc/portal/nothing.here')).status).toBe(404);
    expect((await sarah.fetch('/healthz')).status).toBe(200);
    expect((await sarah.fetch('/readyz')).status).toBe(200);
  });
});
