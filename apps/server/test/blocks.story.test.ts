import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pluginCaller } from '@docket/sdk/client';
import { openBrowser, type TallyApi, type TestBrowser } from '@docket/core/testing';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildApps, builtPages, loadProject, readSettings, serve, type Served } from '../src/index.ts';

const project = await loadProject(path.join(import.meta.dirname, 'blocks', 'docket.config.ts'));
const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }], files: [] };

let folder: string;
let served: Served;
let browser: Browser;
let people: TestBrowser;

beforeAll(async () => {
  const copied = path.join(import.meta.dirname, '..', '.docket', 'blocks', 'Tallies.svelte');
  await cp(path.join(import.meta.dirname, 'blocks', 'tallies.svelte.txt'), copied);
  await buildApps(project);
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-blocks-'));
  const settings = readSettings({ PORT: '0', HOST: '127.0.0.1', DOCKET_DATA: folder }, folder);
  served = await serve({ project, settings, demo: false, pages: await builtPages(project) });
  people = await openShop();
  browser = await chromium.launch({
    ...(process.env['DOCKET_CHROMIUM'] && { executablePath: process.env['DOCKET_CHROMIUM'] }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await served?.stop(0);
  await rm(folder, { recursive: true, force: true });
});

/** Somebody with a session at both doors. */
async function openShop(): Promise<TestBrowser> {
  const { seed } = served.platform;
  const place = { timeZone: 'UTC', currency: 'USD', locale: 'en-US', units: 'inch' } as const;
  const shop = await seed.shop({ slug: 'shop', name: 'The Shop', email: 'hello@shop.test', ...place });
  const ann = { name: 'Ann', email: 'ann@shop.test', role: 'owner', password: 'x'.repeat(12) } as const;
  const staff = await seed.staff(shop, ann);
  const smith = { name: 'Smith', contacts: [{ name: 'Pat', email: 'pat@smith.test' }] };
  const { contacts } = await seed.customer(shop, smith);
  const anybody = openBrowser(served.platform, { origin: served.origin });
  anybody.take(await seed.cookie(shop, { type: 'staff', id: staff }));
  anybody.take(await seed.cookie(shop, { type: 'contact', id: contacts[0]! }));
  return anybody;
}

/** Pages write to the connection themselves, so there has to be one. */
const overHttp = (address: string, { headers, ...init }: RequestInit = {}): Promise<Response> =>
  fetch(`${served.origin}${address}`, {
    redirect: 'manual',
    ...init,
    headers: { ...(headers as Record<string, string>), accept: 'text/html', cookie: people.cookie() },
  });

describe.each([
  ['portal', ''],
  ['admin', '/admin'],
])('a block of a plugin on an order’s page in the %s', (_, base) => {
  let order: { readonly id: string; readonly number: number; readonly draft: string };
  let page: Page;
  const block = () => page.locator('.tallies').first();
  const counts = () => block().locator('li').allTextContents();
  const address = () => `${served.origin}${base}/orders/${order.number}`;
  const count = (typed: string) => block().locator('[name=count]').fill(typed);
  const send = () => block().locator('button').click();
  const add = (pieces: number) =>
    pluginCaller<TallyApi>(people.staff, 'tallies').mutate('add', { order: order.id, count: pieces, hidden: false });

  async function open(javaScriptEnabled = true): Promise<void> {
    const context = await browser.newContext({ javaScriptEnabled });
    const cookies = people.cookie().split('; ');
    await context.addCookies(
      cookies.map((pair) => ({
        name: pair.split('=')[0]!,
        value: pair.slice(pair.indexOf('=') + 1),
        url: served.origin,
      })),
    );
    page = await context.newPage();
    await page.goto(address());
  }

  beforeEach(async () => {
    const draft = crypto.randomUUID();
    const sent = await people.portal.requests.submit.mutate({ id: draft, kind: 'note', content });
    order = { id: sent.orderId!, number: sent.number!, draft };
    await add(3);
  });
  afterEach(() => page?.context().close());

  it.each([true, false])('shows what its plugin says, and takes a form once, with script: %s', async (script) => {
    await open(script);
    expect(await counts()).toEqual(['3']);
    // What is typed before a page is alive may be lost to it.
    if (script) await expect.poll(() => block().getAttribute('data-lively')).toBe('yes');
    await count('4');
    await send();
    await page.waitForURL(/done=tallies/);
    expect(await counts()).toHaveLength(2);
    expect(await page.locator('main').textContent()).toContain('Saved.');
    await page.reload();
    expect((await counts()).toSorted()).toEqual(['3', '4']);
  });

  it('keeps what was typed where it is refused', async () => {
    await open();
    await expect.poll(() => block().getAttribute('data-lively')).toBe('yes');
    await count('none');
    await send();
    await block().locator('.refused').waitFor();
    expect(await block().locator('.refused').textContent()).toBe('input.malformed');
    await expect.poll(() => block().getAttribute('data-lively')).toBe('yes');
    expect(await block().locator('[name=count]').inputValue()).toBe('none');
    expect(await counts()).toEqual(['3']);
  });

  it('is there anew, and alive, once something has changed; while somebody types the page only says so', async () => {
    await open();
    await expect.poll(() => block().getAttribute('data-lively')).toBe('yes');
    await add(5);
    await expect.poll(counts, { timeout: 10_000 }).toHaveLength(2);
    await expect.poll(() => block().getAttribute('data-lively')).toBe('yes');
    await block().locator('[name=count]').pressSequentially('9');
    await add(6);
    await page.getByText('Show it', { exact: true }).waitFor();
    expect(await block().locator('[name=count]').inputValue()).toBe('9');
  });

  it.each([
    ['burns', 'a mutation that there is not'],
    ['tally', 'a query'],
    ['constructor', 'what every object has'],
  ])('calls nothing by the name %s, of %s', async (does) => {
    const form = new URLSearchParams({ plugin: 'tallies', does, order: order.id });
    const post = (body: URLSearchParams | string) =>
      overHttp(`${base}/orders/${order.number}?/plugin`, {
        method: 'POST',
        body,
        headers: { origin: served.origin, 'content-type': 'application/x-www-form-urlencoded' },
      });
    expect((await post(form)).status).toBe(404);
    form.set('plugin', 'nobody');
    expect((await post(form)).status).toBe(404);
    expect((await post('plugin.a=1&does=x')).status).toBe(400);
  });
});

it('a block stands on the page that says that an order was sent, and asks no mutation', async () => {
  const draft = await people.portal.requests.begin.mutate({ kind: 'note' });
  await people.portal.requests.submit.mutate({ id: draft.id, content });
  const { rows } = await people.portal.orders.list.query({ search: '' });
  const answer = await overHttp(`/draft/${draft.id}/sent`);
  const text = await answer.text();
  expect(text).toContain('class="tallies');
  expect(text).toContain(`/orders/${rows[0]!.number}?/plugin`);
  expect(text).toContain('&quot;answer&quot;:null');
  const told = await people.portal.orders.get.query({ number: rows[0]!.number });
  expect(told.timeline.map(({ type }) => type)).not.toContain('tallies.counted');
});
