import { openBrowser as openApi } from '@docket/core/testing';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { corporate, distributor } from '../src/rules/samples.fixture.ts';
import { keepPicture, openBrowser, type StoryBrowser, type Window } from './support/browser.ts';
import { sheetOf } from './support/order-sheet.ts';
import { axeFindings } from './support/page-quality.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let staff: ReturnType<typeof openApi>;
const windows: Window[] = [];
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  staff = openApi(shop.platform, { base: '/s/inkwell' });
  staff.take(await shop.ownerCookie());
});
afterEach(async () => {
  await Promise.all(windows.splice(0).map(({ context }) => context.close()));
  await vi.waitUntil(() => shop.platform.live.open() === 0, { timeout: 10_000 });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

async function windowOf(who: 'owner' | 'ann'): Promise<Window> {
  const text = await (who === 'owner' ? shop.ownerCookie() : shop.contactCookie());
  const window = await browser.open({ cookie: { url: shop.url, text } });
  windows.push(window);
  return window;
}

/** Moves an order as somebody at another desk does. */
async function move(number: number, to: string): Promise<void> {
  const { order } = await staff.staff.orders.get.query({ number });
  await staff.staff.orders.move.mutate({ id: order.id, to });
}

const open = async (page: Page, path: string): Promise<Page> => {
  await page.goto(`${shop.url}${path}`, { waitUntil: 'load' });
  return page;
};

/** Waits until an order on the page stands there. */
const shows = (page: Page, stage: string): Promise<void> =>
  page.locator('main span[style*="--ground"]').getByText(stage, { exact: true }).first().waitFor();

const streams = () => shop.platform.live.open();
/** What a reader of screens is told. */
const said = (page: Page): Promise<string> => page.locator('main [role=status]').first().innerText();

describe('both sides see changes without reload', () => {
  it('eight tabs have one stream, all show a change, and another tab takes over when the one that read it is closed', async () => {
    const number = await shop.order(sheetOf(distributor));
    const { context, page } = await windowOf('ann');
    await open(page, `/orders/${number}`);
    await expect.poll(streams).toBe(1);
    const paths = Array.from({ length: 7 }, (_, nth) => (nth % 2 ? `/orders/${number}` : `/portal/${customer.slug}`));
    const others = await Promise.all(paths.map(async (path) => open(await context.newPage(), path)));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(streams()).toBe(1);

    await move(number, 'art-requested');
    await Promise.all([page, ...others].map((tab) => shows(tab, 'Artwork')));
    expect(await said(page)).toBe('The page was brought up to date.');
    await keepPicture(page, 'live-portal-order');
    expect(await axeFindings(page)).toEqual([]);
    expect(streams()).toBe(1);

    await page.close();
    await expect.poll(streams).toBe(1);
    await move(number, 'art-in-work');
    await move(number, 'art-approved');
    await move(number, 'goods');
    await Promise.all(others.map((tab) => shows(tab, 'Preparing')));
  }, 60_000);

  it('what staff look at comes by itself, and what is typed, the focus and the place stay', async () => {
    const number = await shop.order(sheetOf(distributor));
    const { page, faults } = await windowOf('owner');
    await page.goto(`${shop.url}/admin/orders`, { waitUntil: 'networkidle' });
    const search = page.getByRole('searchbox');
    await search.fill('half a wo');
    const later = await shop.order(sheetOf(corporate));
    await staff.staff.orders.assign.mutate({ number: later, current: null, staff: await ownId() });
    await page.getByRole('link', { name: String(later), exact: true }).waitFor();
    expect(await search.inputValue()).toBe('half a wo');
    expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
    await keepPicture(page, 'live-admin-list');

    await page.goto(`${shop.url}/admin/orders/board`, { waitUntil: 'networkidle' });
    await move(number, 'art-requested');
    await expect
      .poll(() => said(page), { timeout: 10_000 })
      .toBe(`Order ${number} has changed. The page was brought up to date.`);
    expect(faults).toEqual([]);
  }, 60_000);

  const ownId = async (): Promise<string> => (await staff.staff.orders.assignees.query({}))[0]!.id;

  it('while a menu is open the page says that there is something new, and shows it when it is asked to', async () => {
    const number = await shop.order(sheetOf(distributor));
    const { page } = await windowOf('owner');
    await page.goto(`${shop.url}/admin/orders/${number}`, { waitUntil: 'networkidle' });
    await page.locator('main button[popovertarget]').first().click();
    await move(number, 'art-requested');
    await page.getByText('This page has changed').waitFor();
    await keepPicture(page, 'live-admin-old');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.locator('.ticket').getByText('Art requested').first().waitFor();
    await page.getByText('This page has changed').waitFor({ state: 'detached' });
  }, 60_000);

  it('where streams are refused the page asks now and then', async () => {
    const number = await shop.order(sheetOf(distributor));
    const { context, page } = await windowOf('ann');
    await page.clock.install();
    let [refused, asked] = [0, 0];
    await context.route(/\/live\?age=/, (route) => {
      refused += 1;
      return route.fulfill({ status: 429 });
    });
    page.on('request', (request) => void (asked += /\/live\?since=/.test(request.url()) ? 1 : 0));
    await open(page, `/orders/${number}`);
    await expect.poll(() => forward(page, 3000, refused), { timeout: 20_000 }).toBe(3);
    await expect.poll(() => asked).toBe(1);
    expect(streams()).toBe(0);
    await move(number, 'art-requested');
    await page.clock.fastForward(31_000);
    await expect.poll(() => asked).toBe(2);
    await page.clock.fastForward(1000);
    await shows(page, 'Artwork');
  }, 60_000);

  async function forward(page: Page, milliseconds: number, count: number): Promise<number> {
    await page.clock.fastForward(milliseconds);
    return count;
  }

  it('a server that ends lets its pages go at once, and one that comes back is heard again', async () => {
    const number = await shop.order(sheetOf(distributor));
    const { page } = await windowOf('ann');
    await open(page, `/orders/${number}`);
    await expect.poll(streams).toBe(1);
    const before = Date.now();
    const platform = await shop.restart();
    expect(Date.now() - before).toBeLessThan(20_000);
    // A start that takes longer than three tries is noticed half a minute later.
    await expect.poll(() => platform.live.open(), { timeout: 60_000 }).toBe(1);
    const cookie = staff.cookie();
    staff = openApi(platform, { base: '/s/inkwell' });
    staff.take(cookie);
    await move(number, 'art-requested');
    await shows(page, 'Artwork');
  }, 120_000);
});
