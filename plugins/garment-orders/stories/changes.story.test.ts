import { definePlugin, describePlugin, intake, on, type Admission } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pipeline } from '../src/rules/pipeline.ts';
import { distributor } from '../src/rules/samples.fixture.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { goOn } from './support/customer.ts';
import { sheetOf } from './support/order-sheet.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

/** What the shop's rules say at the moment. */
let admits: Admission['decision'] = 'wait';
let obstacle: string | null = null;
const rules = describePlugin({
  id: 'rules',
  version: '1.0.0',
  title: 'Rules',
  about: 'Says what customers may change.',
  activation: 'on',
  server: async () => ({
    server: definePlugin({
      hooks: [
        on(intake.eligible, () => ({ obstacle: obstacle === null ? null : { code: obstacle, params: {} } })),
        on(intake.admit, ({ intent }) => (intent === 'create' ? undefined : { decision: admits, reason: '' })),
      ],
    }),
  }),
});

let shop: StoryShop;
let browser: StoryBrowser;
let staff: Window;
let ann: Window;
let number: number;
beforeAll(async () => {
  shop = await openShop({ pipeline: { ...pipeline, cancelled: 'cancelled' }, plugins: [rules] });
  number = await shop.order(sheetOf(distributor));
  browser = await openBrowser();
  staff = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() } });
  ann = await browser.open({ width: widths.phone, cookie: { url: shop.url, text: await shop.contactCookie() } });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const flawsOf = async ({ page }: Window) => [...(await axeFindings(page)), ...(await overflowing(page))];
const orderPage = (): string => `${shop.url}/orders/${number}`;

/** Ann changes the title and looks the change over. */
async function changeTitle(title: string): Promise<void> {
  const { page } = ann;
  await page.goto(orderPage());
  await page.getByRole('button', { name: 'Edit order' }).click();
  await page.getByRole('heading', { level: 1, name: `Change order ${number}` }).waitFor();
  await page.getByRole('list').getByRole('link').first().click();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Title', { exact: true }).fill(title);
  await goOn(page, 'Save and continue', 'Garments');
  await page.goto(page.url().replace(/\/draft\/([^/]+).*$/, '/draft/$1/review'));
  await page.getByRole('heading', { level: 2, name: 'What you change' }).waitFor();
}

describe('a change that the shop decides', () => {
  it('[T-44] [T-57] is made from the order on a phone, and its review shows what changes', async () => {
    await changeTitle('Another name');
    const { page } = ann;
    await page.getByRole('cell', { name: 'Another name' }).first().waitFor();
    await keepPicture(page, 'changes-review-phone');
    expect(await flawsOf(ann)).toEqual([]);
    await page.getByRole('button', { name: 'Send change' }).click();
    await page.getByText('Update awaiting approval').waitFor();
    await page.getByText('Your change waits for the shop').first().waitFor();
    await keepPicture(page, 'changes-order-phone');
    expect(await flawsOf(ann)).toEqual([]);
  });

  it('[T-44] stands among what waits for approval', async () => {
    const { page } = ann;
    await page.goto(`${shop.url}/portal/${customer.slug}?tab=waiting`);
    await page.getByText('Update awaiting approval').waitFor();
    await keepPicture(page, 'changes-waiting-phone');
    expect(await flawsOf(ann)).toEqual([]);
  });

  it('[T-58] [T-59] is no more seen for a pointer over its links; opened, it shows what was, is and would be', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/orders`, { waitUntil: 'networkidle' });
    const label = page.getByRole('link', { name: 'Update', exact: true });
    await label.hover();
    await label.focus();
    await page.waitForTimeout(600);
    await page.goto(`${shop.url}/admin/requests`, { waitUntil: 'networkidle' });
    await keepPicture(page, 'changes-queue');
    expect(await axeFindings(page)).toEqual([]);
    const link = page.getByRole('table').getByRole('link').first();
    await link.hover();
    await page.waitForTimeout(600);
    await page.reload({ waitUntil: 'networkidle' });
    await page.getByText('New', { exact: true }).waitFor();
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: `Change of order ${number}` }).waitFor();
    await page.getByRole('button', { name: 'Mark as seen' }).waitFor({ state: 'detached' });
    await keepPicture(page, 'changes-decide');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('is told to both as a conflict when the shop has changed the same meanwhile', async () => {
    const { page } = staff;
    const address = page.url();
    await page.goto(`${shop.url}/admin/orders/${number}/edit/basics`, { waitUntil: 'networkidle' });
    await page.getByLabel('Title', { exact: true }).fill('The shop’s name');
    await page.getByRole('button', { name: /Save/ }).first().click();
    await page.waitForLoadState('networkidle');
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.getByText('Somebody else has changed the same meanwhile').waitFor();
    await page.getByText('Also changed since').first().waitFor();
    await keepPicture(page, 'changes-conflict');
    expect(await axeFindings(page)).toEqual([]);
    await ann.page.goto(orderPage());
    await ann.page.getByRole('button', { name: 'Edit order' }).click();
    await ann.page.getByText('The order has changed since you began').waitFor();
    await ann.page.goto(`${ann.page.url()}/review`);
    await ann.page.getByText('The shop has changed the same meanwhile').waitFor();
    await keepPicture(ann.page, 'changes-conflict-phone');
    expect(await flawsOf(ann)).toEqual([]);
  });

  it('is rejected with a reason that its customer reads', async () => {
    const { page } = staff;
    await page.getByText('Reject the change').click();
    await page.getByLabel('Reason').fill('The films are made.');
    await page.getByRole('button', { name: 'Reject, and keep the order as it is' }).click();
    await page.getByText('The order stays as it was').waitFor();
    await ann.page.goto(orderPage());
    await ann.page.getByText('The films are made.').first().waitFor();
    expect(await ann.page.getByText('Update awaiting approval').count()).toBe(0);
    expect(await flawsOf(ann)).toEqual([]);
  });
});

describe('a change that is made at once', () => {
  it('[T-42] [T-58] is in the order, and awaits approval until somebody has opened it', async () => {
    admits = 'accept';
    // The draft that was begun before still holds what was wished: it is made anew from the order as it is.
    await ann.page.goto(orderPage());
    await ann.page.getByRole('button', { name: 'Edit order' }).click();
    await ann.page.getByText('Discard this change').click();
    await ann.page.getByRole('button', { name: 'Discard the change' }).click();
    await changeTitle('At once');
    await ann.page.getByRole('button', { name: 'Send change' }).click();
    await ann.page.getByRole('heading', { level: 1, name: 'At once' }).waitFor();
    await ann.page.getByText('Update awaiting approval').waitFor();
    await staff.page.goto(`${shop.url}/admin/orders/${number}`, { waitUntil: 'networkidle' });
    await staff.page.getByRole('link', { name: 'Update', exact: true }).click();
    await staff.page.getByRole('heading', { level: 1, name: `Change of order ${number}` }).waitFor();
    await staff.page.getByRole('button', { name: 'Mark as seen' }).waitFor({ state: 'detached' });
    await keepPicture(staff.page, 'changes-accepted');
    await ann.page.reload();
    expect(await ann.page.getByText('Update awaiting approval').count()).toBe(0);
  });
});

describe('what cannot be done', () => {
  it('[T-56] [T-62] is greyed, with the reason beside it', async () => {
    obstacle = 'too-far';
    const { page } = ann;
    await page.goto(orderPage());
    const edit = page.getByRole('button', { name: 'Edit order' });
    expect(await edit.isDisabled()).toBe(true);
    const described = await edit.getAttribute('aria-describedby');
    expect(await page.locator(`#${described}`).innerText()).toContain('The work on it has gone too far.');
    await keepPicture(page, 'changes-greyed-phone');
    expect(await flawsOf(ann)).toEqual([]);
    obstacle = null;
  });
});

describe('a cancellation', () => {
  it('asks why, waits, and can be taken back, without any script', async () => {
    admits = 'wait';
    const cookie = { url: shop.url, text: await shop.contactCookie() };
    const { page, context } = await browser.open({ javaScript: false, width: widths.phone, cookie });
    await page.goto(orderPage());
    await page.getByRole('link', { name: 'Cancel order' }).click();
    await keepPicture(page, 'changes-cancel-phone');
    expect(await overflowing(page)).toEqual([]);
    await page.getByLabel('Why do you cancel it?').fill('The event is off.');
    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByText('Your cancellation waits for the shop').first().waitFor();
    await page.getByRole('button', { name: 'Take the cancellation back' }).click();
    await page.getByText('It was taken back. The order stays as it is.').waitFor();
    await context.close();
  });

  it('[T-72] ends the order when the shop agrees, and stands among what is cancelled with its reason', async () => {
    const { page } = ann;
    await page.goto(`${orderPage()}/cancel`);
    await page.getByLabel('Why do you cancel it?').fill('The event is off for good.');
    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByText('Your cancellation waits for the shop').first().waitFor();
    await staff.page.goto(`${shop.url}/admin/requests?intent=cancel`, { waitUntil: 'networkidle' });
    await staff.page.getByRole('table').getByRole('link').first().click();
    await staff.page.getByText('The event is off for good.').waitFor();
    await keepPicture(staff.page, 'changes-cancel-decide');
    expect(await axeFindings(staff.page)).toEqual([]);
    await staff.page.getByRole('button', { name: 'Cancel the order' }).click();
    await staff.page.getByText('The order is cancelled').waitFor();
    await page.goto(`${shop.url}/portal/${customer.slug}?tab=cancelled`);
    await page.getByText('The event is off for good.').waitFor();
    await keepPicture(page, 'changes-cancelled-phone');
    expect(await flawsOf(ann)).toEqual([]);
  });
});
