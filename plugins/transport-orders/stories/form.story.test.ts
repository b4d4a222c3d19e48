import { weighScripts } from '@docket/ui/testing/weigh-scripts.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  antwerpen,
  beginOrder,
  dublin,
  fillStop,
  goOn,
  keepPicture,
  openCarrier,
  quality,
  workday,
  type Carrier,
} from './support/carrier.ts';

let carrier: Carrier;
beforeAll(async () => {
  carrier = await openCarrier();
}, 120_000);
afterAll(() => carrier?.close());

/** Pastes text into a cell of the grid, as a spreadsheet puts it on the clipboard. */
const paste = (page: Page, text: string): Promise<void> =>
  page
    .getByLabel('Quantity')
    .first()
    .evaluate((cell, cells) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', cells);
      cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);

const cells = '4\tEuro pallet\tPaint, 48 tins per pallet\t120\t80\t145\t1240\tno\n12\tCarton\t\t40\t30\t30\t96,5\tyes';

/** The last Sunday of March that is to come, on which clocks in Europe are set forward at two. */
function clockForward(): string {
  const year = new Date().getUTCFullYear();
  const days = [year, year + 1].map((one) => {
    const last = new Date(Date.UTC(one, 2, 31));
    last.setUTCDate(31 - last.getUTCDay());
    return last.toISOString().slice(0, 10);
  });
  return days.find((day) => day > new Date().toISOString().slice(0, 10))!;
}

describe.each([
  ['at a desk', 1280],
  ['on a phone', 360],
] as const)('a dispatcher %s', (_where, width) => {
  it('[T-09] asks for a quote with two lines of goods pasted from a spreadsheet, one of them dangerous', async () => {
    const page = await carrier.open({ width, clock: 'Europe/Dublin' });
    await beginOrder(page, carrier.url);
    await page.getByLabel('Your reference').fill(`QUOTE-${width}`);
    await page.getByRole('radio', { name: 'Groupage' }).check();
    await page.getByText('Add information').click();
    await page.getByLabel('Tail lift').check();
    await keepPicture(page, `form-service-${width}`);
    await goOn(page, 'Route');
    await page.getByRole('button', { name: 'Collect on that day' }).click();
    const { Date: _next, ...sender } = antwerpen('');
    await fillStop(page, 1, sender);
    await fillStop(page, 2, { ...dublin(workday(8)), From: '07:00', Until: '15:00' });
    await page.getByText('Times by the clock of Dublin').waitFor();
    await keepPicture(page, `form-route-${width}`);
    expect([...(await quality(page))]).toEqual([]);
    await goOn(page, 'Goods');
    await paste(page, cells);
    await page.getByText('2 lines were pasted.').waitFor();
    await page.getByText('3,515 kg by loading metres').waitFor();
    const line = page.getByRole('group', { name: 'Goods 1', exact: true });
    await line.getByText('Add information').click();
    await line.getByRole('button', { name: 'Add dangerous goods' }).click();
    await line.getByLabel('UN number').fill('1263');
    await line.getByLabel('Proper shipping name').fill('PAINT');
    await line.getByLabel('Class', { exact: true }).fill('3');
    await line.getByLabel('Packing group').selectOption('III');
    await line.getByLabel('Total quantity').fill('480 L');
    await line.getByText('UN 1263 PAINT, 3, III, 4 × Euro pallet (120 × 80), 480 L').waitFor();
    await keepPicture(page, `form-goods-${width}`);
    expect([...(await quality(page))]).toEqual([]);
    await page.getByRole('button', { name: 'Save and review' }).click();
    await page.getByRole('heading', { level: 1, name: 'Review Antwerpen → Dublin' }).waitFor();
    await page.getByText('UN 1263 PAINT, 3, III').waitFor();
    await keepPicture(page, `form-review-${width}`);
    expect([...(await quality(page))]).toEqual([]);
    await page.getByRole('button', { name: 'Send the order to Northway' }).click();
    await page.waitForURL(/\/sent/);
    const { rows } = await carrier.people.staff.orders.list.query({ quotes: true });
    expect(rows[0]).toMatchObject({ status: 'quote', reference: `QUOTE-${width}`, quantity: 16 });
  });

  it('[T-13] plans an order: the form names a time that the clock leaves out, and goods that the service refuses', async () => {
    const page = await carrier.open({ width, clock: 'Europe/Dublin' });
    await beginOrder(page, carrier.url);
    await page.getByLabel('Your reference').fill(`PLAN-${width}`);
    await page.getByRole('radio', { name: 'Express' }).check();
    await page.getByText(/^Closes in /).waitFor();
    await page.getByText(/14:00 Brussels.*13:00 your time/).waitFor();
    await goOn(page, 'Route');
    await fillStop(page, 1, { ...antwerpen(clockForward()), From: '02:30' });
    await fillStop(page, 2, dublin(clockForward()));
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('link', { name: /there is no 02:30: the clock is set forward/ }).waitFor();
    expect(await page.getByLabel('From (optional)').first().inputValue()).toBe('02:30');
    await keepPicture(page, `form-clock-${width}`);
    expect([...(await quality(page))]).toEqual([]);
    await fillStop(page, 1, { Date: workday(4), From: '08:00' });
    await fillStop(page, 2, { Date: workday(8) });
    await goOn(page, 'Goods');
    await page.getByText('Express takes no dangerous goods.').waitFor();
    await paste(page, cells);
    const line = page.getByRole('group', { name: 'Goods 1', exact: true });
    await line.getByText('Add information').click();
    await line.getByRole('button', { name: 'Add dangerous goods' }).click();
    await line.getByLabel('UN number').fill('1263');
    await page.getByRole('button', { name: 'Save and review' }).click();
    await page.getByRole('link', { name: /This service does not carry dangerous goods/ }).waitFor();
    await keepPicture(page, `form-refused-${width}`);
    expect([...(await quality(page))]).toEqual([]);
    await line.getByRole('button', { name: 'Remove dangerous goods 1' }).click();
    await page.getByRole('button', { name: 'Save and review' }).click();
    await page.getByRole('heading', { level: 1, name: 'Review Antwerpen → Dublin' }).waitFor();
    await page.getByRole('button', { name: 'Send the order to Northway' }).click();
    await page.waitForURL(/\/sent/);
    const { rows } = await carrier.people.staff.orders.list.query({});
    expect(rows[0]).toMatchObject({ status: 'to-plan', reference: `PLAN-${width}` });
  });
});

describe('the weight of scripts', () => {
  it.each([
    ['service', 'Your reference'],
    ['route', 'Company'],
    ['goods', 'Description'],
  ])('stays below 65 kB on the form’s part "%s", first keys and saving included', async (part, label) => {
    const page = await carrier.open({ width: 1280 });
    await beginOrder(page, carrier.url);
    const weigh = weighScripts(page);
    await page.goto(page.url().replace(/service$/, part), { waitUntil: 'networkidle' });
    await page.getByLabel(label).first().fill('Paint');
    await page.getByText(/^Saved \d/).waitFor();
    expect(await weigh()).toBeLessThanOrEqual(65_000);
  });
});
