import { errandPlugin } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { axeFindings, literalWords, overflowing } from './support/page-quality.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

const errands = errandPlugin();
let shop: StoryShop;
let browser: StoryBrowser;
let desk: Window;
let plain: Window;
let customerId: string;

beforeAll(async () => {
  shop = await openShop({ plugins: [errands] });
  browser = await openBrowser();
  const cookie = { url: shop.url, text: await shop.ownerCookie() };
  [desk, plain] = [await browser.open({ cookie }), await browser.open({ cookie, javaScript: false })];
  for (const name of ['Riverside School', 'Ruiz Events'])
    await shop.platform.seed.customer(shop.id, { name, contacts: [] });
  const { page } = desk;
  await page.goto(`${shop.url}/admin/customers?q=northgate`);
  await page.getByRole('link', { name: customer.name }).click();
  await page.getByRole('heading', { level: 1, name: customer.name }).waitFor();
  customerId = page.url().split('/').at(-1)!;
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const admin = (path: string) => `${shop.url}/admin${path}`;
const saved = ({ page }: Window) => page.getByText('The settings are saved and in use').waitFor();
const save = async (window: Window) => {
  await window.page.getByRole('button', { name: 'Save changes' }).click();
  await saved(window);
};
const tick = ({ page }: Window, name: string) => page.getByRole('checkbox', { name });

describe('a service', () => {
  it('[T-14] stands in a list with all others, and opens with what holds for it and where that comes from', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'Services', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Services' }).waitFor();
    expect(await page.getByRole('main').getByRole('listitem').allInnerTexts()).toEqual(['On foot', 'By bicycle']);
    await keepPicture(page, 'services');
    await page.getByRole('link', { name: 'By bicycle' }).click();
    await page.getByRole('heading', { level: 1, name: 'By bicycle' }).waitFor();
    await page.waitForLoadState('networkidle');
    const arrival = page.getByRole('combobox', { name: 'A new errand is' });
    expect(await arrival.locator('option:checked').innerText()).toBe('As the shop says (now: asked)');
    expect(await page.getByText('The plugin’s own value.').count()).toBeGreaterThan(1);
    expect(await page.getByText('Usual service').count()).toBe(0);
  });

  it('is given to customers who are found by name, without leaving the form', async () => {
    const { page } = desk;
    await page.getByRole('combobox', { name: 'A new errand is' }).selectOption('agreed');
    await page.getByRole('searchbox', { name: 'Customer to add' }).fill('river');
    await page.keyboard.press('Enter');
    await tick(desk, 'Riverside School').check();
    await keepPicture(page, 'service-found');
    await save(desk);
    expect(await tick(desk, 'Riverside School').isChecked()).toBe(true);
    expect(await page.getByText('Set for the service.').count()).toBe(2);
    await page.reload();
    expect(await tick(desk, 'Riverside School').isChecked()).toBe(true);
    await keepPicture(page, 'service');
  });

  it('is given to them without script too: the search keeps all that was typed', async () => {
    const { page } = plain;
    await page.goto(admin('/services/ride'));
    await page.getByRole('textbox', { name: /^Hour/ }).fill('14:00');
    await page.getByRole('searchbox', { name: 'Customer to add' }).fill('ruiz');
    await page.keyboard.press('Enter');
    await page.getByText('One customer is found. Tick it to add it.').waitFor();
    await tick(plain, 'Ruiz Events').check();
    await keepPicture(page, 'service-plain');
    await save(plain);
    expect(await page.getByRole('textbox', { name: /^Hour/ }).inputValue()).toBe('14:00');
    expect(await tick(plain, 'Riverside School').isChecked()).toBe(true);
    expect(await tick(plain, 'Ruiz Events').isChecked()).toBe(true);
    await tick(plain, 'Riverside School').uncheck();
    await save(plain);
    expect(await tick(plain, 'Riverside School').count()).toBe(0);
  });

  it('[T-22] keeps what was typed where the plugin refuses it, and says what to do', async () => {
    const { page } = desk;
    // A choice made before the script has taken over the form would be the form's again.
    await page.goto(admin('/services/ride'), { waitUntil: 'networkidle' });
    await page.getByRole('combobox', { name: 'Taken until' }).selectOption('hour');
    await page.getByRole('textbox', { name: /^Hour/ }).fill('');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('link', { name: 'Say until when.' }).click();
    expect(await page.getByRole('combobox', { name: 'Taken until' }).inputValue()).toBe('hour');
    await page.keyboard.type('15:00');
    await page.keyboard.press('Enter');
    await saved(desk);
    await page.getByRole('button', { name: /^Leave it to the shop\s*Only for these customers/ }).click();
    await page.getByText('No customer is chosen yet.').waitFor();
    expect(await page.getByRole('textbox', { name: /^Hour/ }).inputValue()).toBe('15:00');
  });

  it('that is none is not found', async () => {
    const answer = await plain.page.goto(admin('/services/none-of-ours'));
    expect(answer?.status()).toBe(404);
  });
});

describe('the order defaults of a customer', () => {
  it('[T-03] [T-23] are found by the customer’s name, and the status that new orders get is chosen and kept', async () => {
    const { page } = desk;
    await page.goto(admin('/customers?q=northgate'));
    await page.getByRole('link', { name: customer.name }).click();
    await page.getByRole('link', { name: 'Order defaults' }).click();
    await page.getByRole('heading', { level: 1, name: 'Order defaults' }).waitFor();
    await page.waitForLoadState('networkidle');
    const arrival = page.getByRole('combobox', { name: 'A new errand is' });
    expect(await arrival.locator('option:checked').innerText()).toBe('As the service or the shop says (now: asked)');
    await arrival.selectOption('asked');
    await page.getByRole('combobox', { name: /^Usual service/ }).selectOption('ride');
    await save(desk);
    expect(await page.getByText('Set for the customer.').count()).toBe(2);
    await keepPicture(page, 'defaults');
  });

  it('[T-07] go back to the service or the shop when a value is cleared, without script', async () => {
    const { page } = plain;
    await page.goto(admin(`/customers/${customerId}/defaults`));
    const arrival = page.getByRole('combobox', { name: 'A new errand is' });
    expect(await arrival.inputValue()).toBe('asked');
    await arrival.selectOption({ label: 'As the service or the shop says (now: asked)' });
    await save(plain);
    expect(await arrival.inputValue()).toBe('');
    expect(await page.getByText('Set for the customer.').count()).toBe(1);
  });
});

/** Their pages, by their address. */
const pages = ['/services', '/services/ride', '/customers/:id/defaults'];

it.each(Object.entries(widths))('their pages are good to use on a %s', async (device, width) => {
  const { page, faults } = desk;
  await page.setViewportSize({ width, height: 900 });
  for (const path of pages.map((address) => address.replace(':id', customerId))) {
    await page.goto(admin(`${path}?locale=en-US`));
    await keepPicture(page, `apart-${device}${path.replaceAll('/', '-').replace(customerId, 'id')}`);
    expect([path, ...(await overflowing(page)), ...(await axeFindings(page))]).toEqual([path]);
    await page.goto(admin(`${path}?locale=en-XA`));
    const literal = (await literalWords(page)).filter((text) => /\p{L}/u.test(withoutData(text)));
    expect([path, ...(await overflowing(page)), ...literal]).toEqual([path]);
  }
  expect(faults).toEqual([]);
});

/** What people typed, and what the plugin says: it speaks English alone. */
const said = Object.values<ZodType>(errands.settings!.shape).flatMap((schema) => {
  const { title, help } = schema.meta() as { readonly title: string; readonly help?: string };
  return [title, help ?? ''];
});
const data = [
  ...said,
  'errand.kind',
  'On foot',
  'By bicycle',
  'asked',
  'agreed',
  'any',
  'hour',
  'Inkwell',
  'Olive Owner',
];
const names = [customer.name, customer.contact.name, customer.contact.email, customer.slug, 'Warehouse'];
const withoutData = (text: string): string =>
  [...data, ...names].reduce((rest, word) => (word ? rest.replaceAll(word, '') : rest), text);
