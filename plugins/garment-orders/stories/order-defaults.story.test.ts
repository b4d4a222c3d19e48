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
/** Ids of the customer and of its address. */
let northgate: string;
let warehouse: string;

const someAddress = {
  name: 'story.address',
  text: 'select customer_id, id from core.address',
  values: [],
};

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
  const [rows] = await shop.platform.database.withTenant(shop.id).run(someAddress);
  const [row] = rows as readonly { readonly customer_id: string; readonly id: string }[];
  [northgate, warehouse] = [row!.customer_id, row!.id];
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const admin = (path: string) => `${shop.url}/admin${path}`;
const note = ({ page }: Window) => page.getByRole('textbox', { name: /^Note on delivery/ });
const form = () => admin(`/customers/${northgate}/defaults/garment/delivery`);
const save = (window: Window) => window.page.getByRole('button', { name: 'Save', exact: true }).click();
const saved = ({ page }: Window) => page.getByText('Saved. New orders begin with it.').waitFor();

async function openDelivery(window: Window): Promise<void> {
  await openPart(window.page, await beginDraft(window.page, shop), 'delivery');
}

describe('what a new order begins with', () => {
  it('[T-25] is nothing until staff say so', async () => {
    await desk.page.goto(admin(`/customers/${northgate}/defaults`));
    await desk.page.getByRole('link', { name: 'Garment order', exact: true }).click();
    await desk.page.getByText('A new order opens empty').waitFor();
    await openDelivery(ann);
    expect(await note(ann).inputValue()).toBe('');
  });

  it('[T-24] is filled in by the form of the order, with and without script, and kept when it is saved', async () => {
    await desk.page.goto(form(), { waitUntil: 'networkidle' });
    await note(desk).fill('Ring at the back door');
    await keepPicture(desk.page, 'begins-form');
    await save(desk);
    await saved(desk);
    await plainDesk.page.goto(form());
    await plainDesk.page.getByRole('radio', { name: /courier/i }).check();
    await save(plainDesk);
    await saved(plainDesk);
    await keepPicture(plainDesk.page, 'begins-saved');
    await plainDesk.page.getByText('Version 2').waitFor();
  });

  it('[T-25] [T-26] stands in the customer’s form with a word of where it is from, until it is changed', async () => {
    for (const window of [ann, plainAnn]) {
      await openDelivery(window);
      expect(await note(window).inputValue()).toBe('Ring at the back door');
      expect(await window.page.getByText('From your standing details').count()).toBeGreaterThan(0);
      await keepPicture(window.page, window === ann ? 'begins-portal' : 'begins-portal-plain');
    }
    const word = ann.page.locator('.field', { has: note(ann) }).getByText('From your standing details');
    expect(await word.count()).toBe(1);
    await note(ann).fill('Front door today');
    await word.waitFor({ state: 'detached' });
  });

  it('goes back by Undo and to any version', async () => {
    await desk.page.goto(admin(`/customers/${northgate}/defaults/garment`), { waitUntil: 'networkidle' });
    await desk.page.getByRole('button', { name: 'Clear all' }).click();
    await desk.page.getByText('Nothing is set any more').waitFor();
    await desk.page.getByRole('button', { name: 'Undo' }).click();
    await desk.page.getByText('Version 2 holds again').waitFor();
    await desk.page.getByRole('button', { name: 'Go back to version 1' }).click();
    await desk.page.getByText('Version 1 holds again').waitFor();
    await keepPicture(desk.page, 'begins-versions');
  });

  it('comes with a saved address, also into a form that is open', async () => {
    await desk.page.goto(admin(`/customers/${northgate}/addresses/${warehouse}`), { waitUntil: 'networkidle' });
    await desk.page.getByRole('link', { name: 'Garment order', exact: true }).click();
    await note(desk).fill('Ramp 3');
    await desk.page.getByRole('button', { name: 'Save changes' }).click();
    await saved(desk);
    await keepPicture(desk.page, 'begins-place');
    await desk.page.goto(admin(`/customers/${northgate}/defaults/garment`), { waitUntil: 'networkidle' });
    await desk.page.getByRole('button', { name: 'Clear all' }).click();
    await desk.page.getByText('Nothing is set any more').waitFor();

    await openDelivery(ann);
    await ann.page.waitForLoadState('networkidle');
    await ann.page.getByRole('combobox', { name: /^Saved address/ }).selectOption({ label: 'Warehouse' });
    await expect.poll(() => note(ann).inputValue(), { timeout: 10_000 }).toBe('Ramp 3');
  });
});

it.each(Object.entries(widths))('its pages are good to use on a %s', async (device, width) => {
  const { page, faults } = desk;
  await page.setViewportSize({ width, height: 900 });
  const of = `/customers/${northgate}`;
  const paths = ['/defaults', '/defaults/garment', '/defaults/garment/delivery', `/addresses/${warehouse}/garment`];
  for (const path of paths.map((below) => of + below)) {
    await page.goto(admin(`${path}?locale=en-US`));
    await keepPicture(page, `begins-${device}-${path.split('/').slice(3).join('-').replace(warehouse, 'place')}`);
    expect([path, ...(await overflowing(page)), ...(await axeFindings(page))]).toEqual([path]);
    await page.goto(admin(`${path}?locale=en-XA`));
    const literal = (await literalWords(page)).filter((text) => /\p{L}/u.test(withoutData(text)));
    expect([path, ...(await overflowing(page)), ...literal]).toEqual([path]);
  }
  expect(faults).toEqual([]);
});

/** What people typed. */
const data = ['Inkwell', 'Olive Owner', customer.name, 'Warehouse', 'Ramp 3', 'Ring at the back door'];
const withoutData = (text: string): string => data.reduce((rest, word) => rest.replaceAll(word, ''), text);
