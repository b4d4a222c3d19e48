import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mockup } from './support/mockups.ts';
import { keepPicture, openPrintShop, quality, type Made, type PrintShop, type Who } from './support/print-shop.ts';

let shop: PrintShop;
beforeAll(async () => {
  shop = await openPrintShop();
}, 180_000);
afterAll(() => shop?.close());

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };

async function openOrder(who: Who, { number }: Made, how: object = desk): Promise<Page> {
  const page = await shop.open(who, how);
  const path = who === 'robin' ? `admin/orders/${number}` : `orders/${number}`;
  await page.goto(`${shop.url}/${path}`, { waitUntil: 'networkidle' });
  return page;
}

/** In both themes; a colour that is on its way from one to the other is neither. */
async function looksGood(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await quality(page)).toEqual([]);
    await keepPicture(page, `${name}-${colorScheme}`);
  }
}

const proof = (page: Page, name: string | RegExp = /Gildan 5000/) => page.getByRole('article', { name });

async function give(page: Page, files: readonly ReturnType<typeof mockup>[]): Promise<void> {
  await proof(page)
    .getByLabel('Pictures or PDF')
    .setInputFiles([...files]);
  await proof(page).getByRole('button', { name: 'Add the mockup' }).click();
  await page.getByText('The mockup is added.').waitFor();
}

describe('look', () => {
  it('look', async () => {
    const order = await shop.order();
    const staff = await openOrder('robin', order);
    await looksGood(staff, 'staff-empty');
    await give(staff, [mockup('front.svg', 'black'), mockup('detail.svg', 'black', 60)]);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await staff.reload();
    await looksGood(staff, 'staff-ready');
    await staff.getByRole('button', { name: 'Send for approval' }).click();
    await staff.getByText('Sent for approval. Your customer gets a mail.').waitFor();
    await looksGood(staff, 'staff-sent');
    const page = await openOrder('sarah', order);
    await looksGood(page, 'customer-waiting');
    const small = await openOrder('sarah', order, phone);
    await looksGood(small, 'customer-waiting-360');
    const smallStaff = await openOrder('robin', order, phone);
    await looksGood(smallStaff, 'staff-sent-360');
  });
});
