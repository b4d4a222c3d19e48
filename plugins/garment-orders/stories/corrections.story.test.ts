import { randomUUID } from 'node:crypto';
import { openBrowser as openClient } from '@docket/core/testing';
import { definePlugin, describePlugin, intake, on, referral, type Json } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distributor } from '../src/rules/samples.fixture.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { sheetOf } from './support/order-sheet.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { openShop, type StoryShop } from './support/shop.ts';

/** New orders wait, and those that are called late stand against a rule. */
const rules = describePlugin({
  id: 'rules',
  version: '1.0.0',
  title: 'Rules',
  about: 'Puts orders before the shop.',
  activation: 'on',
  server: async () => ({
    server: definePlugin({
      hooks: [
        on(intake.validate, ({ content }) =>
          (content as { title: string }).title.includes('late')
            ? [referral('garment.applies-gone', 'title', {}, 'orders.edit')]
            : [],
        ),
        on(intake.admit, () => ({ decision: 'wait' as const, reason: '' })),
      ],
    }),
  }),
});

let shop: StoryShop;
let browser: StoryBrowser;
let staff: Window;
let ann: Window;
beforeAll(async () => {
  shop = await openShop({ plugins: [rules] });
  browser = await openBrowser();
  staff = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() } });
  ann = await browser.open({ width: widths.phone, cookie: { url: shop.url, text: await shop.contactCookie() } });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

/** Ann's company sends an order, which waits. */
async function send(title: string): Promise<string> {
  const client = openClient(shop.platform, { base: '/s/inkwell' });
  client.take(await shop.contactCookie());
  const content = { ...sheetOf(distributor), title } as unknown as Json;
  const { requestId } = await client.portal.requests.submit.mutate({ id: randomUUID(), kind: 'garment', content });
  return requestId;
}
const flawsOf = async ({ page }: Window) => [...(await axeFindings(page)), ...(await overflowing(page))];

describe('an order that waits because a rule stands against it', () => {
  it('[T-69] [T-40] is corrected in the parts of its form, and what was sent stands beside it', async () => {
    const id = await send('Polos, late');
    const { page } = staff;
    await page.goto(`${shop.url}/admin/requests/${id}`, { waitUntil: 'networkidle' });
    await page.getByText('The garments that this print goes on are gone.').first().waitFor();
    await keepPicture(page, 'corrections-waiting');
    expect(await flawsOf(staff)).toEqual([]);
    await page.getByRole('link', { name: 'Fix the error' }).click();
    await page.waitForLoadState('networkidle');
    await page.getByRole('heading', { level: 1, name: 'Correct “Polos, late”' }).waitFor();
    await keepPicture(page, 'corrections-form');
    expect(await flawsOf(staff)).toEqual([]);
    await page.getByLabel('Title', { exact: true }).fill('Polos, in time');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Your corrections are kept').waitFor();
    await page.getByRole('cell', { name: 'Polos, in time' }).waitFor();
    await keepPicture(page, 'corrections-corrected');
    expect(await flawsOf(staff)).toEqual([]);
  });

  it('[T-69] becomes the order that was corrected, and its customer reads what the shop changed', async () => {
    const { page } = staff;
    await page.getByRole('button', { name: 'Create order' }).click();
    await page.waitForURL(/orders\/\d+$/);
    const number = /orders\/(\d+)/.exec(page.url())![1]!;
    await ann.page.goto(`${shop.url}/orders/${number}`);
    await ann.page.getByText('The shop corrected the order before accepting it').waitFor();
    await ann.page.getByText('Polos, late → Polos, in time').waitFor();
    await keepPicture(ann.page, 'corrections-order-phone');
    expect(await flawsOf(ann)).toEqual([]);
  });

  it('[T-53] is called by the portal in the list of orders and on the board', async () => {
    const { page } = staff;
    for (const list of ['orders', 'orders/board']) {
      await page.goto(`${shop.url}/admin/${list}`, { waitUntil: 'networkidle' });
      await page.getByText('Portal', { exact: true }).first().waitFor();
      await keepPicture(page, `corrections-${list.replace('/', '-')}`);
      expect(await axeFindings(page)).toEqual([]);
    }
  });
});

describe('several orders that wait', () => {
  it('[T-40] [T-70] are decided together on a phone without script, each with its own answer', async () => {
    const [first, second, third] = [await send('Caps'), await send('Tees, late'), await send('Bags')];
    const cookie = { url: shop.url, text: await shop.ownerCookie() };
    const window = await browser.open({ javaScript: false, width: widths.phone, cookie });
    const { page } = window;
    const choose = (id: string) => page.locator(`input[name="id"][value="${id}"]`).check();
    await page.goto(`${shop.url}/admin/requests`);
    await page.getByRole('button', { name: 'Create orders' }).click();
    await page.getByText('Choose at least one new order first.').waitFor();
    for (const id of [first, second]) await choose(id);
    await page.getByRole('button', { name: 'Create orders' }).click();
    await page.getByText('One order was created').waitFor();
    await page.getByText('A rule stands against it.').first().waitFor();
    await keepPicture(page, 'corrections-several-phone');
    expect(await overflowing(page)).toEqual([]);
    await page.goto(`${shop.url}/admin/requests`);
    for (const id of [second, third]) await choose(id);
    await page.getByText('Decline the chosen ones').click();
    await page.getByLabel('Reason').fill('We are closed that week.');
    await page.getByRole('button', { name: 'Decline chosen' }).click();
    await page.getByText('2 were declined').waitFor();
    await page.getByText('Nothing waits').waitFor();
    await window.context.close();
  });

  it('are drawn so that nobody is kept out', async () => {
    await send('Towels');
    const { page } = staff;
    await page.goto(`${shop.url}/admin/requests`);
    await page.getByRole('button', { name: 'Create orders' }).waitFor();
    await keepPicture(page, 'corrections-queue');
    expect(await flawsOf(staff)).toEqual([]);
  });
});
