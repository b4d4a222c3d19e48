import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { openCast, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';
import { createRetention, keptDays } from './retention.ts';

const start = new Date('2026-11-01T09:00:00Z');
const days = (count: number): Date => new Date(start.getTime() + count * 24 * 3600_000);
const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };

describe.each(stores)('what is old, on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store, now: start });
    cast = await openCast(test, '/s/shop');
  }, 120_000);
  afterAll(() => test.close());

  /** What a sweep of later days took of the people who are signed in. */
  const signInAgain = async (): Promise<void> =>
    cast.sarah.take(await test.platform.seed.cookie(test.shop, { type: 'contact', id: cast.smith.contact }));
  beforeEach(async () => {
    test.setNow(start);
    await signInAgain();
  });

  const run = async (text: string, ...values: unknown[]) => {
    const call = { name: `test.${text.replaceAll(/\W/g, '').slice(0, 55)}`, text, values };
    return (await test.platform.database.withTenant(test.shop).run(call))[0] as Record<string, unknown>[];
  };
  const count = async (from: string, ...values: unknown[]) =>
    (await run(`select count(*)::int as n from ${from}`, ...values))[0]!['n'];
  const sweptAt = async (now: Date): Promise<void> => {
    test.setNow(now);
    await test.platform.sweep();
  };
  const filesThere = async (): Promise<number> =>
    (await readdir(path.join(test.folder, 'files', test.shop)).catch(() => [])).length;

  async function draftWithFile(browser: TestBrowser, introduction?: object): Promise<string> {
    const { id } = await browser.portal.requests.begin.mutate({
      kind: 'note',
      ...(introduction && { introduction }),
    } as never);
    const body = new FormData();
    body.set('title', 'A draft');
    body.set('files', new File(['some words'], 'words.txt', { type: 'text/plain' }));
    await browser.fetch(`/files/drafts/${id}/what`, { method: 'POST', body });
    await test.platform.settle();
    return id;
  }

  it('drafts go after thirty days, those of nobody after seven, with their files; what was typed of late stays', async () => {
    test.setNow(start);
    const stranger = openBrowser(test.platform, { base: '/s/shop' });
    const [own, theirs] = [
      await draftWithFile(cast.sarah),
      await draftWithFile(stranger, { name: 'Kim', email: 'kim@kim.test' }),
    ];
    expect(await filesThere()).toBeGreaterThan(1);
    await sweptAt(days(7));
    expect(await count('core.request where id = $1', theirs)).toBe(1);
    await sweptAt(days(7.1));
    expect(await count('core.request where id = $1', theirs)).toBe(0);
    expect(await count('core.file where request_id = $1', own)).toBe(1);
    test.setNow(days(20));
    await signInAgain();
    await cast.sarah.portal.requests.save.mutate({
      id: own,
      part: 'what',
      base: 0,
      form: { title: 'Later' },
      keepMine: true,
    });
    await sweptAt(days(45));
    expect(await count('core.request where id = $1', own)).toBe(1);
    await sweptAt(days(50.1));
    expect(await count('core.request where id = $1', own)).toBe(0);
    expect(await filesThere()).toBe(0);
  });

  it('an order, what it was made from and its files stay for ever', async () => {
    test.setNow(start);
    const id = await draftWithFile(cast.tom);
    const { files } = await cast.tom.portal.requests.open.query({ id });
    await cast.tom.portal.requests.save.mutate({
      id,
      part: 'lines',
      base: 0,
      form: { lines: [{ text: 'x', count: '1' }], files: files.map((file) => file.id) },
    });
    const { number } = await cast.tom.portal.requests.submit.mutate({ id });
    await test.platform.settle();
    const there = await filesThere();
    // Even when somebody calls it declined afterwards.
    await run(`update core.request set state = 'declined', outcome_id = null where id = $1`, id);
    await sweptAt(days(4000));
    expect(await count('core.request where id = $1', id)).toBe(1);
    expect(await count('core.orders where number = $1', number)).toBe(1);
    expect(await filesThere()).toBe(there);
  });

  it('each kind of thing goes by its own age, and what still waits stays', async () => {
    test.setNow(start);
    const t = test.shop;
    const notice = `insert into core.notice (tenant_id, id, type, channel, subject_type, subject_id, recipient, data, state, created_at, done_at) values ($1, $2, $3, $4, 'x', $2, 'a@b.test', '{}', $5, $6, $6)`;
    for (const [type, channel, state] of [
      ['sent', 'mail', 'sent'],
      ['waits', 'mail', 'queued'],
      ['read', 'bell', 'read'],
      ['unread', 'bell', 'queued'],
    ])
      await run(notice, t, randomUUID(), type, channel, state, start);
    const outbox = async (state: string): Promise<void> => {
      const id = newId(start);
      await run(
        `insert into core.outbox (tenant_id, id, event, payload, at) values ($1, $2, 'x', '{}', $3)`,
        t,
        id,
        start,
      );
      await run(
        `insert into core.delivery (tenant_id, outbox_id, subscriber, state) values ($1, $2, $3, $3)`,
        t,
        id,
        state,
      );
    };
    for (const state of ['done', 'parked']) await outbox(state);
    await run(
      `insert into core.challenge (tenant_id, id, purpose, subject, salt, secret_hash, expires_at) values ($1, $2, 'portal-code', 'x@x.test', '', '', $3)`,
      t,
      randomUUID(),
      start,
    );
    await run(
      `insert into core.export (tenant_id, id, customer_id, asked_by_type, asked_by, created_at, expires_at) values ($1, $2, $2, 'staff', $2, $3, $4)`,
      t,
      randomUUID(),
      start,
      days(7),
    );
    await run(
      `insert into core.session (tenant_id, token_hash, id, actor_type, actor_id, proof, device, expires_at) values ($1, 'old', $2, 'staff', $2, 'code', '', $3)`,
      t,
      randomUUID(),
      start,
    );
    const left = async () => ({
      notices: (await run(`select type from core.notice where subject_type = 'x' order by type`)).map(
        ({ type }) => type,
      ),
      deliveries: (
        await run(
          `select d.subscriber from core.delivery d join core.outbox o on o.id = d.outbox_id where o.event = 'x'`,
        )
      ).map(({ subscriber }) => subscriber),
      challenges: await count(`core.challenge where subject = 'x@x.test'`),
      exports: await count('core.export'),
      sessions: await count(`core.session where device = ''`),
    });
    await sweptAt(days(6));
    expect(await left()).toEqual({
      notices: ['read', 'sent', 'unread', 'waits'],
      deliveries: ['done', 'parked'],
      challenges: 1,
      exports: 1,
      sessions: 1,
    });
    await sweptAt(days(100));
    expect(await left()).toEqual({
      notices: ['sent', 'unread', 'waits'],
      deliveries: ['parked'],
      challenges: 0,
      exports: 0,
      sessions: 0,
    });
    await sweptAt(days(366));
    expect(await left()).toMatchObject({ notices: ['waits'], deliveries: ['parked'] });
  });

  it('is counted in the audit once for a run, and not at all when nothing went', async () => {
    test.setNow(start);
    await run('delete from core.request where state = $1', 'draft');
    await test.platform.sweep();
    const before = await count(`core.audit where action = 'privacy.sweep'`);
    for (let nth = 0; nth < 3; nth += 1) await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
    await sweptAt(days(31));
    const rows = await run(`select by, after from core.audit where action = 'privacy.sweep' and at = $1`, days(31));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ by: { type: 'system' }, after: { drafts: 3 } });
    await test.platform.sweep();
    expect(await count(`core.audit where action = 'privacy.sweep'`)).toBe(Number(before) + 1);
  });

  it('is each shop’s own decision', async () => {
    const { seed } = test.platform;
    const place = { timeZone: 'UTC', currency: 'USD', locale: 'en-US', units: 'inch' } as const;
    const other = await seed.shop({ slug: `other-${store}`, name: 'Other', ...place });
    await seed.settings(other, 'core', { keepDraftsDays: 365 });
    const { contacts } = await seed.customer(other, {
      name: 'Far',
      contacts: [{ name: 'Far', email: 'far@far.test' }],
    });
    test.setNow(start);
    const browser = openBrowser(test.platform, { base: `/s/other-${store}` });
    browser.take(await seed.cookie(other, { type: 'contact', id: contacts[0]! }));
    const [theirs, ours] = [
      await browser.portal.requests.begin.mutate({ kind: 'note' }),
      await cast.sarah.portal.requests.begin.mutate({ kind: 'note' }),
    ];
    await sweptAt(days(31));
    expect(await count('core.request where id = $1', ours.id)).toBe(0);
    test.setNow(start);
    expect(await browser.portal.requests.open.query({ id: theirs.id })).toMatchObject({ state: 'draft' });
    await seed.erase(other);
  });

  it('is taken by one of two processes, each row once', async () => {
    test.setNow(start);
    await run('delete from core.request where state = $1', 'draft');
    for (let nth = 0; nth < 30; nth += 1) await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
    const retention = () =>
      createRetention({
        database: test.platform.database,
        newId,
        clock: () => days(40),
        log: () => undefined,
        settingsOf: async (id) => (id === test.shop ? defaults : undefined),
        removeFiles: async () => undefined,
      });
    const defaults = {
      keepDraftsDays: 30,
      keepAnonymousDraftsDays: 7,
      keepDeclinedDays: 90,
      keepNoticesDays: 365,
      keepReadNoticesDays: 90,
      keepDeliveriesDays: 30,
      keepSessionsDays: 90,
    };
    await Promise.all([retention().sweep(), retention().sweep()]);
    expect(await count(`core.request where state = 'draft'`)).toBe(0);
    const rows = await run(
      `select (after ->> 'drafts')::int as drafts from core.audit where action = 'privacy.sweep' and at = $1`,
      days(40),
    );
    const taken = rows.reduce((sum, { drafts }) => sum + Number(drafts ?? 0), 0);
    expect(taken).toBe(30);
  });

  it('a draft that is being sent at that moment is an order, or is gone', async () => {
    test.setNow(start);
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
    test.setNow(days(31));
    await signInAgain();
    const [sent] = await Promise.allSettled([
      cast.sarah.portal.requests.submit.mutate({ id, content }),
      test.platform.sweep(),
    ]);
    expect(await count('core.orders where request_id = $1', id)).toBe(sent.status === 'fulfilled' ? 1 : 0);
  });
});

it('a shop is told of everything that is kept, and for how long', () => {
  const kept = keptDays({ keepDraftsDays: 30 });
  expect(kept.find(({ id }) => id === 'drafts')).toEqual({ id: 'drafts', days: 30, setting: 'keepDraftsDays' });
  expect(kept.map(({ id }) => id)).toEqual([
    'drafts',
    'anonymousDrafts',
    'declined',
    'notices',
    'readNotices',
    'deliveries',
    'sessions',
    'imports',
    'challenges',
    'hits',
  ]);
});
