import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  keepPicture,
  openBrowser,
  openWithLateScript,
  widths,
  type StoryBrowser,
  type Window,
} from './support/browser.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { customer, openShop, owner, type StoryShop } from './support/shop.ts';

const formula = '=HYPERLINK("http://evil.test")';

let shop: StoryShop;
let browser: StoryBrowser;
let desk: Window;
let phone: Window;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  const cookie = { url: shop.url, text: await shop.ownerCookie() };
  desk = await browser.open({ cookie });
  phone = await browser.open({ cookie, width: widths.phone, javaScript: false });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

async function rename(from: string, to: string): Promise<void> {
  const { page } = desk;
  await page.goto(`${shop.url}/admin/customers`);
  await page.getByRole('link', { name: from }).click();
  await page.getByRole('link', { name: 'Edit', exact: false }).first().click();
  await page.getByLabel('Name of the customer').fill(to);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: to }).waitFor();
}

describe('the audit', () => {
  it('says in plain words who renamed a customer, from what to what, and leads to the customer', async () => {
    await rename(customer.name, formula);
    const { page } = desk;
    await page.getByRole('link', { name: 'History' }).click();
    const line = page.getByRole('listitem').filter({ hasText: `Name from “${customer.name}” to “${formula}”` });
    await line.getByText('You changed').waitFor();
    await line.locator('summary').click();
    await line.getByRole('row').filter({ hasText: customer.name }).waitFor();
    expect([...(await overflowing(page)), ...(await axeFindings(page))]).toEqual([]);
    await keepPicture(page, 'audit-of-a-customer');
    await line.getByRole('link', { name: formula }).click();
    await page.getByRole('heading', { level: 1, name: formula }).waitFor();
    expect(desk.faults).toEqual([]);
  });

  it('is narrowed on a phone, without script, by what stands in the address', async () => {
    const { page } = phone;
    await page.goto(`${shop.url}/admin/audit`);
    await page.getByLabel('By whom').selectOption({ label: owner.name });
    await page.getByLabel('About').selectOption({ label: 'Customers' });
    await page.getByRole('button', { name: 'Search' }).click();
    expect(new URL(page.url()).searchParams.get('kind')).toBe('customer');
    await page.getByText(`Name from “${customer.name}”`).waitFor();
    await keepPicture(page, 'audit-phone');
    expect(await overflowing(page)).toEqual([]);
    await page.goto(`${shop.url}/admin/audit?from=2001-01-01&to=2001-01-02`);
    await page.getByText('Nothing like this was done').waitFor();
    await keepPicture(page, 'audit-nothing');
  });

  it('keeps what is chosen before the script of the page has arrived', async () => {
    const { tab, arrive } = await openWithLateScript(desk.context, `${shop.url}/admin/audit?kind=order`);
    await tab.getByLabel('About').selectOption({ label: 'Customers' });
    await tab.getByLabel('By whom').selectOption({ label: owner.name });
    arrive();
    await tab.waitForLoadState('networkidle');
    expect(await tab.getByLabel('About').inputValue()).toBe('customer');
    await tab.getByRole('button', { name: 'Search' }).click();
    await tab.getByText(`Name from “${customer.name}”`).waitFor();
    await tab.close();
  });

  it('[abuse 13] is taken along as CSV in which nothing is a formula, three times an hour, and says so of itself', async () => {
    const { page } = phone;
    const download = async () => {
      await page.goto(`${shop.url}/admin/audit?kind=customer`);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download as CSV' }).click(),
      ]);
      return readFile(await file.path(), 'utf8');
    };
    const text = await download();
    expect(text.split('\r\n')[0]).toBe(
      'When (UTC),By whom,On behalf of,What was done,Action,Kind,About,Id,Before,After',
    );
    expect(text).toContain(`"'${formula.replaceAll('"', '""')}"`);
    expect(text).not.toMatch(/(?:^|,)"?[=+\-@]/m);
    expect(text).toContain('customers.update');
    expect(text).not.toContain('plugins.settings');
    await download();
    await download();
    await page.goto(`${shop.url}/admin/audit`);
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    await page.getByText('That was too often.').waitFor();
    await keepPicture(page, 'audit-too-often');
    await page.goto(`${shop.url}/admin/audit?kind=audit`);
    const told = page.getByRole('listitem').filter({ hasText: 'downloaded lines of the audit' });
    await told.first().waitFor();
    expect(await told.count()).toBeGreaterThanOrEqual(3);
  });
});
