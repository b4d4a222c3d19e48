import { openBrowser as openTestBrowser } from '@docket/core/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distributor } from '../src/rules/samples.fixture.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser } from './support/browser.ts';
import { sheetOf } from './support/order-sheet.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { customer, openShop, owner, type StoryShop } from './support/shop.ts';

const tees = sheetOf(distributor);

let shop: StoryShop;
let browser: StoryBrowser;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  await shop.order(tees);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const who = `${owner.name} is previewing as ${customer.contact.name}, ${customer.name}`;
const windowOf = async (visit: Parameters<StoryBrowser['open']>[0] = {}) =>
  browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() }, ...visit });

/** From the customer's page to the new tab that the preview opens in. */
async function begin(page: Page): Promise<Page> {
  await page.goto(`${shop.url}/admin/customers?q=northgate`);
  await page.getByRole('link', { name: customer.name }).click();
  await page.getByRole('link', { name: 'Preview' }).click();
  await page.getByRole('radio', { name: customer.contact.name }).check();
  await keepPicture(page, `preview-choose-${page.viewportSize()?.width}`);
  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Open the preview in a new tab' }).click(),
  ]);
  return tab;
}

const asOwner = async () => {
  const { origin, pathname } = new URL(shop.url);
  const owners = openTestBrowser(shop.platform, { origin, base: pathname });
  owners.take(await shop.ownerCookie());
  return owners.staff;
};

describe('customers that are one and the same', () => {
  it('[G-39] are merged after staff saw what moves and decided what holds; people stay signed in; it is undone', async () => {
    const staffApi = await asOwner();
    const twin = { name: 'Northgate Promo Inc.', contact: { name: 'Bo Buyer', email: 'bo@northgate.test' } };
    const { id, contacts } = await shop.platform.seed.customer(shop.id, { name: twin.name, contacts: [twin.contact] });
    const { slug } = await staffApi.customers.get.query({ id });
    const cookie = await shop.platform.seed.cookie(shop.id, { type: 'contact', id: contacts[0]! });
    const buyer = await browser.open({ cookie: { url: shop.url, text: cookie } });
    await buyer.page.goto(`${shop.url}/portal/${slug}`);
    await buyer.page.getByRole('heading', { level: 1, name: `Orders of ${twin.name}` }).waitFor();

    const { page, context, faults } = await windowOf();
    await page.goto(`${shop.url}/admin/customers/${id}`);
    await page.getByRole('link', { name: 'Merge…' }).click();
    await page.getByLabel('Customer that stays').fill('northgate promotional');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: customer.name, exact: true }).click();
    await page.getByRole('radio', { name: customer.name }).check();
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, 'merge-plan');
    await page.getByRole('button', { name: `Merge into ${customer.name}` }).click();
    await page.getByText('The customers are one now').waitFor();
    await keepPicture(page, 'merged');

    await buyer.page.reload();
    await buyer.page.getByRole('heading', { level: 1, name: `Orders of ${customer.name}` }).waitFor();
    expect(buyer.page.url()).toBe(`${shop.url}/portal/${customer.slug}`);
    const stranger = await fetch(`${shop.url}/portal/${slug}`);
    expect([stranger.status, (await stranger.text()).includes(customer.name)]).toEqual([410, false]);

    await page.getByRole('button', { name: `Undo the merge of ${twin.name}` }).click();
    await page.getByText('The merge is undone').waitFor();
    await buyer.page.goto(`${shop.url}/portal/${slug}`);
    await buyer.page.getByRole('heading', { level: 1, name: `Orders of ${twin.name}` }).waitFor();
    expect([...faults, ...buyer.faults]).toEqual([]);
    await context.close();
  });

  it('are merged without script on a phone', async () => {
    const { id } = await shop.platform.seed.customer(shop.id, { name: 'Northgate Twice', contacts: [] });
    const { page, context } = await windowOf({ width: widths.phone, javaScript: false });
    await page.goto(`${shop.url}/admin/customers/${id}/merge?q=northgate+promotional`);
    await page.getByRole('link', { name: customer.name, exact: true }).click();
    expect(await overflowing(page)).toEqual([]);
    await keepPicture(page, 'merge-plan-phone');
    await page.getByRole('button', { name: `Merge into ${customer.name}` }).click();
    await page.getByText('The customers are one now').waitFor();
    await page.getByRole('button', { name: 'Undo the merge of Northgate Twice' }).click();
    await page.getByText('The merge is undone').waitFor();
    await page.getByRole('link', { name: 'Go to the other customer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Northgate Twice' }).waitFor();
    await context.close();
  });
});

describe('a preview of the portal', () => {
  it('[G-47] [abuse 68] opens in a new tab as the chosen person, says so on every page, takes no form, and ends', async () => {
    const { page, context, faults } = await windowOf();
    const tab = await begin(page);
    await tab.getByRole('heading', { level: 1, name: `Orders of ${customer.name}` }).waitFor();
    expect(tab.url()).toBe(`${shop.url}/preview/portal/${customer.slug}`);
    await tab.getByText(who).waitFor();
    expect(await axeFindings(tab)).toEqual([]);
    await keepPicture(tab, 'preview-home');

    await tab.getByRole('link', { name: tees.title }).first().click();
    await tab.getByRole('heading', { level: 1, name: tees.title }).waitFor();
    await tab.getByText(who).waitFor();
    await tab.getByRole('link', { name: 'Account' }).first().click();
    const [answer] = await Promise.all([
      tab.waitForResponse((response) => response.request().method() === 'POST'),
      tab.getByRole('button', { name: 'Sign out' }).first().click(),
    ]);
    expect(answer.status()).toBe(403);
    await tab.getByRole('alert').getByText('nothing was sent or changed').waitFor();
    await keepPicture(tab, 'preview-refused');

    // The portal itself knows nothing of it.
    const own = await context.newPage();
    await own.goto(`${shop.url}/portal/${customer.slug}`);
    await own.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();

    await tab.getByRole('button', { name: 'End preview' }).click();
    await tab.getByRole('heading', { level: 1, name: 'The preview has ended' }).waitFor();
    await tab.goto(`${shop.url}/preview/portal/${customer.slug}`);
    await tab.getByRole('heading', { level: 1, name: 'The preview has ended' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('[G-47] works without script on a phone, and ends when staff sign out', async () => {
    const { page, context } = await windowOf({ width: widths.phone, javaScript: false });
    const tab = await begin(page);
    await keepPicture(tab, 'preview-hand-over');
    await tab.getByRole('button', { name: 'Continue to the portal' }).click();
    await tab.getByText(who).waitFor();
    expect(await overflowing(tab)).toEqual([]);
    await keepPicture(tab, 'preview-phone');
    await page.goto(`${shop.url}/admin/sign-out`);
    await page.getByRole('button', { name: 'Sign out' }).last().click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await tab.reload();
    await tab.getByRole('heading', { level: 1, name: 'The preview has ended' }).waitFor();
    await context.close();
  });

  it('[G-47] of a customer without people says why there is none', async () => {
    const { id } = await shop.platform.seed.customer(shop.id, { name: 'Mute & Sons', contacts: [] });
    const { page, context } = await windowOf();
    await page.goto(`${shop.url}/admin/customers/${id}/preview`);
    await page.getByText('There is nobody to look as yet').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await context.close();
  });
});
