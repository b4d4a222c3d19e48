import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { distributor } from '../src/rules/samples.fixture.ts';
import { picture } from './support/artwork.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { sheetOf } from './support/order-sheet.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { ask } from './support/questions.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

let shop: StoryShop;
let browser: StoryBrowser;
const windows: Window[] = [];
let [first, second, third] = [0, 0, 0];
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  [first, second] = [await shop.order(sheetOf(distributor)), await shop.order(sheetOf(distributor))];
  third = await shop.order(sheetOf(distributor), [picture('crest.png', 600), picture('back.png', 300)]);
});
afterEach(() => Promise.all(windows.splice(0).map(({ context }) => context.close())));
afterAll(async () => {
  await browser.close();
  await shop.close();
});

async function windowOf(who: 'owner' | 'ann', { javaScript = true } = {}): Promise<Page> {
  const text = await (who === 'owner' ? shop.ownerCookie() : shop.contactCookie());
  const window = await browser.open({ cookie: { url: shop.url, text }, javaScript });
  windows.push(window);
  return window.page;
}
const question = (page: Page, detail: string) => page.getByRole('listitem').filter({ hasText: detail });

describe.each([true, false])(
  'a customer who is asked something, with script: %s',
  { timeout: 60_000 },
  (javaScript) => {
    it('[G-51] is told on the own home how many things wait, comes to them by a click, and approves several at once', async () => {
      for (const [number, detail] of [
        [first, 'Waiting'],
        [first, 'A detour'],
        [second, 'A third stop'],
      ] as const)
        await ask(shop, { number, detail, amount: 4550 });
      const page = await windowOf('ann', { javaScript });
      await page.goto(`${shop.url}/portal/${customer.slug}`);
      await page.getByText('3 things wait for your answer').waitFor();
      await page.getByRole('link', { name: 'Look and answer' }).click();
      await page.getByRole('heading', { level: 1, name: 'Waiting for your answer' }).waitFor();
      expect(await question(page, 'Waiting').getByText('$45.50').count()).toBe(1);
      for (const detail of ['Waiting', 'A third stop']) await question(page, detail).getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Approve selected' }).click();
      await page.getByText('2 approved.').waitFor();
      expect(
        await page
          .getByRole('listitem')
          .filter({ has: page.getByRole('button') })
          .count(),
      ).toBe(1);
      await question(page, 'A detour').getByRole('button', { name: 'Approve' }).click();
      await page.getByText('Nothing waits for your answer').waitFor();
      await page.goto(`${shop.url}/portal/${customer.slug}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.getByText('your answer').count()).toBe(0);
    });

    it('reads by when an answer is wished for; when the day has passed it waits still, and staff find it among what is overdue', async () => {
      await ask(shop, { number: first, detail: 'In time', amount: 4550, daysLeft: 4 });
      await ask(shop, { number: first, detail: 'Late by now', amount: 4550, daysLeft: -3 });
      const [page, staff] = [await windowOf('ann', { javaScript }), await windowOf('owner', { javaScript })];
      await page.goto(`${shop.url}/orders/${first}`);
      await question(page, 'In time').getByText('Answer wished for by').waitFor();
      await question(page, 'Late by now').getByText('nothing is decided until you answer').waitFor();
      await keepPicture(page, `approvals-due-${javaScript}`);
      await staff.goto(`${shop.url}/admin/approvals`);
      await staff.getByRole('link', { name: 'Overdue' }).click();
      await staff.getByRole('cell', { name: 'overdue' }).waitFor();
      expect(await staff.getByRole('row').count()).toBe(2);
      await keepPicture(staff, `approvals-overdue-${javaScript}`);
      for (const detail of ['In time', 'Late by now']) {
        await question(page, detail).getByRole('button', { name: 'Approve' }).click();
        await page.getByText('Approved.').waitFor();
        await question(page, detail).waitFor({ state: 'detached' });
      }
    });

    it('looks at its pictures, confirms its points one by one, and then approves it, by itself', async () => {
      await ask(shop, { number: third, detail: 'A mockup', amount: 100, isLookedAt: true });
      for (const detail of ['Beside it', 'Beside that']) await ask(shop, { number: third, detail, amount: 100 });
      const page = await windowOf('ann', { javaScript });
      await page.goto(`${shop.url}/approvals`);
      const mockup = question(page, 'A mockup');
      const shown = mockup.getByRole('img', { name: 'Picture 2 of 2: From the shop' });
      await shown.scrollIntoViewIfNeeded();
      await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
      // What has points is not among what is approved together.
      expect(await page.getByRole('checkbox', { name: 'From the shop' }).count()).toBe(2);
      await mockup.getByRole('checkbox', { name: 'Print size' }).check();
      await mockup.getByRole('button', { name: 'Approve' }).click();
      await mockup.getByText('Still to confirm: Ink.').waitFor();
      expect(await mockup.getByRole('checkbox', { name: 'Print size' }).isChecked()).toBe(true);
      await keepPicture(page, `approvals-points-${javaScript}`);
      await mockup.getByRole('checkbox', { name: 'Ink' }).check();
      await mockup.getByRole('button', { name: 'Approve' }).click();
      await page.getByText('Approved.').waitFor();
      for (const detail of ['Beside it', 'Beside that']) {
        await question(page, detail).getByRole('button', { name: 'Approve' }).click();
        await page.getByText('Approved.').waitFor();
        await question(page, detail).waitFor({ state: 'detached' });
      }
      const staff = await windowOf('owner');
      await staff.goto(`${shop.url}/admin/orders/${third}`);
      const panel = staff.locator('section').filter({ hasText: 'Asked of the customer' });
      await panel.getByText('Confirmed: Print size; Ink').first().waitFor();
    });

    it('comes from what waits to where it is answered on its order, and may answer there', async () => {
      await ask(shop, { number: third, detail: 'On its order', amount: 100, isLookedAt: true });
      const page = await windowOf('ann', { javaScript });
      await page.goto(`${shop.url}/approvals`);
      await question(page, 'On its order').getByRole('link', { name: 'See it in the order' }).click();
      await page.waitForURL(`${shop.url}/orders/${third}#main`);
      for (const point of ['Print size', 'Ink']) await page.getByRole('checkbox', { name: point }).check();
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByText('Approved.').first().waitFor();
    });

    it('declines with a reason and what would be right, and keeps what was typed when something is missing', async () => {
      await ask(shop, { number: first, detail: 'Waiting again', amount: 9900, counter: true });
      const page = await windowOf('ann', { javaScript });
      await page.goto(`${shop.url}/approvals`);
      await page.getByText('Decline', { exact: true }).first().click();
      await page.getByLabel('What would be right instead (USD)').fill('45,50');
      await page.getByRole('button', { name: 'Decline' }).click();
      await page.getByText('Say why.').waitFor();
      expect(await page.getByLabel('What would be right instead (USD)').inputValue()).toBe('45,50');
      await page.getByLabel('Why?').fill('Half an hour, not an hour.');
      await page.getByRole('button', { name: 'Decline' }).click();
      await page.getByText('Declined. The shop reads why.').waitFor();
      const staff = await windowOf('owner');
      await staff.goto(`${shop.url}/admin/orders/${first}`);
      const panel = staff.locator('section').filter({ hasText: 'Asked of the customer' });
      await panel.getByText('Half an hour, not an hour.').first().waitFor();
      expect(await panel.getByText('$45.50').count()).toBeGreaterThan(0);
      expect(await panel.getByText('Ann Buyer declined').count()).toBeGreaterThan(0);
    });

    it('answers on the order itself what no block of a plugin asks there', async () => {
      await ask(shop, { number: second, detail: 'On the order', amount: 100 });
      const staff = await windowOf('owner');
      await staff.goto(`${shop.url}/admin/approvals`);
      expect(
        await staff
          .getByRole('row')
          .filter({ hasText: String(second) })
          .count(),
      ).toBe(1);
      const page = await windowOf('ann', { javaScript });
      await page.goto(`${shop.url}/orders/${second}`);
      await page.getByText('Decline, or ask for another version').click();
      await page.getByLabel('Why?').fill('Bigger, please.');
      await page.getByRole('button', { name: 'Ask for another version' }).click();
      await page.getByText('You asked for another version.').waitFor();
      await page.getByText('Another version asked for: From the shop').first().waitFor();
      await staff.goto(`${shop.url}/admin/approvals`);
      await staff.getByText('No customer owes you an answer').waitFor();
    });
  },
);

describe('a customer who is in the middle of answering', { timeout: 60_000 }, () => {
  it('keeps what is ticked to be approved together while a colleague answers something else, and hears that the page has changed', async () => {
    const ticked = ['This one', 'That one'] as const;
    for (const detail of [...ticked, 'Of a colleague']) await ask(shop, { number: first, detail, amount: 100 });
    const [page, colleague] = [await windowOf('ann'), await windowOf('ann')];
    for (const one of [page, colleague]) await one.goto(`${shop.url}/approvals`, { waitUntil: 'networkidle' });
    for (const detail of ticked) await question(page, detail).getByRole('checkbox').check();
    await question(colleague, 'Of a colleague').getByRole('button', { name: 'Approve' }).click();
    await colleague.getByText('Approved.').waitFor();
    await page.getByText('This page has changed').last().waitFor();
    expect(await page.locator('main [role=status]').first().textContent()).toBe('This page has changed');
    for (const detail of ticked) expect(await question(page, detail).getByRole('checkbox').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Approve selected' }).click();
    await page.getByText('2 approved.').waitFor();
  });

  it('keeps what was typed and refused, where the page opens, while a colleague answers something else', async () => {
    await ask(shop, { number: first, detail: 'Refused', amount: 100, counter: true });
    await ask(shop, { number: first, detail: 'Of a colleague', amount: 100 });
    const [page, colleague] = [await windowOf('ann'), await windowOf('ann')];
    for (const one of [page, colleague]) await one.goto(`${shop.url}/approvals`, { waitUntil: 'networkidle' });
    const refused = question(page, 'Refused');
    await refused.getByText('Decline', { exact: true }).first().click();
    await refused.getByLabel('What would be right instead (USD)').fill('45,50');
    await refused.getByRole('button', { name: 'Decline' }).click();
    await refused.getByText('Whoever does not approve says why.').waitFor();
    expect(await refused.evaluate((element) => element === document.querySelector(':target'))).toBe(true);
    await page.waitForLoadState('networkidle');
    await question(colleague, 'Of a colleague').getByRole('button', { name: 'Approve' }).click();
    await colleague.getByText('Approved.').waitFor();
    await page.getByText('This page has changed').last().waitFor();
    expect(await refused.getByLabel('What would be right instead (USD)').inputValue()).toBe('45,50');
    // Whoever approves names no other amount; what they typed stands there to be taken out.
    await refused.getByRole('button', { name: 'Approve' }).click();
    await refused.getByText('This amount cannot be named here.').waitFor();
    await refused.getByLabel('What would be right instead (USD)').fill('');
    await refused.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Approved.').waitFor();
  });

  it('is told where nothing is ticked', async () => {
    for (const detail of ['One', 'Other']) await ask(shop, { number: first, detail, amount: 100 });
    const page = await windowOf('ann');
    await page.goto(`${shop.url}/approvals`);
    await page.getByRole('button', { name: 'Approve selected' }).click();
    await page.getByText('Nothing is selected.').waitFor();
    await page.getByText('Tick what you approve.').waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Approve selected' }).click();
    await page.getByText('2 approved.').waitFor();
  });
});

it.each(Object.entries(widths))(
  'what waits has no accessibility violation and does not scroll sideways, light and dark, on a %s',
  async (device, width) => {
    await ask(shop, {
      number: first,
      detail: 'A long one that says what it is for, and why',
      amount: 123_456,
      counter: true,
    });
    await ask(shop, { number: second, detail: 'A short one', amount: 1 });
    await ask(shop, { number: third, detail: 'One to look at', amount: 1, isLookedAt: true });
    const [ann, staff] = [await windowOf('ann'), await windowOf('owner')];
    for (const [page, path] of [
      [ann, '/approvals'],
      [ann, `/orders/${first}`],
      [ann, `/orders/${third}`],
      [ann, `/portal/${customer.slug}`],
      [staff, '/admin/approvals'],
      [staff, `/admin/orders/${first}`],
      [staff, `/admin/orders/${third}`],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(shop.url + path);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
      });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([path, await overflowing(page), await axeFindings(page)]).toEqual([path, [], []]);
        await keepPicture(page, `approvals-${device}-${colorScheme}${path.replaceAll('/', '-')}`);
      }
    }
  },
  90_000,
);
