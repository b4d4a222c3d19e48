import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let staff: Window;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  staff = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() }, width: widths.phone });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const isFine = async ({ page }: Window): Promise<void> => {
  expect(await overflowing(page)).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);
};

describe('privacy, on a phone', () => {
  it('[P22] says what is kept how long', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/privacy`);
    await page.getByRole('heading', { level: 1, name: 'What is kept how long' }).waitFor();
    await page.getByText('30 days').first().waitFor();
    await isFine(staff);
    await keepPicture(page, 'privacy-kept');
  });

  it('[P22] gives a customer’s data along', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/customers`);
    await page.getByRole('link', { name: customer.name }).click();
    await page.getByRole('link', { name: 'Privacy' }).click();
    await page.getByRole('button', { name: 'Make a link' }).click();
    await page.getByText('The link is ready').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('data.zip');
    await isFine(staff);
    await keepPicture(page, 'privacy-customer');
  });

  it('[P22] erases one of its people, and then the customer, once the name is typed; there is no way back and the page says so', async () => {
    const { page } = staff;
    await page.getByRole('link', { name: customer.contact.name }).click();
    // The customer's own page has such a field, too.
    await page.getByRole('button', { name: 'Erase this person for good' }).waitFor();
    await page.getByText('This cannot be undone').waitFor();
    await page.getByLabel('Name, to be sure').fill('Somebody');
    await page.getByRole('button', { name: 'Erase this person for good' }).click();
    await page.getByRole('alert').getByText('The name is not the one that is to be erased').waitFor();
    await isFine(staff);
    await keepPicture(page, 'privacy-contact');
    await page.getByLabel('Name, to be sure').fill(customer.contact.name);
    await page.getByRole('button', { name: 'Erase this person for good' }).click();
    await page.getByText('Erased. What stays is below.').waitFor();
    expect(await page.getByText(customer.contact.email).count()).toBe(0);
    await page.getByRole('link', { name: 'Privacy' }).click();
    await page.getByLabel('Name, to be sure').fill(customer.name);
    await page.getByRole('button', { name: 'Erase this customer for good' }).click();
    await page.getByText('This customer was erased').waitFor();
    await isFine(staff);
    await keepPicture(page, 'privacy-erased');
  });
});
