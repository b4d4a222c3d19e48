import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keepPicture, openCarrier, quality, type Carrier } from './support/carrier.ts';

let carrier: Carrier;
beforeAll(async () => {
  carrier = await openCarrier();
}, 180_000);
afterAll(() => carrier?.close());

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };

async function openOrder(who: 'ann' | 'pat' | 'vera', number: number, how: object): Promise<Page> {
  const page = await carrier.open(who, how);
  const path = who === 'ann' ? `admin/orders/${number}` : `orders/${number}`;
  await page.goto(`${carrier.url}/${path}`, { waitUntil: 'networkidle' });
  return page;
}

/** Staff type a charge into the form and send it. */
async function sendCharge(page: Page, type: RegExp, texts: Readonly<Record<string, string>>): Promise<void> {
  await page.getByText('Add a charge', { exact: true }).click();
  const form = page.getByRole('form', { name: 'Add a charge' });
  const choice = form.getByLabel('What for').locator('option');
  // The page may still be drawing the charge before.
  const kind = await vi.waitFor(
    async () => (await choice.allTextContents()).find((one) => type.test(one)) ?? expect.unreachable('No such type.'),
    { timeout: 10_000, interval: 100 },
  );
  await form.getByLabel('What for').selectOption(kind);
  for (const [label, text] of Object.entries(texts)) await form.getByLabel(new RegExp(`^${label}`)).fill(text);
  await form.getByRole('button', { name: 'Add the charge' }).click();
}

/** One that is taken. */
async function addCharge(...sent: Parameters<typeof sendCharge>): Promise<void> {
  await sendCharge(...sent);
  await sent[0].getByText('The charge is added.').waitFor();
}

const waiting = { 'How much': '2.25', 'What was measured': 'Gate log 7' };
const row = (page: Page, title: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(title) }) });
const label = (page: Page, title: string): Locator => page.getByRole('button', { name: `To approve ${title}` });
const choices = (page: Page, title: string): Locator => page.getByRole('group', { name: `Decide about ${title}` });
const isSeen = async (page: Page, title: string): Promise<boolean> =>
  choices(page, title).evaluate((group) => getComputedStyle(group).opacity === '1');

/** In both themes; a colour that is on its way from one to the other is neither. */
async function qualityOf(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await quality(page)));
  }
  return found;
}

describe('a charge', () => {
  it('[T-29] [T-30] [T-31] is added by staff, pointed at and approved by the customer, and staff see it without loading', async () => {
    const { number } = await carrier.order();
    const staff = await openOrder('ann', number, desk);
    await addCharge(staff, /Toll/, { 'Price each': '18.60' });
    await addCharge(staff, /Waiting/, waiting);
    await staff.getByText('Not asked: its type says so.').waitFor();
    expect(await qualityOf(staff)).toEqual([]);
    await keepPicture(staff, 'staff-1280');

    const page = await openOrder('pat', number, desk);
    expect(await label(page, 'Toll').count()).toBe(0);
    await page.mouse.move(0, 0);
    expect(await isSeen(page, 'Waiting time')).toBe(false);
    await keepPicture(page, 'customer-1280');
    await label(page, 'Waiting time').hover();
    await expect.poll(() => isSeen(page, 'Waiting time')).toBe(true);
    expect(await qualityOf(page)).toEqual([]);
    await keepPicture(page, 'customer-hover-1280');
    await choices(page, 'Waiting time')
      .getByRole('button', { name: /^Approve/ })
      .click();
    await page.getByText('Approved by Pat').waitFor();
    expect(await label(page, 'Waiting time').count()).toBe(0);

    await row(staff, 'Waiting time').getByText('Approved by Pat').waitFor();
    expect(await row(staff, 'Waiting time').getByText('Approved', { exact: true }).count()).toBe(1);
  });

  it('[T-30] [T-32] is reached by keyboard, rejected with what would be right, and amended to that by staff', async () => {
    const { number } = await carrier.order();
    const staff = await openOrder('ann', number, desk);
    await addCharge(staff, /Waiting/, waiting);
    const page = await openOrder('pat', number, desk);
    await label(page, 'Waiting time').focus();
    await expect.poll(() => isSeen(page, 'Waiting time')).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('Why?').fill('It was two hours.');
    await page.getByLabel('What would be right').fill('90');
    await page.getByLabel('What would be right').press('Enter');
    await page.getByText('Rejected by Pat').waitFor();

    await row(staff, 'Waiting time').getByText('It was two hours.').waitFor();
    await staff.getByRole('button', { name: 'Take €90.00' }).click();
    await staff.getByText('The charge is what your customer named.').waitFor();
    await label(page, 'Waiting time').waitFor();
    await row(page, 'Waiting time').getByText('€90.00', { exact: true }).first().waitFor();
  });

  it('[T-30] is touched on a phone, and all that is selected is approved at once', async () => {
    const { number } = await carrier.order();
    const staff = await openOrder('ann', number, desk);
    await addCharge(staff, /Waiting/, waiting);
    await addCharge(staff, /Waiting/, { ...waiting, Name: 'Waiting in Gent' });
    const page = await openOrder('pat', number, phone);
    expect(await page.evaluate(() => matchMedia('(hover: none)').matches)).toBe(true);
    expect(await isSeen(page, 'Waiting in Gent')).toBe(false);
    await label(page, 'Waiting in Gent').tap();
    await expect.poll(() => isSeen(page, 'Waiting in Gent')).toBe(true);
    expect(await qualityOf(page)).toEqual([]);
    await keepPicture(page, 'customer-360');
    for (const title of ['Waiting time', 'Waiting in Gent']) await page.getByLabel(`Select ${title}`).check();
    await page.getByRole('button', { name: 'Approve selected' }).tap();
    await page.getByText('Approved by Pat').nth(1).waitFor();
    await staff.getByText('Approved by Pat').nth(1).waitFor();
    const small = await openOrder('ann', number, phone);
    expect(await qualityOf(small)).toEqual([]);
    await keepPicture(small, 'staff-360');
  });

  it('[T-29] is seen and not decided by whoever may not approve', async () => {
    const { number } = await carrier.order();
    const staff = await openOrder('ann', number, desk);
    await addCharge(staff, /Waiting/, waiting);
    const page = await openOrder('vera', number, desk);
    await page.getByText('To approve', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /Approve|Reject/ }).count()).toBe(0);
  });

  it('is added, amended, rejected and withdrawn without script', async () => {
    const { number } = await carrier.order();
    const still = { ...phone, javaScriptEnabled: false };
    const staff = await openOrder('ann', number, still);
    await sendCharge(staff, /Waiting/, { ...waiting, 'How much': 'two' });
    const form = staff.getByRole('form', { name: 'Add a charge' });
    await form.getByText(/“two” is not a number/).waitFor();
    expect(await form.getByLabel(/^What was measured/).inputValue()).toBe('Gate log 7');
    await form.getByLabel(/^How much/).fill('2');
    await form.getByRole('button', { name: 'Add the charge' }).click();
    await row(staff, 'Waiting time').waitFor();

    const page = await openOrder('pat', number, still);
    await label(page, 'Waiting time').tap();
    await page.getByText('Reject', { exact: false }).first().tap();
    await page.getByLabel('Why?').fill('Nobody waited.');
    await page.getByRole('button', { name: 'Reject the charge' }).tap();
    await page.getByText('Rejected by Pat').waitFor();

    await staff.reload();
    await staff.getByText('Withdraw', { exact: false }).first().click();
    const withdrawing = staff.getByRole('form', { name: 'Withdraw Waiting time' });
    await withdrawing.getByLabel('Why').fill('You are right.');
    await withdrawing.getByRole('button', { name: 'Withdraw the charge' }).click();
    await staff.getByText('You are right.').waitFor();
    await page.reload();
    await page.getByText('You are right.').waitFor();
  });
});
