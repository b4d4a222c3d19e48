import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { openBrowser, type TestBrowser } from '@docket/core/testing';
import { buildApps, builtPages, loadProject, readSettings, serve, type Served } from '@docket/server';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const distribution = path.join(import.meta.dirname, '..', '..', '..', 'examples', 'carrier', 'docket.config.ts');
const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const plugin = 'transport-orders';

let folder: string;
let served: Served;
let browser: Browser;
/** Pat of Acme Coatings and Ann of the carrier, by the same cookies. */
let people: TestBrowser;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-carrier-'));
  const project = await loadProject(distribution);
  await buildApps(project);
  const settings = readSettings({ PORT: '0', HOST: '127.0.0.1', DOCKET_DATA: folder }, folder);
  served = await serve({ project, settings, demo: false, pages: await builtPages(project) });
  browser = await chromium.launch({
    ...(process.env['DOCKET_CHROMIUM'] && { executablePath: process.env['DOCKET_CHROMIUM'] }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  url = `${served.origin}/s/northway`;
  await found(served);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await served?.stop(0);
  await rm(folder, { recursive: true, force: true });
});

/** A carrier in Brussels with two services, one customer and one member of staff. */
async function found({ platform, origin }: Served): Promise<void> {
  const { seed } = platform;
  const shop = await seed.shop({
    slug: 'northway',
    name: 'Northway',
    email: 'hello@northway.test',
    timeZone: 'Europe/Brussels',
    currency: 'EUR',
    locale: 'en-GB',
    units: 'mm',
  });
  const ann = await seed.staff(shop, {
    name: 'Ann',
    email: 'ann@northway.test',
    role: 'owner',
    password: 'x'.repeat(12),
  });
  const acme = await seed.customer(shop, {
    name: 'Acme Coatings',
    contacts: [{ name: 'Pat', email: 'pat@acme.test' }],
  });
  people = openBrowser(platform, { origin, base: '/s/northway' });
  people.take(await seed.cookie(shop, { type: 'staff', id: ann }));
  people.take(await seed.cookie(shop, { type: 'contact', id: acme.contacts[0]! }));
  const services = [
    { id: 'groupage', title: 'Groupage', off: false },
    { id: 'express', title: 'Express', off: false },
  ];
  await people.staff.plugins.saveSettings.mutate({ plugin, values: { services } });
  const values = { cutoffMode: 'same-day', cutoffTime: '14:00', initialStatus: 'to-plan' };
  await people.staff.settings.saveOfService.mutate({ id: 'express', plugin, values });
}

async function open(visit: { readonly width: number; readonly javaScript?: boolean }): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: visit.width, height: 900 },
    javaScriptEnabled: visit.javaScript ?? true,
    locale: 'en-GB',
  });
  context.setDefaultTimeout(10_000);
  const cookies = people.cookie().split('; ');
  await context.addCookies(
    cookies.map((pair) => ({
      name: pair.slice(0, pair.indexOf('=')),
      value: pair.slice(pair.indexOf('=') + 1),
      url: served.origin,
    })),
  );
  return context.newPage();
}

interface Axe {
  run(options: object): Promise<{ violations: readonly { readonly id: string }[] }>;
}

/** What axe finds, and how much wider than the window the page is. */
async function quality(page: Page): Promise<readonly string[]> {
  await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({});
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return [...violations.map(({ id }) => id), ...(wide > 0 ? [`${wide} px too wide`] : [])];
  });
}

/** The day so many days from today, on a working day. */
function workday(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

async function fillStop(
  page: Page,
  stop: 'Collection' | 'Delivery',
  lines: Readonly<Record<string, string>>,
  date: string,
) {
  const card = page.getByRole('group', { name: stop, exact: true });
  await card.getByLabel('Company or name').fill(lines['name']!);
  await card.getByLabel('Town').fill(lines['town']!);
  await card.getByLabel('Country').selectOption(lines['country']!);
  await card.getByLabel(`${stop} on`).fill(date);
}

describe.each([
  ['with script at a desk', { width: 1280 }],
  ['without script on a phone', { width: 360, javaScript: false }],
] as const)('a customer of a carrier %s', (_, visit) => {
  it('[T-03] [T-14] orders by a service from the first page to the order that is to be planned', async () => {
    const page = await open(visit);
    await page.goto(`${url}/portal/acme-coatings`);
    await page.getByRole('button', { name: 'Start: Transport order' }).first().click();
    await page
      .getByRole('link', { name: /Reference and service/ })
      .first()
      .click();
    await page.getByLabel('Your reference').fill('ACME-88123');
    await page.getByRole('radio', { name: 'Express' }).check();
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await fillStop(page, 'Collection', { name: 'Acme Coatings', town: 'Antwerpen', country: 'Belgium' }, workday(4));
    await fillStop(page, 'Delivery', { name: 'BuildMart', town: 'Dublin', country: 'Ireland' }, workday(8));
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByLabel('Quantity').fill('4');
    await page.getByLabel('Packed as').selectOption('Euro pallet (120 × 80)');
    await page.getByLabel('Gross weight').fill('1240');
    await page.getByRole('button', { name: 'Save and review' }).click();
    await page.getByRole('heading', { level: 1, name: 'Review Antwerpen → Dublin' }).waitFor();
    await page.getByText('Express', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send the order to Northway' }).click();
    await page.waitForURL(/\/sent/);
    const { rows } = await people.staff.orders.list.query({});
    expect(rows[0]).toMatchObject({ title: 'Antwerpen → Dublin', status: 'to-plan', reference: 'ACME-88123' });
  });
});

describe.each([1280, 360])('the simulator at %i px', (width) => {
  it('says without script and by the keyboard what would become of an order, and why', async () => {
    const page = await open({ width, javaScript: false });
    await page.goto(`${url}/admin/plugins/${plugin}`);
    await page.getByLabel('Find a customer').fill('acme');
    await page.getByLabel('Find a customer').press('Enter');
    await page.getByLabel('Customer', { exact: true }).selectOption('Acme Coatings');
    await page.getByLabel('Service', { exact: true }).selectOption('Express');
    const day = workday(4);
    await page.getByLabel('Collection on').fill(day);
    await page.getByLabel('Sent on').fill(day);
    await page.getByLabel('Sent at').fill('14:00');
    await page.getByLabel('Sent at').press('Enter');
    const answer = page.getByRole('status').filter({ hasText: 'The order is' });
    await answer.getByText('refused').waitFor();
    await answer.getByText('To plan').waitFor();
    await answer.getByText(/^The service closes at 14:00 \(Brussels\)/).waitFor();
    await answer.getByText('Decides').waitFor();
    const scripted = await open({ width });
    await scripted.goto(page.url());
    expect(await quality(scripted)).toEqual([]);
  });
});
