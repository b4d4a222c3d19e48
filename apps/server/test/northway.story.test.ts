import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createPlatform, type Platform } from '@docket/core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoOf } from '../src/demo/demos.ts';
import { fillDemo, wipeDemo } from '../src/demo/fill.ts';
import { contacts, northway } from '../src/demo/northway/northway.ts';
import { loadProject } from '../src/project.ts';
import { builtPages } from '../src/serve/pages.ts';
import { serve, type Served } from '../src/serve/serve.ts';
import { readSettings } from '../src/settings.ts';

const project = await loadProject(
  path.join(import.meta.dirname, '..', '..', '..', 'examples', 'carrier', 'docket.config.ts'),
);
const size = { orders: 160, days: 45 };

/** Rows of the demo's shop. */
async function ask<Row>(platform: Platform, name: string, text: string): Promise<readonly Row[]> {
  const shop = await platform.seed.find(northway.slug);
  const [rows] = await platform.database.withTenant(shop!).run({ name: `northway.${name}`, text, values: [] });
  return rows as Row[];
}

async function expectEveryStatus(platform: Platform): Promise<void> {
  const shop = await platform.seed.find(northway.slug);
  const { statuses } = await platform.seed.pipeline(shop!, northway.kind);
  const found = await ask<{ status: string }>(platform, 'statuses', 'select distinct status from core.orders');
  expect(found.map(({ status }) => status).toSorted()).toEqual(statuses.map(({ id }) => id).toSorted());
}

describe('the demo of a carrier', () => {
  let folder: string;
  let served: Served;
  let shop: string;

  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    folder = await mkdtemp(path.join(os.tmpdir(), 'docket-northway-'));
    const settings = readSettings({ PORT: '0', HOST: '127.0.0.1', DOCKET_DATA: folder }, folder);
    const prepare = (platform: Platform) => fillDemo(platform, size);
    served = await serve({ project, settings, demo: true, pages: await builtPages(project), prepare });
    shop = (await served.platform.seed.find(northway.slug))!;
  }, 240_000);
  afterAll(async () => {
    await served.stop(0);
    await rm(folder, { recursive: true, force: true });
    vi.restoreAllMocks();
  });

  const rows = <Row>(name: string, text: string) => ask<Row>(served.platform, name, text);
  const idOf = async (table: 'contact' | 'staff', email: string): Promise<string> => {
    const [found] = await rows<{ id: string }>(`id-${email}`, `select id from core.${table} where email = '${email}'`);
    return found!.id;
  };
  const cookieOf = async (type: 'contact' | 'staff', email: string) =>
    served.platform.seed.cookie(shop, { type, id: await idOf(type, email) });
  const open = async (page: string, cookie = '') => {
    const response = await fetch(`${served.origin}${page}`, { headers: { cookie }, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  };

  it('is the one of a distribution that takes transports', () => {
    expect(demoOf(project.distribution)).toBe(northway);
  });

  it('has orders in every status of the pipeline', async () => {
    await expectEveryStatus(served.platform);
  });

  it('has new orders, changes and cancellations that wait, of each some', async () => {
    const waiting = await rows<{ intent: string; n: number }>(
      'waiting',
      `select intent, count(*)::int as n from core.request where state = 'waiting' group by intent`,
    );
    const counts = Object.fromEntries(waiting.map(({ intent, n }) => [intent, n]));
    expect(counts).toMatchObject({ create: 5, change: expect.any(Number), cancel: expect.any(Number) });
    expect(counts['change']).toBeGreaterThanOrEqual(4);
    expect(counts['cancel']).toBeGreaterThanOrEqual(3);
  });

  it('has some that came after the closing time, of which staff alone are told', async () => {
    const late = await rows<{ intent: string; audience: string }>(
      'late',
      `select r.intent, i ->> 'audience' as audience from core.request r, jsonb_array_elements(r.issues) i
        where r.state = 'waiting' and i ->> 'code' = 'transport.after-cutoff'`,
    );
    expect(late.map(({ intent }) => intent).toSorted()).toEqual(['change', 'create', 'create', 'create']);
    expect(new Set(late.map(({ audience }) => audience))).toEqual(new Set(['staff']));
  });

  it('has numbers that grow with time', async () => {
    const orders = await rows<{ number: number; at: Date }>(
      'numbers',
      `select o.number, r.submitted_at as at from core.orders o join core.request r on r.tenant_id = o.tenant_id and r.id = o.request_id
        where o.prefix = '' and r.trace::text not like '%Quote%' order by o.number`,
    );
    expect(orders.length).toBeGreaterThan(100);
    expect(orders.map(({ at }) => at.getTime())).toEqual(
      orders.map(({ at }) => at.getTime()).toSorted((a, b) => a - b),
    );
  });

  it('has ten customers by three clocks, and people of whom not everybody may do everything', async () => {
    const zones = await rows<{ zone: string }>(
      'zones',
      `select distinct v.content -> 'stops' -> 0 ->> 'zone' as zone from core.order_version v order by 1`,
    );
    expect(zones.map(({ zone }) => zone)).toEqual(['America/New_York', 'Europe/Brussels', 'Europe/London']);
    const [{ n } = { n: 0 }] = await rows<{ n: number }>('customers', 'select count(*)::int as n from core.customer');
    expect(n).toBe(10);
    for (const right of ['charges', 'approve']) {
      const found = await rows('rights', `select 1 from core.contact where not ('${right}' = any (rights))`);
      expect(found.length).toBeGreaterThan(0);
    }
  });

  it('keeps to what is agreed with single customers', async () => {
    const quoted = await rows<{ name: string }>(
      'quoted',
      `select distinct c.name from core.orders o join core.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
        where o.prefix = 'Q' order by c.name`,
    );
    const names = quoted.map(({ name }) => name);
    expect(names).toContain('Cotswold Creamery');
    expect(names).not.toContain('Kempen Farma');
  });

  it('has charges that customers agreed to, some that they did not, and some that wait for them', async () => {
    const asked = await rows<{ state: string }>('charges', `select distinct state from core.approval order by state`);
    expect(asked.map(({ state }) => state)).toEqual(expect.arrayContaining(['approved', 'open']));
    const [{ n } = { n: 0 }] = await rows<{ n: number }>('amounts', 'select count(*)::int as n from px_charges.charge');
    expect(n).toBeGreaterThan(5);
  });

  it('told nobody', async () => {
    expect(await rows('told', 'select 1 from core.delivery')).toEqual([]);
  });

  it('says on its first page how to sign in', async () => {
    const { text } = await open('/');
    for (const { title } of northway.hints(true)) expect(text).toContain(title);
    expect(text).toContain(contacts.withoutCharges);
  });

  it('opens its pages to staff', async () => {
    const cookie = await cookieOf('staff', 'dispatch@northway.test');
    const [order] = await rows<{ number: number }>('newest', 'select max(number) as number from core.orders');
    const waiting = await rows<{ id: string; intent: string }>(
      'open',
      `select id, intent from core.request where state = 'waiting'`,
    );
    const pages = [
      '/',
      '/orders',
      '/orders?quotes=1',
      '/orders/board',
      '/requests',
      '/customers',
      `/orders/${order!.number}`,
      ...waiting.map(({ id, intent }) => `/${intent === 'create' ? 'requests' : 'changes'}/${id}`),
    ];
    for (const page of pages) expect([page, (await open(`/admin${page}`, cookie)).status]).toEqual([page, 200]);
  });

  it('shows a conflict to the dispatcher', async () => {
    const cookie = await cookieOf('staff', 'dispatch@northway.test');
    const changed = await rows<{ id: string }>(
      'conflict',
      `select r.id from core.request r join core.orders o on o.tenant_id = r.tenant_id and o.id = r.order_id
        where r.intent = 'change' and r.state = 'waiting' and o.version > r.base_version`,
    );
    expect(changed).toHaveLength(1);
    const { text } = await open(`/admin/changes/${changed[0]!.id}`, cookie);
    expect(text).toContain('Somebody else has changed the same meanwhile');
  });

  it('opens its pages to customers, and says nothing of closing times there', async () => {
    const cookie = await cookieOf('contact', contacts.whole);
    for (const tab of ['', '?tab=waiting', '?tab=cancelled']) {
      const { status, text } = await open(`/portal/scheldt-coatings${tab}`, cookie);
      expect(status).toBe(200);
      expect(text).not.toMatch(/closed at \d/);
    }
  });

  it('stays as it is when it is filled again, and is gone when it is wiped', async () => {
    const count = () => rows<{ n: number }>('count', 'select count(*)::int as n from core.orders');
    const before = await count();
    await fillDemo(served.platform);
    expect(await count()).toEqual(before);
    await wipeDemo(served.platform);
    expect(await served.platform.seed.find(northway.slug)).toBeUndefined();
  });
});

describe('the demo of a carrier that is started', () => {
  let folder: string;
  let platform: Platform;
  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    folder = await mkdtemp(path.join(os.tmpdir(), 'docket-northway-'));
    platform = await createPlatform(project.distribution, {
      database: { memory: true },
      dataFolder: folder,
      secret: 'a secret of thirty-two characters',
      publicUrl: () => 'http://localhost',
      smtp: 'smtp://127.0.0.1:9',
      trustProxy: false,
      secureCookies: false,
      log: () => undefined,
      workers: false,
    });
    await platform.start();
  }, 120_000);
  afterEach(async () => {
    vi.useRealTimers();
    await wipeDemo(platform);
  });
  afterAll(async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
    vi.restoreAllMocks();
  });

  const hours = [
    ['on a Saturday', '2026-11-28T12:00:00Z'],
    ['as a Monday begins', '2026-11-30T00:05:00Z'],
    ['on a day on which nobody drives', '2027-01-01T10:00:00Z'],
    ['in the hour that comes twice', '2026-10-25T00:30:00Z'],
  ];

  it.each(hours)('%s has as much that waits as on any other', async (_, now) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
    await fillDemo(platform, { orders: 10, days: 10 });
    const waiting = await ask<{ intent: string; late: boolean }>(
      platform,
      'asked',
      `select intent, issues <> '[]' as late from core.request where state = 'waiting'`,
    );
    const count = (intent: string) => waiting.filter((row) => row.intent === intent).length;
    expect(count('create')).toBe(5);
    expect(count('change')).toBeGreaterThanOrEqual(4);
    expect(count('cancel')).toBeGreaterThanOrEqual(3);
    expect(waiting.filter(({ late }) => late).length).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ...hours,
    ['on a Monday before anybody works', '2026-11-23T05:30:00Z'],
    ['after the papers of the week are in', '2026-11-30T10:30:00Z'],
  ])('%s has orders in every status', async (_, now) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
    await fillDemo(platform, size);
    await expectEveryStatus(platform);
  });
});
