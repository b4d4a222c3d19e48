import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };

describe.each(stores)('who chooses what to be told, on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());

  const run = async (text: string, ...values: unknown[]) => {
    const name = `test.${text.replaceAll(/\W/g, '').slice(0, 50)}`;
    const [rows] = await test.platform.database.withTenant(test.shop).run({ name, text, values });
    return rows as Record<string, string>[];
  };

  /** A staff member of the role, signed in. */
  async function member(name: string, role: 'sales' | 'read-only' = 'sales') {
    const id = newId();
    const text = `insert into core.staff (tenant_id, id, name, email, role) values ($1, $2, $3, $4, $5)`;
    const email = `${name}-${id.slice(-6)}@shop.test`;
    await run(text, test.shop, id, name, email, role);
    const browser = openBrowser(test.platform);
    browser.take(await test.platform.seed.cookie(test.shop, { type: 'staff', id }));
    return { id, email, browser };
  }

  async function order(): Promise<number> {
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
    const { number } = await cast.sarah.portal.requests.submit.mutate({ id, content });
    await test.platform.settle();
    return number!;
  }

  const mailsTo = (email: string) => test.post.mails.filter(({ to }) => to.includes(email));
  const bellOf = async (browser: TestBrowser) =>
    (await browser.staff.notices.bell.query({})).rows.map(({ type, number }) => `${type} ${number}`);
  const assign = (number: number, staff: string | null, current: string | null = null, browser = cast.owner) =>
    browser.staff.orders.assign.mutate({ number, staff, current });
  const stopOf = (email: string): string =>
    /<http:\/\/shop\.test(\/unsubscribe\/[\w.-]+)>/.exec(
      mailsTo(email)
        .at(-1)!
        .raw.toString()
        .replaceAll(/\r\n\s+/g, ''),
    )![1]!;
  const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };

  it('staff hear of new orders in the bell, by mail, in both or not at all, as each of them chose', async () => {
    const people = await Promise.all(['bell', 'both', 'mail', 'none'].map((name) => member(name)));
    for (const [at, choice] of (['bell', 'both', 'mail', 'none'] as const).entries())
      await people[at]!.browser.staff.notices.choose.mutate({ choices: { 'intake.accepted': choice } });
    const number = await order();
    const heard = await Promise.all(
      people.map(async ({ browser, email }) => [
        (await bellOf(browser)).includes(`intake.accepted ${number}`),
        mailsTo(email).length,
      ]),
    );
    expect(heard).toEqual([
      [true, 0],
      [true, 1],
      [false, 1],
      [false, 0],
    ]);
    const { subject, text, headers } = mailsTo(people[1]!.email)[0]!.parsed;
    expect(subject).toBe(`New order ${number}`);
    expect(text).toContain(`http://shop.test/admin/orders/${number}`);
    expect(headers.get('list')).toMatchObject({ unsubscribe: { url: expect.stringContaining('/unsubscribe/') } });
  });

  it('takes no more round trips however many people are told', async () => {
    const count = async (): Promise<number> => {
      await test.platform.settle();
      const before = test.platform.database.roundTrips();
      await order();
      return test.platform.database.roundTrips() - before;
    };
    const few = await count();
    for (let at = 0; at < 20; at += 1) await member(`many-${at}`);
    expect(Math.abs((await count()) - few)).toBeLessThan(10);
    await run(`update core.staff set state = 'removed' where name like 'many-%'`);
  });

  it('nobody chooses kinds that the own permissions do not cover', async () => {
    const { browser } = await member('reader', 'read-only');
    expect((await browser.staff.notices.mine.query({})).map(({ kind }) => kind)).toEqual([
      'intake.accepted',
      'order.assigned',
      'approval.decided',
      'approval.overdue',
    ]);
    const beyond = browser.staff.notices.choose.mutate({ choices: { 'intake.waiting': 'mail' } });
    expect(await refusal(beyond)).toMatchObject({ code: 'not-found' });
    const [row] = await run(`select count(*)::int as n from core.staff where notices ? 'intake.waiting'`);
    expect(row).toEqual({ n: 0 });
  });

  it('a choice is on record with what was before, once', async () => {
    const { browser, id } = await member('recorded');
    await browser.staff.notices.choose.mutate({ choices: { 'intake.accepted': 'none' } });
    await browser.staff.notices.choose.mutate({ choices: { 'intake.accepted': 'none' } });
    expect(
      await run(`select by, before, after from core.audit where action = 'notices.choose' and subject_id = $1`, id),
    ).toEqual([{ by: { type: 'staff', id }, before: {}, after: { 'intake.accepted': 'none' } }]);
  });

  describe('the link in a mail', () => {
    it('stops such mails by the mailbox alone: without session, page or origin; opening it changes nothing', async () => {
      const { browser, email } = await member('stopping');
      await browser.staff.notices.choose.mutate({ choices: { 'intake.accepted': 'both' } });
      await order();
      const stop = stopOf(email);
      const raw = mailsTo(email)[0]!.raw.toString();
      expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
      const mailbox = openBrowser(test.platform);
      const token = stop.split('/').at(-1)!;
      expect(await mailbox.portal.notices.stopping.query({ token })).toEqual({ kind: 'intake.accepted', wanted: true });
      await mailbox.fetch(stop);
      expect(await mailbox.portal.notices.stopping.query({ token })).toMatchObject({ wanted: true });
      const answer = await test.platform.fetch(new Request(`http://shop.test${stop}`, oneClick));
      expect(answer.status).toBe(200);
      expect((await test.platform.fetch(new Request(`http://shop.test${stop}`, oneClick))).status).toBe(200);
      expect(await browser.staff.notices.mine.query({})).toContainEqual({ kind: 'intake.accepted', choice: 'bell' });
      await order();
      expect(mailsTo(email)).toHaveLength(1);
      await mailbox.portal.notices.stopMails.mutate({ token, wanted: true });
      await order();
      expect(mailsTo(email)).toHaveLength(2);
    });

    it('is refused when it was changed, of another shop, or of somebody who is gone', async () => {
      const { browser, email, id } = await member('leaving');
      await browser.staff.notices.choose.mutate({ choices: { 'intake.accepted': 'mail' } });
      await order();
      const stop = stopOf(email);
      const mailbox = openBrowser(test.platform);
      const place = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;
      const other = await test.platform.seed.shop({ slug: `other-${newId().slice(-6)}`, name: 'Other', ...place });
      const { slug } = (
        await test.platform.database.withTenant(other).run({
          name: 'test.slug',
          text: 'select slug from core.tenant where id = $1',
          values: [other],
        })
      )[0][0] as { slug: string };
      for (const [base, link] of [
        [`/s/${slug}`, stop],
        ['/s/shop', `${stop.slice(0, -4)}abcd`],
        ['/s/shop', '/unsubscribe/x'],
      ])
        expect((await mailbox.fetch(`http://shop.test${base}${link}`, oneClick)).status).toBe(410);
      await run(`update core.staff set state = 'removed' where id = $1`, id);
      expect((await mailbox.fetch(`http://shop.test/s/shop${stop}`, oneClick)).status).toBe(410);
      await test.platform.seed.erase(other);
    });
  });

  describe('somebody who looks after an order', () => {
    it('is told of it alone; the back-up while away; everybody while nobody does', async () => {
      const [ann, bob] = [await member('ann'), await member('bob')];
      const number = await order();
      expect(await bellOf(ann.browser)).toContain(`intake.accepted ${number}`);
      await assign(number, ann.id);
      await test.platform.settle();
      expect(await bellOf(ann.browser)).toContain(`order.assigned ${number}`);
      expect(await bellOf(bob.browser)).not.toContain(`order.assigned ${number}`);
      const away = { backup: bob.id, from: '2020-01-01', until: '2999-01-01' };
      await ann.browser.staff.notices.saveStandIn.mutate(away);
      const second = await order();
      await assign(second, ann.id);
      await test.platform.settle();
      expect(await bellOf(ann.browser)).not.toContain(`order.assigned ${second}`);
      expect(await bellOf(bob.browser)).toContain(`order.assigned ${second}`);
      expect(await ann.browser.staff.notices.standIn.query({})).toMatchObject(away);
    });

    it('finds it under “mine”, page by page, and it is on record and in its history', async () => {
      const { browser, id } = await member('looking');
      const numbers = [await order(), await order(), await order()];
      for (const number of numbers.slice(0, 2)) await assign(number, id);
      const mine = await browser.staff.orders.list.query({ mine: true });
      expect(mine.rows.map(({ number }) => number)).toEqual(numbers.slice(0, 2).toReversed());
      expect((await browser.staff.orders.list.query({ mine: true, before: numbers[1]! })).rows).toHaveLength(1);
      expect((await cast.owner.staff.orders.list.query({ mine: true })).rows).toEqual([]);
      const page = await cast.owner.staff.orders.get.query({ number: numbers[0]! });
      expect(page.order).toMatchObject({ assignee_id: id, assignee_name: 'looking' });
      expect(page.timeline[0]).toMatchObject({ type: 'assigned', shown: false, data: { staff: id, name: 'looking' } });
      const customers = await cast.sarah.portal.orders.get.query({ number: numbers[0]! });
      expect(JSON.stringify(customers)).not.toContain('looking');
      expect(
        await run(
          `select before, after from core.audit where action = 'orders.assign' and subject_id = $1`,
          page.order.id,
        ),
      ).toEqual([{ before: { assignee: null }, after: { assignee: id } }]);
    });

    it('hears nothing of what that person took alone, and two who decide at once do not overwrite each other', async () => {
      const { browser, id } = await member('taking');
      const number = await order();
      await assign(number, id, null, browser);
      await test.platform.settle();
      expect(await bellOf(browser)).not.toContain(`order.assigned ${number}`);
      expect(await refusal(assign(number, null))).toMatchObject({ code: 'order.stale', status: 409 });
      await assign(number, null, id);
      expect((await cast.owner.staff.orders.get.query({ number })).order.assignee_id).toBeNull();
    });

    it('is of this shop, there, and may see orders; else there is nobody', async () => {
      const number = await order();
      const place = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;
      const other = await test.platform.seed.shop({ slug: `far-${newId().slice(-6)}`, name: 'Far', ...place });
      const foreign = await test.platform.seed.staff(other, {
        name: 'X',
        email: 'x@x.test',
        role: 'owner',
        password: 'nine grey lamps',
      });
      const base = '/s/shop';
      const owner = openBrowser(test.platform, { base });
      owner.take(cast.owner.cookie());
      const gone = await member('gone');
      await run(`update core.staff set state = 'removed' where id = $1`, gone.id);
      for (const staff of [foreign, gone.id, newId()]) {
        expect(await refusal(assign(number, staff, null, owner))).toMatchObject({ code: 'not-found', status: 404 });
        const standIn = { backup: staff, from: null, until: null };
        expect(await refusal(owner.staff.notices.saveStandIn.mutate(standIn))).toMatchObject({ code: 'not-found' });
      }
      await test.platform.seed.erase(other);
    });

    it.each([
      { from: '2026-01-02', until: '2026-01-01' },
      { from: '2026-01-02', until: null },
      { from: null, until: '2026-01-02' },
      { from: '2026-02-30', until: '2026-03-01' },
    ])('is away from a day to the same or a later one: not %j', async (days) => {
      const sent = cast.owner.staff.notices.saveStandIn.mutate({ backup: null, ...days });
      expect(await refusal(sent)).toMatchObject({ code: 'input.malformed' });
    });
  });

  describe('a contact', () => {
    const progress = (on: boolean) =>
      cast.owner.staff.plugins.saveSettings.mutate({ plugin: 'core', values: { progressMails: on } });
    const move = async (number: number, to: string) => {
      const { order: row } = await cast.owner.staff.orders.get.query({ number });
      await cast.owner.staff.orders.move.mutate({ id: row.id, to });
      await test.platform.settle();
    };

    it('hears of another stage only where the shop wants that, once for each, and can stop it', async () => {
      const email = 'sarah@smith.test';
      const quiet = await order();
      const before = mailsTo(email).length;
      await move(quiet, 'doing');
      expect(mailsTo(email)).toHaveLength(before);
      const reminder = { kind: 'reminder', choice: 'mail' };
      expect(await cast.sarah.portal.notices.mine.query({})).toEqual([reminder]);
      await progress(true);
      expect(await cast.sarah.portal.notices.mine.query({})).toEqual([{ kind: 'progress', choice: 'mail' }, reminder]);
      const told = await order();
      await move(told, 'doing');
      const mail = mailsTo(email).at(-1)!.parsed;
      expect(mail.subject).toBe(`Your order ${told} has moved on`);
      const visitor = openBrowser(test.platform);
      expect((await visitor.fetch(stopOf(email), oneClick)).status).toBe(200);
      expect(await cast.sarah.portal.notices.mine.query({})).toEqual([{ kind: 'progress', choice: 'none' }, reminder]);
      const third = await order();
      // What they sent themselves is confirmed all the same.
      expect(mailsTo(email).at(-1)!.parsed.text).toContain(String(third));
      const count = mailsTo(email).length;
      await move(third, 'doing');
      expect(mailsTo(email)).toHaveLength(count);
      await cast.sarah.portal.notices.choose.mutate({ choices: { progress: 'mail' } });
      expect(await cast.sarah.portal.notices.mine.query({})).toEqual([{ kind: 'progress', choice: 'mail' }, reminder]);
      await progress(false);
      expect(await refusal(cast.sarah.portal.notices.choose.mutate({ choices: { progress: 'none' } }))).toMatchObject({
        code: 'not-found',
      });
    });
  });
});
