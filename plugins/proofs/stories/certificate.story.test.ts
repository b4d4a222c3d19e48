import { weighScripts } from '@docket/ui/testing/weigh-scripts.ts';
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mockup } from './support/mockups.ts';
import { keepPicture, openPrintShop, quality, type Made, type PrintShop, type Who } from './support/print-shop.ts';

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
const still = { javaScriptEnabled: false };
const points = ['Spelling is right', 'Its size is right', 'It sits where I want it'];

describe('the record of an approval, to print', { timeout: 240_000 }, () => {
  let shop: PrintShop;
  let made: Made;
  let id: string;
  beforeAll(async () => {
    shop = await openPrintShop();
    made = await shop.order();
    const { robin, sarah } = shop.people;
    await give('front.svg');
    const sheet = await robin.fetch(`/trpc/staff/x.proofs.board?input=${query({ order: made.id })}`);
    const { result } = (await sheet.json()) as { result: { data: { sheet: number; proofs: { work: string }[] } } };
    const sent = { order: made.id, works: [result.data.proofs[0]!.work], sheet: result.data.sheet };
    await post(robin, 'x.proofs.send', sent);
    const [question] = await sarah.portal.approvals.ofOrder.query({ order: made.id });
    ({ id } = question!);
    await approve();
    await shop.platform.settle();
  }, 240_000);
  afterAll(() => shop?.close());

  const query = (input: object): string => encodeURIComponent(JSON.stringify(input));
  const headers = () => ({ 'content-type': 'application/json', origin: new URL(shop.url).origin });
  const post = async (browser: PrintShop['people']['robin'], name: string, input: object) => {
    const answer = await browser.fetch(`/trpc/staff/${name}`, {
      method: 'POST',
      headers: headers(),
      body: JSON.stringify(input),
    });
    expect(answer.status).toBe(200);
  };
  async function give(name: string): Promise<void> {
    const { mimeType, buffer } = mockup(name, 'black');
    const body = new FormData();
    for (const [field, value] of Object.entries({ order: made.id, work: 'g1.i1', note: '' })) body.append(field, value);
    body.append('files', new File([new Uint8Array(buffer)], name, { type: mimeType }));
    const given = { accept: 'application/json', origin: new URL(shop.url).origin };
    const how = { method: 'POST', headers: given, body };
    expect((await shop.people.robin.fetch('/files/given/proofs/mockups', how)).status).toBe(200);
    await shop.platform.settle();
  }
  /** Sarah, on the page of all that the shop asks: a certificate says where somebody sat, so somebody has to sit somewhere. */
  async function approve(): Promise<void> {
    const page = await shop.open('sarah', desk);
    await page.goto(`${shop.url}/approvals`, { waitUntil: 'networkidle' });
    const question = page.locator(`[id="${id}"]`);
    for (const point of points) await question.getByLabel(point).check();
    await question.getByRole('button', { name: /^Approve/ }).click();
    await question.waitFor({ state: 'detached' });
    await page.context().close();
  }
  const open = async (who: Who, how: object): Promise<Page> => {
    const page = await shop.open(who, how);
    const path = who === 'robin' ? `admin/approvals/${id}` : `approvals/${id}`;
    await page.goto(`${shop.url}/${path}`, { waitUntil: 'networkidle' });
    return page;
  };
  const looksGood = async (page: Page, name: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await quality(page)).toEqual([]);
      await keepPicture(page, `${name}-${colorScheme}`);
    }
  };
  const printed = async (page: Page): Promise<string> => {
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    const document = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'Letter' })));
    return (await extractText(document, { mergePages: true })).text.replaceAll(/\s+/g, ' ');
  };

  it.each([
    ['sarah', desk, 'record-customer'],
    ['sarah', phone, 'record-customer-360'],
    ['robin', desk, 'record-staff'],
    ['robin', phone, 'record-staff-360'],
  ] as const)('says to %s what was approved, by whom, when, how and under which terms (%o)', async (who, how, name) => {
    const page = await open(who, how);
    await page.getByRole('heading', { level: 1, name: 'Certificate of approval' }).waitFor();
    const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    const record = await shop.people.robin.staff.approvals.record.query({ id });
    for (const words of [
      'This approval holds',
      'Smith Embroidery',
      'Mockup of Gildan 5000, Black – Left chest',
      'We make what is shown here.',
      '2026-01',
      'Sarah Smith',
      'Chicago',
      'UTC',
      'In the customer portal, signed in',
      ...points,
      record.question.pictures![0]!.sha256,
      record.hash,
      'The fingerprint matches',
    ])
      expect(text).toContain(words);
    // Where somebody sat, and their address, are for the shop alone.
    for (const words of ['sarah@smith.test', 'Sent from', '127.0.0.1, Chrome'])
      expect(text.includes(words)).toBe(who === 'robin');
    expect(
      await page
        .locator('figure img')
        .evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0)),
    ).toBe(true);
    await looksGood(page, name);
  });

  it('reads the same without script, and sends none', async () => {
    const page = await open('sarah', { ...phone, ...still });
    await page.getByText('The fingerprint matches').waitFor();
    const bare = await shop.open('sarah', desk);
    const weigh = weighScripts(bare);
    await bare.goto(`${shop.url}/approvals/${id}`, { waitUntil: 'networkidle' });
    expect(await weigh()).toBe(0);
  });

  it.each(['sarah', 'robin'] as const)('prints for %s without what belongs to a screen', async (who) => {
    const page = await open(who, desk);
    const text = await printed(page);
    for (const words of ['Inkworks', 'Certificate of approval', 'This approval holds', 'Sarah Smith'])
      expect(text).toContain(words);
    expect(text.includes('127.0.0.1')).toBe(who === 'robin');
    expect(text).not.toContain('Print this page');
    expect(text).not.toContain('Back to');
    await keepPicture(page, `record-print-${who}`);
  });

  it('is found from the order, by the customer and by staff, and as PDF', async () => {
    const customer = await shop.open('sarah', desk);
    await customer.goto(`${shop.url}/orders/${made.number}`, { waitUntil: 'networkidle' });
    const answers = customer.locator('section', { has: customer.getByRole('heading', { name: 'What was answered' }) });
    await keepPicture(customer, 'record-order-customer');
    const pdf = customer.getByRole('link', { name: /^The record as PDF/ });
    const file = await customer.request.get(new URL((await pdf.getAttribute('href'))!, customer.url()).href);
    expect([file.status(), file.headers()['content-type']]).toEqual([200, 'application/pdf']);
    await answers.getByRole('link', { name: 'Mockup of Gildan 5000, Black – Left chest' }).first().click();
    await customer.getByRole('heading', { level: 1, name: 'Certificate of approval' }).waitFor();
    await customer.getByRole('link', { name: `Back to order ${made.number}` }).click();
    await customer.waitForURL(new RegExp(`/orders/${made.number}$`));

    const staff = await shop.open('robin', desk);
    await staff.goto(`${shop.url}/admin/orders/${made.number}`);
    await staff.getByRole('link', { name: /^The record, to print/ }).click();
    await staff.getByRole('heading', { level: 1, name: 'Certificate of approval' }).waitFor();
  });

  it('says before all else that it holds no more, once there is a newer mockup', async () => {
    await give('back.svg');
    const page = await open('sarah', phone);
    await page.getByRole('heading', { level: 1, name: 'Record of an answer that holds no more' }).waitFor();
    const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    expect(text.indexOf('This holds no more')).toBeLessThan(text.indexOf('What was shown'));
    for (const words of ['There is a newer mockup.', 'It was approved before']) expect(text).toContain(words);
    expect(text).not.toContain('This approval holds');
    await looksGood(page, 'record-void-360');
  });
});
