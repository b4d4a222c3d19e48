import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Page } from 'playwright-core';
import { keepPicture, openCarrier, quality, type Carrier } from './support/carrier.ts';

let carrier: Carrier;
beforeAll(async () => {
  carrier = await openCarrier();
}, 180_000);
afterAll(() => carrier?.close());
beforeEach(() => carrier.set('labels', { autoprint: null, companyPrefix: null }));

const visits = [
  ['with script at a desk', { width: 1280 }],
  ['with script on a phone', { width: 360 }],
  ['without script on a phone', { width: 360, javaScript: false }],
] as const;

/** What a link leads to, asked as the browser would. */
async function linked(page: Page, name: string): Promise<{ readonly type: string; readonly begins: string }> {
  const href = await page.getByRole('link', { name }).first().getAttribute('href');
  const answer = await page.context().request.get(new URL(href!, page.url()).href);
  return { type: answer.headers()['content-type'] ?? '', begins: (await answer.body()).toString('latin1', 0, 4) };
}
const aPdf = { type: 'application/pdf', begins: '%PDF' };

describe.each(visits)('a customer %s', (name, visit) => {
  it('[T-64] opens the labels of an order on its page', async () => {
    const { number } = await carrier.send();
    const page = await carrier.open(visit);
    await page.goto(`${carrier.url}/orders/${number}`);
    await page.getByRole('heading', { name: 'Labels' }).waitFor();
    await page.getByText('A label for each of 3 packages').waitFor();
    expect(await linked(page, 'Open labels')).toEqual(aPdf);
    expect(await linked(page, 'Download PDF')).toEqual(aPdf);
    await keepPicture(page, `order-${name.replaceAll(' ', '-')}`);
    if (!('javaScript' in visit)) expect(await quality(page)).toEqual([]);
  });

  it('finds them on the page after sending, which prints nothing by itself', async () => {
    const { id } = await carrier.send(1);
    const page = await carrier.open(visit);
    await page.goto(`${carrier.url}/draft/${id}/sent`, { waitUntil: 'networkidle' });
    await page.getByText('A label for the package').waitFor();
    expect(await linked(page, 'Open labels')).toEqual(aPdf);
    expect(await page.locator('iframe').count()).toBe(0);
    await keepPicture(page, `sent-${name.replaceAll(' ', '-')}`);
    if (!('javaScript' in visit)) expect(await quality(page)).toEqual([]);
  });

  it('[T-63] is told when there will be labels while the order waits for the carrier', async () => {
    await carrier.importing(true);
    const { id, number } = await carrier.send();
    await carrier.importing(false);
    expect(number).toBeNull();
    const page = await carrier.open(visit);
    await page.goto(`${carrier.url}/draft/${id}/sent`);
    await page.getByText('There are no labels yet').waitFor();
    if (!('javaScript' in visit)) expect(await quality(page)).toEqual([]);
  });
});

describe('autoprint', () => {
  it('[T-65] sends the labels to the printer from the page after sending, once', async () => {
    await carrier.set('labels', { autoprint: true });
    const { id } = await carrier.send();
    const page = await carrier.open({ width: 1280 });
    const printed: string[] = [];
    await page.exposeFunction('printing', (address: string) => void printed.push(address));
    // A browser without a screen falls over its own dialog.
    await page.addInitScript(() => {
      globalThis.print = () =>
        (globalThis as unknown as { printing: (address: string) => void }).printing(location.href);
    });
    await page.goto(`${carrier.url}/draft/${id}/sent`);
    await vi.waitFor(() => expect(printed).toEqual([expect.stringMatching(/labels\.pdf\?order=.*&show=1$/)]), 10_000);
    await page.getByText('They go to your printer by themselves').waitFor();
    await page.reload({ waitUntil: 'networkidle' });
    expect(printed).toHaveLength(1);
    expect(await linked(page, 'Open labels')).toEqual(aPdf);
    expect(await quality(page)).toEqual([]);
  });
});

describe.each(visits)('a dispatcher %s', (name, visit) => {
  it('sees every number, opens one or all, and records that they were printed', async () => {
    await carrier.set('labels', { companyPrefix: '0614141' });
    const { number } = await carrier.send();
    const page = await carrier.open(visit);
    const panel = page.getByRole('region', { name: 'Labels' });
    const reached = async () => {
      await page.goto(`${carrier.url}/admin/orders/${number}`, { waitUntil: 'networkidle' });
      expect(await panel.getByRole('link', { name: /^\d{18}$/ }).count()).toBe(3);
    };
    await vi.waitFor(reached, 20_000);
    await panel.getByText('Not printed yet.').waitFor();
    expect(await linked(page, 'Print labels')).toEqual(aPdf);
    await keepPicture(page, `staff-${name.replaceAll(' ', '-')}`);
    await panel.getByRole('button', { name: 'Mark as printed' }).click();
    await panel.getByText('3 of 3 printed').waitFor();
    await page.getByText('Recorded that the labels were printed.').waitFor();
    if (!('javaScript' in visit)) expect(await quality(page)).toEqual([]);
  });
});

it('records printing by itself when labels are opened to print, with script', async () => {
  const { number } = await carrier.send();
  const page = await carrier.open({ width: 1280 });
  await page.goto(`${carrier.url}/admin/orders/${number}`, { waitUntil: 'networkidle' });
  const panel = page.getByRole('region', { name: 'Labels' });
  await panel.getByRole('link', { name: 'Print labels' }).click();
  await panel.getByText('3 of 3 printed').waitFor();
});
