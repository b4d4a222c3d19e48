import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

/** Two flat colours on nothing: wide, as logos are. */
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" width="300" height="100">
  <circle cx="50" cy="50" r="48" fill="#1b2a49"/><rect x="120" y="30" width="160" height="40" fill="#f2c14e"/></svg>`;

let shop: StoryShop;
let browser: StoryBrowser;
let owner: Window;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  owner = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() } });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const settings = (): string => `${shop.url}/admin/settings/shop`;
const upload = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(logo) };

describe('the owner of a new shop', () => {
  it('is led by first steps to the shop’s own settings', async () => {
    const { page } = owner;
    await page.goto(`${shop.url}/admin`);
    await page.getByRole('heading', { name: 'First steps' }).waitFor();
    await keepPicture(page, 'shop-first-steps');
    await page.getByRole('link', { name: 'Check name, time zone and currency of your shop' }).click();
    await page.getByRole('heading', { level: 1, name: 'Shop info' }).waitFor();
  });

  it('[G-44] gives it a name, a color that is corrected in sight, and a logo', async () => {
    const { page, faults } = owner;
    await page.getByLabel('Name of the shop').fill('Bright Prints');
    await page.getByLabel('Phone').fill('+1 312 555 0100');
    await page.getByLabel('Use a color of our own').check();
    await page.getByLabel('Color', { exact: true }).fill('#ffd400');
    await page.getByText('The color was adjusted').waitFor();
    await keepPicture(page, 'shop-settings');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('The shop info is saved.').waitFor();
    await page.getByLabel('Choose a picture').setInputFiles(upload);
    await page.getByRole('button', { name: 'Use as logo' }).click();
    await page.getByText('The logo is saved.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it.each(Object.values(widths))('[G-44] sees the portal follow at once, %i px wide', async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await browser.open({ width, colorScheme });
      await page.goto(`${shop.url}/portal/${customer.slug}`);
      const head = page.getByRole('banner');
      await head.getByText('Bright Prints', { exact: true }).waitFor();
      await head.getByRole('link', { name: '+1 312 555 0100' }).waitFor();
      const picture = head.getByRole('img', { name: 'Logo of Bright Prints' });
      expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1024);
      const shade = await page.evaluate(() =>
        getComputedStyle(document.documentElement).getPropertyValue('--brand-dark'),
      );
      expect(shade).toBe('#ffd400');
      expect(await overflowing(page)).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
      await keepPicture(page, `shop-portal-${width}-${colorScheme}`);
      await page.context().close();
    }
  });

  it('[G-44] signs the next mail with the new name and the logo', async () => {
    const { page } = await browser.open();
    await page.goto(`${shop.url}/portal/${customer.slug}`);
    await page.getByLabel(/e-mail/i).fill(customer.contact.email);
    await page.getByRole('button', { name: /code/i }).click();
    await shop.platform.settle();
    const { from, html } = shop.post.newestTo(customer.contact.email).parsed;
    expect(from?.text).toContain('Bright Prints');
    const src = /src="([^"]+\.png)" alt="Bright Prints"/.exec(String(html))![1]!;
    expect((await page.request.get(src)).headers()['content-type']).toBe('image/png');
  });

  it('[G-44] takes the logo away without script, and has it back with one press', async () => {
    const cookie = { url: shop.url, text: await shop.ownerCookie() };
    const { page } = await browser.open({ cookie, javaScript: false, width: widths.phone, colorScheme: 'dark' });
    await page.goto(settings());
    expect(await overflowing(page)).toEqual([]);
    await keepPicture(page, 'shop-settings-phone-dark');
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The logo is removed').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('img', { name: 'Logo of Bright Prints' }).waitFor();
  });

  it('keeps what was typed when another window saved first, and shows both', async () => {
    const { page } = owner;
    await page.goto(settings());
    const { page: other } = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() } });
    await other.goto(settings());
    await other.getByLabel('Phone').fill('+1 312 555 0199');
    await other.getByRole('button', { name: 'Save changes' }).click();
    await other.getByText('The shop info is saved.').waitFor();
    await page.getByLabel('Name of the shop').fill('Brighter Prints');
    await page.getByRole('button', { name: 'Save changes' }).click();
    const table = page.getByRole('table', { name: 'Where the two differ' });
    await table.getByText('+1 312 555 0199').waitFor();
    expect(await page.getByLabel('Name of the shop').inputValue()).toBe('Brighter Prints');
    await keepPicture(page, 'shop-stale');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Phone').fill('+1 312 555 0199');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('The shop info is saved.').waitFor();
  });
});
