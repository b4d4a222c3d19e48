import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pipeline } from '../src/rules/pipeline.ts';
import { corporate, distributor } from '../src/rules/samples.fixture.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { sheetOf } from './support/order-sheet.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

/** A shop that numbers its quotes apart. */
const statuses = pipeline.statuses.map((status) => (status.id === 'quote' ? { ...status, numberedAs: 'Q' } : status));

let shop: StoryShop;
let browser: StoryBrowser;
let staff: Window;
let ann: Window;
let first: number;
let second: number;
beforeAll(async () => {
  shop = await openShop({ pipeline: { ...pipeline, statuses } });
  first = await shop.order(sheetOf(distributor));
  second = await shop.order(sheetOf(corporate));
  browser = await openBrowser();
  staff = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() } });
  ann = await browser.open({ width: widths.phone, cookie: { url: shop.url, text: await shop.contactCookie() } });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const { title } = sheetOf(distributor);

describe('a quote', () => {
  it('[T-11] stands among quotes and not among orders', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/orders`);
    await page.getByRole('heading', { level: 2, name: 'No orders yet' }).waitFor();
    await page.getByRole('link', { name: 'Quotes', exact: true }).click();
    await page.getByRole('link', { name: `Q-${first}` }).waitFor();
    await keepPicture(page, 'quotes-list');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('[T-10] shows its customer its number among all orders', async () => {
    const { page } = ann;
    await page.goto(`${shop.url}/portal/${customer.slug}`);
    await page.getByText(`Q-${first}`, { exact: true }).waitFor();
    await keepPicture(page, 'quotes-portal');
    expect([...(await axeFindings(page)), ...(await overflowing(page))]).toEqual([]);
  });

  it('[T-12] becomes an order with a number of its own, which says what it was', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/orders/${first}`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Move to' }).click();
    await page.waitForURL(`${shop.url}/admin/orders/${second + 1}?moved=quote`);
    await page.getByText(`was quote Q-${first}`).first().waitFor();
    expect(await page.getByText(`Order ${second + 1} is now in`).count()).toBe(1);
    await keepPicture(page, 'quotes-taken-on');
    await page.getByRole('link', { name: 'Timeline' }).click();
    await page.getByRole('list').getByText(`was quote Q-${first}`).waitFor();
    await keepPicture(page, 'quotes-timeline');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('[T-12] is still found by its number, and its address leads on', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/orders`);
    await page.getByRole('searchbox', { name: 'Find an order' }).fill(`Q-${first}`);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: String(second + 1) }).waitFor();
    for (const [path, tab] of [
      [`${first}`, ''],
      [`Q-${first}/timeline`, '/timeline'],
      [`${first}/print`, '/print'],
    ] as const) {
      await page.goto(`${shop.url}/admin/orders/${path}`);
      expect(page.url()).toBe(`${shop.url}/admin/orders/${second + 1}${tab}`);
    }
    await keepPicture(page, 'quotes-print');
  });

  it('[T-12] leads its customer on, who finds it by either number', async () => {
    const { page } = ann;
    await page.goto(`${shop.url}/orders/${first}`);
    expect(page.url()).toBe(`${shop.url}/orders/${second + 1}`);
    await page.getByText(`was quote Q-${first}`).first().waitFor();
    await keepPicture(page, 'quotes-portal-order');
    expect([...(await axeFindings(page)), ...(await overflowing(page))]).toEqual([]);
    await page.goto(`${shop.url}/portal/${customer.slug}`);
    await page.getByRole('searchbox', { name: 'Find an order' }).fill(`Q-${first}`);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/q=Q-/);
    expect(await page.getByRole('article').getByRole('link').allInnerTexts()).toEqual([title]);
    await page.getByRole('searchbox', { name: 'Find an order' }).fill('nowhere');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('No order matches “nowhere”').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, 'quotes-portal-none');
    await page.getByRole('link', { name: 'Show all orders' }).click();
    await page.getByText(`Q-${second}`, { exact: true }).waitFor();
  });

  it('[T-12] is taken on without script, too', async () => {
    const cookie = { url: shop.url, text: await shop.ownerCookie() };
    const { page, context } = await browser.open({ javaScript: false, width: widths.phone, cookie });
    await page.goto(`${shop.url}/admin/orders/${second}`);
    await page.getByRole('button', { name: 'Move to' }).click();
    await page.getByText(`Order ${second + 2} is now in`).waitFor();
    await page.getByText(`was quote Q-${second}`).first().waitFor();
    expect(page.url()).toBe(`${shop.url}/admin/orders/${second + 2}?moved=quote`);
    await keepPicture(page, 'quotes-without-script');
    expect(await overflowing(page)).toEqual([]);
    await context.close();
  });
});
