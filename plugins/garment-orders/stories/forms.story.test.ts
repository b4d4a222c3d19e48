import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { axeFindings, literalWords, overflowing } from './support/page-quality.ts';
import { beginDraft, openPart } from './support/portal.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let desk: Window;
let plainDesk: Window;
let ann: Window;
let plainAnn: Window;

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  const cookie = { url: shop.url, text: await shop.ownerCookie() };
  [desk, plainDesk] = [await browser.open({ cookie }), await browser.open({ cookie, javaScript: false })];
  const contact = { url: shop.url, text: await shop.contactCookie() };
  [ann, plainAnn] = [
    await browser.open({ cookie: contact }),
    await browser.open({ cookie: contact, javaScript: false }),
  ];
  for (const { page } of [ann, plainAnn]) await openPart(page, await beginDraft(page, shop), 'basics');
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const admin = (path: string) => `${shop.url}/admin${path}`;
const field = ({ page }: Window) => page.getByRole('textbox', { name: 'Your PO number (optional)' });
const add = ({ page }: Window) => page.getByText('Add information');
const place = ({ page }: Window, name: string) =>
  page.getByRole('group', { name: 'Your PO number' }).getByRole('radio', { name });
const saved = ({ page }: Window) => page.getByText('The layout is saved and in use').waitFor();

describe('the form of an order', () => {
  it('[T-52] shows every field until the shop lays it out', async () => {
    expect(await field(ann).isVisible()).toBe(true);
    expect(await add(ann).count()).toBe(0);
  });

  it('[T-52] is found among the forms, and by the settings of its plugin', async () => {
    const { page } = desk;
    await page.goto(admin('/plugins/garment-orders'), { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: 'Layout of the form: Garment order' }).click();
    await page.getByRole('heading', { level: 1, name: 'Form: Garment order' }).waitFor();
    await page.getByRole('link', { name: 'Forms', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Forms' }).waitFor();
    await page.getByRole('link', { name: 'Garment order', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Form: Garment order' }).waitFor();
    expect(await place(desk, 'Always show').isChecked()).toBe(true);
  });

  it('[T-52] has a field behind "Add information" once the shop puts it there; the customer opens it', async () => {
    await desk.page.waitForLoadState('networkidle');
    await place(desk, 'Behind “Add information”').check();
    await desk.page.getByRole('button', { name: 'Save the layout' }).click();
    await saved(desk);
    expect(await place(desk, 'Behind “Add information”').isChecked()).toBe(true);

    for (const window of [ann, plainAnn]) {
      await window.page.reload({ waitUntil: 'networkidle' });
      expect(await field(window).isVisible()).toBe(false);
      await keepPicture(window.page, window === ann ? 'form-aside' : 'form-aside-plain');
      await add(window).click();
      await field(window).fill('RB-061');
      await keepPicture(window.page, window === ann ? 'form-aside-open' : 'form-aside-open-plain');
    }
  });

  it('[T-52] opens it by itself for what was typed there, with and without script', async () => {
    for (const { page } of [ann, plainAnn]) {
      const address = page.url();
      await page.getByRole('button', { name: 'Overview', exact: true }).click();
      await page.waitForURL((url) => url.href !== address);
      await page.goto(address, { waitUntil: 'networkidle' });
    }
    expect(await field(ann).inputValue()).toBe('RB-061');
    expect(await field(ann).isVisible()).toBe(true);
    expect(await field(plainAnn).isVisible()).toBe(true);
  });

  it('goes back to what it was by Undo, and to the standard, without script too', async () => {
    await desk.page.getByRole('button', { name: 'Undo' }).click();
    await desk.page.getByRole('radio', { name: 'Always show', checked: true }).nth(3).waitFor();
    expect(await place(desk, 'Always show').isChecked()).toBe(true);

    const { page } = plainDesk;
    await page.goto(admin('/forms/garment'));
    await place(plainDesk, 'Behind “Add information”').check();
    await page.getByRole('button', { name: 'Save the layout' }).click();
    await saved(plainDesk);
    await page.getByRole('button', { name: 'Back to the standard' }).click();
    await saved(plainDesk);
    expect(await place(plainDesk, 'Always show').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await saved(plainDesk);
    expect(await place(plainDesk, 'Behind “Add information”').isChecked()).toBe(true);
  });
});

it.each(Object.entries(widths))('the pages of forms are good to use on a %s', async (device, width) => {
  const { page, faults } = desk;
  await page.setViewportSize({ width, height: 900 });
  for (const path of ['/forms', '/forms/garment']) {
    await page.goto(admin(`${path}?locale=en-US`));
    await keepPicture(page, `forms-${device}${path.replaceAll('/', '-')}`);
    expect([path, ...(await overflowing(page)), ...(await axeFindings(page))]).toEqual([path]);
    await page.goto(admin(`${path}?locale=en-XA`));
    const literal = (await literalWords(page)).filter((text) => /\p{L}/u.test(withoutData(text)));
    expect([path, ...(await overflowing(page)), ...literal]).toEqual([path]);
  }
  expect(faults).toEqual([]);
});

/** What people typed. */
const data = ['Inkwell', 'Olive Owner', customer.name];
const withoutData = (text: string): string => data.reduce((rest, word) => rest.replaceAll(word, ''), text);
