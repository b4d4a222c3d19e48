import type { Json } from '@docket/sdk';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openCarrier, quality, workday, type Carrier } from './support/carrier.ts';

let carrier: Carrier;
let customer: Page;
let dispatcher: Page;
beforeAll(async () => {
  carrier = await openCarrier();
  await carrier.provideImports();
  customer = await carrier.open({ width: 360 });
  dispatcher = await carrier.open({ width: 1280 });
}, 120_000);
afterAll(() => carrier?.close());

const set = (values: Readonly<Record<string, Json>>): Promise<unknown> =>
  carrier.people.staff.plugins.saveSettings.mutate({ plugin: 'order-import', values });

const place = (company: string, city: string, country: string) => ({
  company,
  name: '',
  street: 'Havenweg 7',
  street2: '',
  city,
  region: '',
  postcode: '2030',
  country,
  phone: '',
});

/** An order of a service, as its customer typed it; answers its number. */
async function order(reference: string, service: string): Promise<number> {
  const { portal } = carrier.people;
  const { id } = await portal.requests.begin.mutate({ kind: 'transport' });
  const stop = { zone: 'Europe/Brussels', from: '08:00', to: '17:00' };
  const content = {
    reference,
    service,
    stops: [
      { ...stop, id: 's1', action: 'collect', date: workday(4), address: place('Acme Coatings', 'Antwerpen', 'BE') },
      { ...stop, id: 's2', action: 'deliver', date: workday(8), address: place('BuildMart', 'Dublin', 'IE') },
    ],
    goods: [{ id: 'g1', quantity: '4', package: 'euro-pallet', description: 'Paint', gross: '1240' }],
  };
  const { number } = await portal.requests.submit.mutate({ id, content });
  return number!;
}

/** The customer opens the order, types its goods anew and sends that. */
async function changeGoods(number: number, typed: Readonly<Record<string, string>>): Promise<void> {
  await customer.goto(`${carrier.url}/orders/${number}`);
  await customer.getByRole('button', { name: 'Edit order' }).click();
  await customer.getByRole('heading', { level: 1, name: `Change order ${number}` }).waitFor();
  await customer.goto(`${customer.url()}/goods`, { waitUntil: 'networkidle' });
  for (const [label, text] of Object.entries(typed)) await customer.getByLabel(label).first().fill(text);
  await customer.getByRole('button', { name: 'Save and review' }).click();
  await customer.getByRole('heading', { level: 2, name: 'What you change' }).waitFor();
  await customer.getByRole('button', { name: 'Send change' }).click();
  await customer.getByText('Update awaiting approval').waitFor();
}

/** The one line of goods that the shop has of the order. */
async function goodsOf(number: number): Promise<unknown> {
  const { order: found } = await carrier.people.staff.orders.get.query({ number });
  return (found.content as { goods: readonly unknown[] }).goods[0];
}

/** The dispatcher opens what the customer changes of the order, which counts as seen from then on. */
async function openChange(number: number): Promise<void> {
  await dispatcher.goto(`${carrier.url}/admin/orders/${number}`, { waitUntil: 'networkidle' });
  await dispatcher.getByRole('link', { name: 'Update', exact: true }).click();
  await dispatcher.getByRole('heading', { level: 1, name: `Change of order ${number}` }).waitFor();
  await dispatcher.getByRole('button', { name: 'Mark as seen' }).waitFor({ state: 'detached' });
}

const isAwaited = (): Promise<boolean> => customer.getByText('Update awaiting approval').isVisible();

describe('help with the portal', () => {
  it('[T-73] is where the shop says, and opens from every page of the customer', async () => {
    const values = { helpAddress: 'https://help.northway.test/portal', helpTitle: 'How the portal works' };
    await carrier.people.staff.plugins.saveSettings.mutate({ plugin: 'core', values });
    for (const path of ['/', '/submit', '/portal/acme-coatings']) {
      await customer.goto(`${carrier.url}${path}`);
      const link = customer.getByRole('contentinfo').getByRole('link', { name: 'How the portal works' });
      expect(await link.getAttribute('href'), path).toBe('https://help.northway.test/portal');
    }
    expect(await quality(customer)).toEqual([]);
  });
});

describe('a quote of a carrier', () => {
  it('[T-12] becomes an order to plan with a number of its own, and its customer finds it by either', async () => {
    const quote = await order('QUOTE-1', 'groupage');
    await dispatcher.goto(`${carrier.url}/admin/orders/Q-${quote}`, { waitUntil: 'networkidle' });
    await dispatcher.getByText(`Q-${quote}`, { exact: true }).first().waitFor();
    const { order: asked } = await carrier.people.staff.orders.get.query({ number: quote });
    const { number } = await carrier.people.staff.orders.move.mutate({ id: asked.id, to: 'to-plan' });
    expect(number).not.toBe(quote);
    await customer.goto(`${carrier.url}/orders/${quote}`);
    expect(new URL(customer.url()).pathname).toMatch(new RegExp(`/orders/${number}$`));
    await customer
      .getByText(new RegExp(`Q-${quote}`))
      .first()
      .waitFor();
    expect(await quality(customer)).toEqual([]);
  });
});

describe('a change of a transport', () => {
  it('[T-43] [T-44] [T-59] waits while changes are applied by hand; of two fields one is taken, and the customer reads why', async () => {
    await set({ updates: true, applyChanges: false });
    const number = await order('CHANGE-1', 'express');
    await changeGoods(number, { 'Gross weight': '1500', Description: 'Paint and thinner' });
    await keepPicture(customer, 'life-waits-phone');
    expect(await quality(customer)).toEqual([]);
    expect(await goodsOf(number)).toMatchObject({ description: 'Paint' });
    await openChange(number);
    await keepPicture(dispatcher, 'life-decide');
    expect(await quality(dispatcher)).toEqual([]);
    const description = dispatcher.getByRole('row').filter({ hasText: 'Paint and thinner' });
    await description.getByLabel('Take it').uncheck();
    await description.getByLabel('Why not?').fill('Thinner is another line of goods.');
    await dispatcher.getByRole('button', { name: 'Take what is chosen' }).click();
    await dispatcher.getByText('The order was changed').waitFor();
    expect(await goodsOf(number)).toMatchObject({ description: 'Paint', gross: 1500 });
    await customer.goto(`${carrier.url}/orders/${number}`);
    await customer.getByText('Thinner is another line of goods.').first().waitFor();
    expect(await isAwaited()).toBe(false);
    expect(await quality(customer)).toEqual([]);
  });

  it('[T-57] [T-58] holds at once where changes apply by themselves, and awaits approval until it is opened', async () => {
    await set({ updates: true, applyChanges: true });
    const number = await order('CHANGE-2', 'express');
    await changeGoods(number, { 'Gross weight': '1600' });
    expect(await goodsOf(number)).toMatchObject({ gross: 1600 });
    await openChange(number);
    await customer.reload();
    expect(await isAwaited()).toBe(false);
  });

  it('is told to both as a conflict where the shop has typed the same field meanwhile', async () => {
    await set({ updates: true, applyChanges: false });
    const number = await order('CHANGE-3', 'express');
    await changeGoods(number, { 'Gross weight': '1700' });
    await dispatcher.goto(`${carrier.url}/admin/orders/${number}/edit/goods`, { waitUntil: 'networkidle' });
    await dispatcher.getByLabel('Gross weight').first().fill('1800');
    await dispatcher.getByRole('button', { name: /Save/ }).first().click();
    await expect.poll(() => goodsOf(number)).toMatchObject({ gross: 1800 });
    await openChange(number);
    await dispatcher.getByText('Somebody else has changed the same meanwhile').waitFor();
    await keepPicture(dispatcher, 'life-conflict');
    expect(await quality(dispatcher)).toEqual([]);
    await customer.goto(`${carrier.url}/orders/${number}`);
    await customer.getByRole('button', { name: 'Edit order' }).click();
    await customer.getByText('The order has changed since you began').waitFor();
    await keepPicture(customer, 'life-conflict-phone');
    expect(await quality(customer)).toEqual([]);
  });
});

describe('a cancellation of a transport', () => {
  it('[T-46] [T-49] ends the order at once where it is applied by itself, and is greyed once a stop is done', async () => {
    await set({ updates: true, applyCancellations: true });
    const number = await order('CANCEL-1', 'express');
    await customer.goto(`${carrier.url}/orders/${number}`);
    await customer.getByRole('link', { name: 'Cancel order' }).click();
    await customer.getByLabel('Why do you cancel it?').fill('The buyer collects it.');
    await customer.getByRole('button', { name: 'Cancel order' }).click();
    await customer.waitForURL(/\/orders\/\d+\?told=cancel/);
    await customer.goto(`${carrier.url}/portal/acme-coatings?tab=cancelled`);
    await customer.getByText('The buyer collects it.').waitFor();
    expect(await quality(customer)).toEqual([]);

    const collected = await order('CANCEL-2', 'express');
    const { orders } = carrier.people.staff;
    const { order: planned } = await orders.get.query({ number: collected });
    await orders.move.mutate({ id: planned.id, to: 'planned' });
    await orders.mark.mutate({ id: planned.id, part: 's1', type: 'done', done: true, note: '' });
    await customer.goto(`${carrier.url}/orders/${collected}`);
    expect(await customer.getByRole('button', { name: 'Cancel order' }).isDisabled()).toBe(true);
    await customer.getByText('It has been collected, at least in part.').first().waitFor();
    expect(await quality(customer)).toEqual([]);
  });
});
