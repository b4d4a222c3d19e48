import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { team } from '../src/rules/samples.fixture.ts';
import {
  keepPicture,
  openBrowser,
  openWithLateScript,
  widths,
  type StoryBrowser,
  type Window,
} from './support/browser.ts';
import * as form from './support/customer.ts';
import { sheetOf } from './support/order-sheet.ts';
import { beginDraft, failedSaves, isSaved, keptOnDevice, openPart, permanentLink } from './support/portal.ts';
import { fillAll } from './support/send-order.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let ann: Window;
let draft: string;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  ann = await browser.open({ cookie: { url: shop.url, text: await shop.contactCookie() } });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});
beforeEach(async () => void (draft = await beginDraft(ann.page, shop)));

const sheet = sheetOf(team);
const titleIn = (page: Page) => page.getByLabel('Title');
const referenceIn = (page: Page) => page.getByLabel('Your PO number');

/** A second tab of the same person. */
async function secondTab(part: string): Promise<Page> {
  const tab = await ann.context.newPage();
  await openPart(tab, draft, part);
  return tab;
}

/** A part whose script waits until it is let through. */
const lateScript = (part: string) => openWithLateScript(ann.context, `${draft}/${part}`);

/** Runs in the page. */
const answersOf = (lists: (HTMLElement | SVGElement)[]): string[] =>
  lists.map((list) => (list as HTMLSelectElement).value);

describe('a draft in two tabs', () => {
  it('keeps both parts when each tab works on one', async () => {
    await openPart(ann.page, draft, 'basics');
    const tab = await secondTab('garments');
    await titleIn(ann.page).pressSequentially('Softball');
    await tab.getByLabel('Brand').pressSequentially('Sport-Tek');
    await Promise.all([isSaved(ann.page), isSaved(tab)]);
    await tab.goto(`${draft}/review`);
    await tab.getByText('Softball').first().waitFor();
    expect(await tab.getByText('Sport-Tek').first().isVisible()).toBe(true);
    await tab.close();
  });

  it.each([
    { choice: 'Keep what I typed here', title: 'Typed second', reference: '', ends: isSaved },
    { choice: 'Take the other version', title: 'Typed first', reference: '11', ends: () => undefined },
  ])('shows both versions of the same part and keeps the one of "$choice"', async (version) => {
    const { choice, title, reference, ends } = version;
    const tab = await secondTab('basics');
    await openPart(ann.page, draft, 'basics');
    await titleIn(tab).pressSequentially('Typed first');
    await referenceIn(tab).pressSequentially('11');
    await isSaved(tab);
    await titleIn(ann.page).pressSequentially('Typed second');
    const panel = ann.page.getByRole('table');
    await panel.waitFor();
    expect(await panel.innerText()).toContain('Typed first');
    expect(await panel.innerText()).toContain('Typed second');
    await keepPicture(ann.page, 'draft-conflict');
    await ann.page.getByRole('button', { name: choice }).click();
    await panel.waitFor({ state: 'detached' });
    await expect.poll(() => titleIn(ann.page).inputValue()).toBe(title);
    await ends(ann.page);
    await openPart(tab, draft, 'basics');
    expect([await titleIn(tab).inputValue(), await referenceIn(tab).inputValue()]).toEqual([title, reference]);
    await tab.close();
  });
});

describe('a draft on a bad day', () => {
  it('says that there is no connection, goes on, and loses nothing when it is back', async () => {
    const { page, context } = ann;
    await openPart(page, draft, 'basics');
    await titleIn(page).pressSequentially('Before');
    await isSaved(page);
    await context.setOffline(true);
    const failed = failedSaves(page, 2);
    await titleIn(page).fill('Typed without a connection');
    await page.getByRole('status').getByText('No connection.').waitFor();
    await keepPicture(page, 'draft-offline');
    await failed;
    await context.setOffline(false);
    await isSaved(page);
    await page.reload();
    expect(await titleIn(page).inputValue()).toBe('Typed without a connection');
  });

  it('brings back what was typed in a tab that was closed without a connection', async () => {
    const { context } = ann;
    const tab = await secondTab('basics');
    await titleIn(tab).pressSequentially('Before');
    await isSaved(tab);
    await context.setOffline(true);
    await titleIn(tab).fill('Typed, then closed');
    await tab.getByRole('status').getByText('No connection.').waitFor();
    // Nobody is quicker than this at closing a tab after the last key.
    await expect.poll(() => keptOnDevice(tab), { timeout: 500 }).toContain('Typed, then closed');
    await tab.close();
    await context.setOffline(false);
    const later = await secondTab('basics');
    await later.getByRole('status').getByText('It is back and saved').waitFor();
    expect(await titleIn(later).inputValue()).toBe('Typed, then closed');
    await keepPicture(later, 'draft-recovered');
    await later.close();
  });

  it('takes a press of its button that nobody answered as soon as the connection is back', async () => {
    const { page, context } = ann;
    await openPart(page, draft, 'basics');
    await form.fillBasics(page, sheet);
    await isSaved(page);
    await context.setOffline(true);
    await referenceIn(page).fill('Pressed without a connection');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('status').getByText('No connection.').waitFor();
    await context.setOffline(false);
    await page.getByRole('heading', { level: 1, name: 'Garments' }).waitFor();
    await openPart(page, draft, 'basics');
    expect(await referenceIn(page).inputValue()).toBe('Pressed without a connection');
  });

  it('goes on where it was left: after a reload, and from the customer’s own page', async () => {
    const { page } = ann;
    await openPart(page, draft, 'basics');
    await titleIn(page).pressSequentially('Half an order');
    await isSaved(page);
    await page.reload();
    expect(await titleIn(page).inputValue()).toBe('Half an order');
    await page.goto(permanentLink(shop));
    await page.getByRole('link', { name: 'Half an order' }).click();
    await page.getByRole('heading', { level: 1, name: 'Half an order' }).waitFor();
    expect(page.url()).toBe(draft);
  });

  it('keeps what was typed before the script of the page had arrived', async () => {
    const { tab, arrive } = await lateScript('basics');
    await titleIn(tab).pressSequentially('Typed early');
    arrive();
    await isSaved(tab);
    await openPart(ann.page, draft, 'basics');
    expect(await titleIn(ann.page).inputValue()).toBe('Typed early');
    await tab.close();
  });

  it.each([
    { fit: 'womens', size: 'S' },
    { fit: 'youth', size: 'YS' },
  ])(
    'keeps choices and the S of a $fit garment, made before the script had arrived, as $size',
    async ({ fit, size }) => {
      const { tab, arrive } = await lateScript('garments');
      const card = form.garmentCard(tab, 1);
      await form.fillGarment(card, { ...sheet.garments[0]!, source: 'customer', type: 'hoodie', fit });
      await form.sizeCell(card, 'S').fill('7');
      arrive();
      await isSaved(tab);
      await openPart(ann.page, draft, 'garments');
      for (const page of [tab, ann.page]) {
        const shown = form.garmentCard(page, 1);
        expect(await shown.getByRole('radio', { checked: true }).inputValue()).toBe('customer');
        expect(await shown.getByRole('combobox').evaluateAll(answersOf)).toEqual(['hoodie', fit]);
        expect(await form.sizeCell(shown, size).inputValue()).toBe('7');
      }
      await tab.close();
    },
  );

  it.each(Object.entries(widths))('takes a slow press of its button right after typing, at a %s', async (_, width) => {
    const { page } = await browser.open({ width, cookie: { url: shop.url, text: await shop.contactCookie() } });
    await openPart(page, draft, 'basics');
    await form.fillBasics(page, sheet);
    await referenceIn(page).pressSequentially('7');
    await isSaved(page);
    await page.getByRole('button', { name: 'Save and continue' }).click({ delay: 150 });
    await page.getByRole('heading', { level: 1, name: 'Garments' }).waitFor();
  });
});

describe('an order that is sent', () => {
  it('[G-36] is one order, one notice and one mail, however often the button is pressed; back and reload send nothing', async () => {
    const { page } = ann;
    await sendable(page);
    const button = page.getByRole('button', { name: 'Send the order to Inkwell' });
    await button.dblclick();
    await page.getByRole('heading', { level: 1, name: 'Inkwell has your request' }).waitFor();
    const sent = page.url();
    await page.reload();
    await page.goBack();
    await expect.poll(() => page.url().split('?')[0]).toBe(sent.split('?')[0]);
    await page.goto(`${draft}/review`);
    await page.getByRole('heading', { level: 1, name: 'Inkwell has your request' }).waitFor();
    await page.goto(permanentLink(shop));
    expect(await page.getByRole('article').filter({ hasText: sheet.title }).count()).toBe(1);
    await expect.poll(() => confirmations(shop), { timeout: 15_000 }).toBe(1);
    await shop.platform.settle();
    expect(confirmations(shop)).toBe(1);
    const staff = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() } });
    await staff.page.goto(`${shop.url}/admin/notices`);
    expect(await staff.page.getByRole('link', { name: new RegExp(sheet.title) }).count()).toBe(1);
  });

  it('[G-36] is refused to a tab that still has it open as a draft, with the way to what was sent', async () => {
    const { page } = ann;
    const tab = await secondTab('basics');
    await page.bringToFront();
    await sendable(page);
    await page.getByRole('button', { name: 'Send the order to Inkwell' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inkwell has your request' }).waitFor();
    await titleIn(tab).fill('Too late');
    await tab.getByText('This order was already sent.').waitFor();
    await tab.getByRole('link', { name: 'See the sent order' }).click();
    await tab.getByRole('heading', { level: 1, name: 'Inkwell has your request' }).waitFor();
    await tab.close();
    expect(ann.faults.filter((fault) => !/Failed to fetch/.test(fault))).toEqual([]);
  });
});

/** Fills an order until it can be sent, and opens its review. */
async function sendable(page: Page): Promise<void> {
  await fillAll(page, draft, sheet);
  await form.goOn(page, 'Save and review', `Review ${sheet.title}`);
}

const confirmations = ({ post }: StoryShop): number =>
  post.mails.filter(({ to, parsed }) => to.includes(customer.contact.email) && /order request/.test(parsed.subject!))
    .length;
