import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { approval, definePlugin, describePlugin, on, open, setting, staff, type CallContext } from '@docket/sdk';
import { pluginCaller, refusalOf } from '@docket/sdk/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createPlatform, type Platform } from '../platform.ts';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  createDatabase,
  notePlugin,
  openBrowser,
  openTestPlatform,
  tallyPlugin,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };

const greeter = describePlugin({
  id: 'greeter',
  version: '1.0.0',
  title: 'Greeter',
  about: 'Says what it is set to say.',
  activation: 'on',
  settings: z.strictObject({
    word: setting(z.string().default('Hello'), { title: 'Word', visibility: 'public' }),
    sign: setting(z.string().default('!'), { title: 'Sign' }),
  }),
  server: async () => ({
    server: definePlugin({ api: { greet: open.query(z.strictObject({}), (_, { settings }) => settings['word']) } }),
  }),
});

let work: (context: CallContext) => Promise<unknown> = async () => undefined;
const heard: unknown[] = [];
const tallies = tallyPlugin({
  api: { does: staff('orders.edit').mutation(z.strictObject({}), (_, context) => work(context)) },
  hooks: [on(approval.decided, (payload) => void heard.push(payload))],
});

/** What was saved; nothing when somebody else saved first. */
async function save(browser: TestBrowser, values: Record<string, string>): Promise<Record<string, string>> {
  try {
    await browser.staff.plugins.saveSettings.mutate({ plugin: 'greeter', values });
    return values;
  } catch (error) {
    expect(refusalOf(error).code).toBe('settings.stale');
    return {};
  }
}

describe('two processes on one database', () => {
  let made: Awaited<ReturnType<typeof createDatabase>>;
  let folder: string;
  let test: TestPlatform;
  let second: Platform;
  let cast: Cast;
  let elsewhere: TestBrowser;

  beforeAll(async () => {
    made = await createDatabase();
    folder = await mkdtemp(path.join(os.tmpdir(), 'docket-two-'));
    const plugins = [notePlugin(), greeter, tallies];
    // Neither does anything by itself: the tests say which of the two does it.
    const config = { database: { url: made.ownerUrl }, workers: false };
    test = await openTestPlatform({ plugins, config });
    cast = await openCast(test);
    second = await createPlatform(
      { name: 'test', title: 'Test', plugins },
      {
        database: { url: made.appUrl },
        dataFolder: folder,
        secret: 'a secret of thirty-two characters',
        publicUrl: () => 'http://shop.test',
        smtp: test.post.url,
        trustProxy: false,
        secureCookies: false,
        workers: false,
        log: () => undefined,
      },
    );
    await second.start();
    elsewhere = openBrowser(second);
    elsewhere.take(cast.sarah.cookie());
  }, 120_000);
  afterAll(async () => {
    await second.stop();
    await test.close();
    await made.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const greet = (browser: TestBrowser) =>
    pluginCaller<{ greet: ReturnType<typeof open.query<Record<string, never>, unknown>> }>(
      browser.portal as never,
      'greeter',
    ).query('greet', {});
  const kinds = async (browser: TestBrowser) => (await browser.portal.requests.kinds.query({})).map(({ id }) => id);
  const switchPlugin = (plugin: string, active: boolean) => cast.owner.staff.plugins.switch.mutate({ plugin, active });

  it('see a switch of the other at their next call, signed in or not', async () => {
    const anybody = openBrowser(second);
    for (const browser of [elsewhere, anybody]) {
      expect(await kinds(browser)).toEqual(['note']);
      await switchPlugin('notes', false);
      expect(await kinds(browser)).toEqual([]);
      await switchPlugin('notes', true);
      expect(await kinds(browser)).toEqual(['note']);
    }
  });

  it('take no order for a kind that the other has switched off', async () => {
    const { id } = await elsewhere.portal.requests.begin.mutate({ kind: 'note' });
    await switchPlugin('notes', false);
    expect(await refusal(elsewhere.portal.requests.submit.mutate({ id, content }))).toMatchObject({
      code: 'kind.unknown',
      status: 404,
    });
    await switchPlugin('notes', true);
    expect(await elsewhere.portal.requests.submit.mutate({ id, content })).toMatchObject({ state: 'accepted' });
  });

  it('answer with the settings that the other has saved', async () => {
    expect(await greet(elsewhere)).toBe('Hello');
    await cast.owner.staff.plugins.saveSettings.mutate({ plugin: 'greeter', values: { word: 'Good day' } });
    expect(await greet(elsewhere)).toBe('Good day');
    await cast.owner.staff.plugins.saveSettings.mutate({ plugin: 'greeter', values: { word: null } });
    expect(await greet(elsewhere)).toBe('Hello');
  });

  it('[G-44] sign mails with the name and the logo that the other has saved', async () => {
    const { id } = await elsewhere.portal.requests.begin.mutate({ kind: 'note' });
    await elsewhere.portal.requests.submit.mutate({ id, content });
    // Whichever of the two sends it: both have known the shop by its former name.
    const { info, version: base } = await cast.owner.staff.shop.info.query({});
    await cast.owner.staff.shop.save.mutate({ base, info: { ...info, name: 'Renamed' } });
    await openBrowser(test.platform).portal.access.start.mutate({ email: 'tom@jones.test' });
    await Promise.all([test.platform.settle(), second.settle()]);
    expect(test.post.newestTo('tom@jones.test').parsed.from?.text).toContain('Renamed');
  });

  describe('do by themselves what the other', () => {
    /** Staff ask about a new order through the other one, and answer the question as it is shown. */
    async function ask() {
      const sent = await cast.sarah.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
      const asks = [
        { subject: crypto.randomUUID(), version: 1, title: 'tallies.question', values: { what: 'blue' }, lines: [] },
      ];
      work = ({ data }) => data.write([{ order: sent.orderId!, action: 'tallies.add', asks }]);
      await pluginCaller<Record<string, never>>(cast.owner.staff as never, 'tallies').mutate(
        'does' as never,
        {} as never,
      );
      const [shown] = await cast.sarah.portal.approvals.ofOrder.query({ order: sent.orderId! });
      return { approval: shown!.id, hash: shown!.hash };
    }
    const run = async (text: string, ...values: unknown[]) =>
      (
        await test.platform.database
          .withTenant(test.shop)
          .run({ name: `test.two-${text.replaceAll(/\W/g, '').slice(0, 40)}`, text, values })
      )[0] as Record<string, unknown>[];

    it('has switched on or off: its words are in mails, and only what runs is told', async () => {
      await switchPlugin('tallies', false);
      expect(await kinds(elsewhere)).toEqual(['note']);
      await switchPlugin('tallies', true);
      const asked = await ask();
      await second.settle();
      const texts = test.post.mails.map(({ parsed }) => parsed.text);
      expect(texts).toContainEqual(expect.stringContaining('What: Is blue right?'));
      await cast.sarah.portal.approvals.decide.mutate({ decisions: [asked], choice: 'approve' });
      await switchPlugin('tallies', false);
      await second.settle();
      expect(heard).toEqual([]);
      await switchPlugin('tallies', true);
      await second.settle();
      expect(heard).toMatchObject([{ approvalId: asked.approval, choice: 'approve' }]);
    });

    it('wants kept or let go: drafts go by the days that it has set, and none of a shop that it has closed', async () => {
      const { id } = await elsewhere.portal.requests.begin.mutate({ kind: 'note' });
      await run(`update core.request set updated_at = now() - interval '60 days' where id = $1`, id);
      const sweptOf = async (days: number | null) => {
        await cast.owner.staff.plugins.saveSettings.mutate({ plugin: 'core', values: { keepDraftsDays: days } });
        await second.sweep();
        return (await run('select id from core.request where id = $1', id)).length === 0;
      };
      expect(await sweptOf(365)).toBe(false);
      const operators = test.platform.database.withPlatform('tests close the shop');
      const turn = (state: string) =>
        operators.run({
          name: 'test.two-turn',
          text: 'update core.tenant set state = $2 where id = $1',
          values: [test.shop, state],
        });
      await cast.owner.staff.plugins.saveSettings.mutate({ plugin: 'core', values: { keepDraftsDays: 30 } });
      await kinds(elsewhere);
      await turn('suspended');
      await second.sweep();
      expect(await run('select id from core.request where id = $1', id)).toHaveLength(1);
      await turn('active');
      expect(await sweptOf(null)).toBe(true);
    });
  });

  it('never give two orders one number', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 20 }, () => cast.sarah.portal.requests.begin.mutate({ kind: 'note' })),
    );
    const receipts = await Promise.all(
      drafts.map(({ id }, at) =>
        (at % 2 === 0 ? elsewhere : cast.sarah).portal.requests.submit.mutate({ id, content }),
      ),
    );
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(20);
  });

  it('make one order of what is sent to both', async () => {
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
    const receipts = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        (at % 2 === 0 ? elsewhere : cast.sarah).portal.requests.submit.mutate({ id, content }),
      ),
    );
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(1);
  });

  describe('share their limits:', () => {
    const limits = (values: Record<string, number | null>) => test.platform.seed.settings(test.shop, 'core', values);
    const statusOf = (answer: Promise<unknown>): Promise<number> =>
      answer.then(
        () => 200,
        (error: unknown) => refusalOf(error).status,
      );

    it('of forty orders at the same moment exactly as many are taken as one process would take', async () => {
      await limits({ submitsPerHour: 10 });
      const fresh = await test.platform.seed.cookie(test.shop, { type: 'contact', id: cast.smith.contact });
      const both = [test.platform, second].map((platform) => openBrowser(platform));
      for (const browser of both) browser.take(fresh);
      const statuses = await Promise.all(
        Array.from({ length: 40 }, (_, at) =>
          statusOf(both[at % 2]!.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content })),
        ),
      );
      expect(statuses.filter((status) => status === 200)).toHaveLength(10);
      expect(statuses.filter((status) => status === 429)).toHaveLength(30);
      await limits({ submitsPerHour: null });
    });

    it('of codes for one address exactly as many', async () => {
      const asked = Array.from({ length: 10 }, (_, at) =>
        statusOf(
          openBrowser(at % 2 === 0 ? second : test.platform).portal.access.start.mutate({ email: 'two@new.test' }),
        ),
      );
      expect((await Promise.all(asked)).filter((status) => status === 200)).toHaveLength(3);
    });

    it('of reads as many, and a twentieth for each other process', async () => {
      await limits({ readsPerMinute: 200 });
      const fresh = await test.platform.seed.cookie(test.shop, { type: 'contact', id: cast.smith.contact });
      const both = [test.platform, second].map((platform) => openBrowser(platform));
      for (const browser of both) browser.take(fresh);
      test.setNow(new Date());
      let [taken, refused] = [0, 0];
      for (let count = 0; count < 260; count += 1) {
        const status = await statusOf(both[count % 2]!.portal.access.me.query({}));
        if (status === 200) taken += 1;
        else refused += 1;
      }
      expect(taken).toBeGreaterThanOrEqual(200);
      expect(taken).toBeLessThanOrEqual(200 + 2 * 10);
      expect(refused).toBe(260 - taken);
      test.setNow(undefined);
      await limits({ readsPerMinute: null });
    });
  });

  it('lose no setting when both save at once: the later one has to look again', async () => {
    const owner = openBrowser(second);
    owner.take(cast.owner.cookie());
    for (let round = 0; round < 8; round += 1) {
      const kept = await Promise.all([
        save(cast.owner, { word: `Word ${round}` }),
        save(owner, { sign: `Sign ${round}` }),
      ]);
      expect(kept).not.toEqual([{}, {}]);
      const { values } = await cast.owner.staff.plugins.settings.query({ plugin: 'greeter' });
      expect(values).toMatchObject(Object.assign({}, ...kept));
    }
  });

  it('[abuse 31] let nobody into a shop that the other has closed, from the next call on, and everybody when it opens', async () => {
    const { shops } = test.platform.operators;
    expect(await elsewhere.portal.access.sessions.query({})).not.toEqual([]);
    await shops.suspend({ type: 'command' }, 'shop', 'A test.');
    expect(await refusal(elsewhere.portal.access.sessions.query({}))).toMatchObject({ status: 401 });
    expect(await refusal(openBrowser(second).portal.requests.kinds.query({}))).toMatchObject({ status: 404 });
    expect(await refusal(cast.sarah.portal.access.sessions.query({}))).toMatchObject({ code: 'shop.closed' });
    await shops.resume({ type: 'command' }, 'shop');
    for (const browser of [elsewhere, cast.sarah])
      expect(await browser.portal.access.sessions.query({})).not.toEqual([]);
  });
});
