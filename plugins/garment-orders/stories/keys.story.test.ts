import { openProgram } from '@docket/core/testing';
import { refusalOf } from '@docket/sdk/client';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let plain: Window;
let scripted: Window;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  const cookie = { url: shop.url, text: await shop.ownerCookie() };
  plain = await browser.open({ width: widths.phone, javaScript: false, cookie });
  scripted = await browser.open({ cookie });
  await scripted.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

/** Whether a program is let in by the key: what it sends is refused for another reason then. */
async function isLetIn(key: string): Promise<boolean> {
  const { origin, pathname: base } = new URL(shop.url);
  const { requests } = openProgram(shop.platform, key, { origin, base });
  const call = requests.create.mutate({ id: randomUUID(), kind: 'no-such-kind', content: {} });
  return call.then(
    () => true,
    (thrown: unknown) => refusalOf(thrown).code !== 'key.refused',
  );
}

async function openKeys({ page }: Window): Promise<void> {
  await page.goto(`${shop.url}/admin/customers`);
  await page.getByRole('link', { name: customer.name }).click();
  await page.getByRole('link', { name: 'Keys for programs' }).click();
  await page.getByRole('heading', { level: 1, name: 'Keys for programs' }).waitFor();
}

async function looksRight({ page }: Window, name: string): Promise<void> {
  expect(await overflowing(page)).toEqual([]);
  await keepPicture(page, name);
}

const shownKey = ({ page }: Window) => page.getByLabel('The key', { exact: true });
const lines = ({ page }: Window) => page.getByRole('listitem').filter({ hasText: 'With the rights of' });

describe('a key for a customer’s program', () => {
  let key: string;

  it('is made without script for one of the customer’s people, and stands in a field to be copied by hand', async () => {
    const { page } = plain;
    await openKeys(plain);
    await page.getByText('No program of this customer calls').waitFor();
    await page.getByText(`POST ${shop.url}/trpc/api/requests.cancel`).waitFor();
    await looksRight(plain, 'keys-none-phone');
    await page.getByLabel('Name of the program').fill('Warehouse');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByText('The key of “Warehouse” is made').waitFor();
    await page.getByText('it is not shown again').waitFor();
    key = await shownKey(plain).inputValue();
    expect(await shownKey(plain).isEditable()).toBe(false);
    expect(await isLetIn(key)).toBe(true);
    await looksRight(plain, 'keys-made-phone');
  });

  it('is in no address and no cookie, and neither going back nor sending the form again shows it or makes another one', async () => {
    const { context, page } = plain;
    expect(page.url()).not.toContain(key);
    expect(JSON.stringify(await context.cookies())).not.toContain(key);
    await page.reload();
    await page.getByText('This key was made already').waitFor();
    expect(await page.content()).not.toContain(key);
    expect(await lines(plain).count()).toBe(1);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Keys for programs' }).waitFor();
    expect(await page.content()).not.toContain(key);
    await page.goto(`${shop.url}/admin`);
    await openKeys(plain);
    expect(await page.content()).not.toContain(key);
    await looksRight(plain, 'keys-listed-phone');
  });

  it('is revoked after a word about what stops', async () => {
    const { page } = plain;
    const revoke = page.getByRole('button', { name: 'Revoke the key: Warehouse' });
    expect(await revoke.isVisible()).toBe(false);
    await page.getByText('Revoke Warehouse').click();
    await page.getByText('can send no orders, changes or cancellations from now on').waitFor();
    await looksRight(plain, 'keys-revoke-phone');
    await revoke.click();
    await page.getByText('The key is revoked').waitFor();
    expect(await lines(plain).count()).toBe(0);
    expect(await isLetIn(key)).toBe(false);
  });

  it('is one after a double click, copied with one click, and gone with the page', async () => {
    const { page } = scripted;
    await openKeys(scripted);
    await page.waitForLoadState('networkidle');
    await page.getByLabel('Name of the program').fill('ERP');
    await page.getByRole('button', { name: 'Make the key' }).dblclick();
    await page.getByText('The key of “ERP” is made').waitFor();
    const made = await shownKey(scripted).inputValue();
    await page.getByRole('button', { name: 'Copy the key' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(made);
    expect(await axeFindings(page)).toEqual([]);
    await looksRight(scripted, 'keys-made');
    await page.getByRole('link', { name: 'I have kept it' }).click();
    await shownKey(scripted).waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(made);
    await page.getByRole('link', { name: customer.name }).click();
    await page.getByRole('heading', { level: 1, name: customer.name }).waitFor();
    await page.goBack();
    await page.getByLabel('Name of the program').waitFor();
    expect(await page.content()).not.toContain(made);
    expect(await lines(scripted).count()).toBe(1);
    await looksRight(scripted, 'keys-listed');
    expect(scripted.faults).toEqual([]);
  });
});
