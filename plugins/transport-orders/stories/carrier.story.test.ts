import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  antwerpen,
  beginOrder,
  dublin,
  fillStop,
  goOn,
  keepPicture,
  openCarrier,
  plugin,
  quality,
  workday,
} from './support/carrier.ts';
import type { Carrier } from './support/carrier.ts';

let carrier: Carrier;
beforeAll(async () => {
  carrier = await openCarrier();
}, 120_000);
afterAll(() => carrier?.close());

describe.each([
  ['with script at a desk', { width: 1280 }],
  ['without script on a phone', { width: 360, javaScript: false }],
] as const)('a customer of a carrier %s', (_, visit) => {
  it('[T-03] [T-14] orders by a service from the first page to the order that is to be planned', async () => {
    const page = await carrier.open(visit);
    await beginOrder(page, carrier.url);
    await page.getByLabel('Your reference').fill('ACME-88123');
    await page.getByRole('radio', { name: 'Express' }).check();
    await goOn(page, 'Route');
    await fillStop(page, 1, antwerpen(workday(4)));
    await fillStop(page, 2, dublin(workday(8)));
    await goOn(page, 'Goods');
    await page.getByLabel('Quantity').fill('4');
    await page.getByLabel('Packed as').selectOption('Euro pallet (120 × 80)');
    await page.getByLabel('Gross weight').fill('1240');
    await page.getByRole('button', { name: 'Save and review' }).click();
    await page.getByRole('heading', { level: 1, name: 'Review Antwerpen → Dublin' }).waitFor();
    await page.getByText('Express', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send the order to Northway' }).click();
    await page.waitForURL(/\/sent/);
    const { rows } = await carrier.people.staff.orders.list.query({});
    expect(rows[0]).toMatchObject({ title: 'Antwerpen → Dublin', status: 'to-plan', reference: 'ACME-88123' });
  });
});

describe.each([
  ['with script at a desk', { width: 1280 }],
  ['without script on a phone', { width: 360, javaScript: false }],
] as const)('a dispatcher %s', (_, visit) => {
  it('records what happens at the stops, takes back a slip of the hand, and the order moves on by itself', async () => {
    const { rows } = await carrier.people.staff.orders.list.query({ status: 'to-plan' });
    const order = rows[0]!;
    await carrier.people.staff.orders.move.mutate({ id: order.id, to: 'planned' });
    const page = await carrier.open(visit);
    await page.goto(`${carrier.url}/admin/orders/${order.number}`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Arrived Antwerpen' }).click();
    await page.getByRole('button', { name: 'Take back Arrived Antwerpen' }).click();
    await page.getByRole('button', { name: 'Arrived Antwerpen' }).waitFor();
    await page.getByRole('button', { name: 'Done Antwerpen' }).click();
    await page.getByText('In transit', { exact: true }).first().waitFor();
    await keepPicture(page, `stops-${visit.width}`);
    const scripted = await carrier.open({ width: visit.width });
    await scripted.goto(page.url());
    expect(await quality(scripted)).toEqual([]);
    await page.getByRole('button', { name: 'Done Dublin' }).click();
    await page.getByText('Delivered', { exact: true }).first().waitFor();
  });
});

describe.each([1280, 360])('the simulator at %i px', (width) => {
  it('says without script and by the keyboard what would become of an order, and why', async () => {
    const page = await carrier.open({ width, javaScript: false });
    await page.goto(`${carrier.url}/admin/plugins/${plugin}`);
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
    const scripted = await carrier.open({ width });
    await scripted.goto(page.url());
    expect(await quality(scripted)).toEqual([]);
  });
});
