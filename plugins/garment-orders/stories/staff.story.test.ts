import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corporate, distributor } from '../src/rules/samples.fixture.ts';
import { keepPicture, openBrowser, type StoryBrowser, type Window } from './support/browser.ts';
import * as form from './support/customer.ts';
import { day, expectedJob, fromPortal } from './support/expected-job.ts';
import { sheetOf } from './support/order-sheet.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';
import { openJob, readFacts, readJob, readPrintedTotals } from './support/staff.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let staff: Window;
beforeAll(async () => {
  shop = await openShop();
  await shop.order(sheetOf(distributor));
  await shop.order(sheetOf(corporate));
  browser = await openBrowser();
  staff = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() } });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const tees = sheetOf(distributor);
const polos = sheetOf(corporate);

describe('the shop before it prices a job', () => {
  it('[G-29] changes what the customer left unclear, part by part, each with its reason', async () => {
    const { page } = staff;
    await openJob(page, shop.url, tees.title);
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByLabel('Title').fill('Riverside staff tees');
    await page.getByLabel('Why it is changed').fill('As told on the phone');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Riverside staff tees' }).waitFor();

    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('link', { name: 'Garments', exact: true }).click();
    const first = form.garmentCard(page, 1);
    await form.sizeCell(first, 'M').fill('40');
    await form.type(first, 'Color', 'Navy');
    await keepPicture(page, 'staff-edit-garments');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { level: 2, name: 'Changed since it was sent' }).waitFor();

    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('link', { name: 'Print locations and artwork', exact: true }).click();
    const back = form.imprintCard(page, 2);
    await form.type(back, 'Print width', '11.5');
    await page.getByRole('button', { name: 'Add a print location' }).click();
    await form.chooseLocation(form.imprintCard(page, 3), 'left-sleeve');
    await keepPicture(page, 'staff-edit-artwork');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { level: 2, name: 'Changed since it was sent' }).waitFor();
  });

  it('[G-29] sees each change beside what was sent, on the job and in its history', async () => {
    const { page } = staff;
    const rows = await page.getByRole('table', { name: 'Changed since it was sent' }).getByRole('row').allInnerTexts();
    const changes = rows.slice(1).map((row) => row.split(/\t|\n/).map((cell) => cell.trim()));
    expect(changes).toEqual([
      ['Title', 'Riverside tees', 'Riverside staff tees'],
      ['Color 1', 'Heather Navy', 'Navy'],
      ['Pieces 1 · M', '36', '40'],
      ['Location 3', 'Empty', 'Left sleeve'],
      ['Print width 2', '12', '11.5'],
      ['Unit 3', 'Empty', 'inches'],
    ]);
    expect(await page.getByText('was Heather Navy').isVisible()).toBe(true);
    await keepPicture(page, 'staff-changes');
    await page.getByRole('link', { name: 'Timeline' }).click();
    await page.getByText('Changed by the shop, version 4').waitFor();
    await keepPicture(page, 'staff-timeline');
    await page.getByRole('link', { name: 'Job', exact: true }).click();
    await page.getByRole('link', { name: 'The request as it was sent' }).click();
    await page.waitForURL(/\/requests\//);
    await page.getByText('Heather Navy').first().waitFor();
    expect(await page.getByText('Riverside staff tees').count()).toBe(0);
    await keepPicture(page, 'staff-request');
  });

  it('[G-29] is told in the form what would not be possible, and what was typed stays', async () => {
    const { page } = staff;
    await openJob(page, shop.url, 'Riverside staff tees');
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('link', { name: 'Garments', exact: true }).click();
    await form.sizeCell(form.garmentCard(page, 1), 'L').fill('-3');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('alert').getByText('less than nothing').waitFor();
    expect(await form.sizeCell(form.garmentCard(page, 1), 'L').inputValue()).toBe('-3');
    await keepPicture(page, 'staff-edit-refused');
  });

  it('[abuse 69] is asked which version counts when two change the same job', async () => {
    const { page } = staff;
    const colleague = await staff.context.newPage();
    for (const tab of [page, colleague]) {
      await openJob(tab, shop.url, polos.title);
      await tab.getByRole('link', { name: 'Edit', exact: true }).click();
      await tab.getByLabel('Your PO number').waitFor();
    }
    await colleague.bringToFront();
    await colleague.getByLabel('Your PO number').fill('4500087123 rev 01');
    await colleague.getByRole('button', { name: 'Save changes' }).click();
    await colleague.getByRole('heading', { level: 2, name: 'Changed since it was sent' }).waitFor();
    await page.bringToFront();
    await page.getByLabel('Your PO number').fill('4500087123 rev 02');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('The order was changed meanwhile.').waitFor();
    expect(await page.getByLabel('Your PO number').inputValue()).toBe('4500087123 rev 02');
    await keepPicture(page, 'staff-stale');
    await page.getByRole('button', { name: 'Save my version all the same' }).click();
    await page.getByRole('heading', { level: 2, name: 'Changed since it was sent' }).waitFor();
    expect((await readJob(page)).ticket['Customer’s reference']).toBe('4500087123 rev 02');
    await colleague.close();
  });
});

describe('the shop at work', () => {
  it('prints a job on paper: everything to do it by, and nothing of the screen', async () => {
    const { page } = staff;
    await openJob(page, shop.url, polos.title);
    await page.getByRole('link', { name: 'Print', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: polos.title }).waitFor();
    await page.emulateMedia({ media: 'print' });
    await keepPicture(page, 'staff-print');
    expect(await page.getByText('Back to the order').isVisible()).toBe(false);
    expect(await readFacts(page.locator('article dl').first())).toMatchObject({
      Due: day(polos.dueOn),
      Customer: customer.name,
      Quantity: '90',
    });
    expect(await readPrintedTotals(page)).toEqual({ garments: ['78', '12'], all: '90' });
    const paper = await page
      .locator('.order')
      .evaluate((order) => ({ right: order.getBoundingClientRect().right, width: innerWidth }));
    expect(paper.right).toBeLessThanOrEqual(paper.width);
    await page.emulateMedia({ media: 'screen' });
  });

  it('moves a job on the board, and takes the move back', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/orders/board`);
    const column = (name: string) =>
      page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
    const cardIn = (name: string) => column(name).getByRole('listitem').filter({ hasText: polos.title });
    await keepPicture(page, 'staff-board');
    await cardIn('Quote').getByRole('button', { name: /^Move/ }).click();
    await page.getByRole('button', { name: 'Art requested', exact: true }).locator('visible=true').click();
    await page.getByText('is now in “Art requested”').waitFor();
    await cardIn('Art requested').waitFor();
    expect(await cardIn('Quote').count()).toBe(0);
    await keepPicture(page, 'staff-board-moved');
    await page.getByRole('button', { name: 'Undo' }).click();
    await cardIn('Quote').waitFor();
    expect(staff.faults).toEqual([]);
  });

  it('[G-24] still has the other job as it was sent', async () => {
    const { page } = staff;
    await openJob(page, shop.url, polos.title);
    const { ticket, basics, ...job } = await readJob(page);
    const sent = expectedJob(polos, fromPortal([]));
    expect({ ...job, basics: { ...basics, 'Your PO number': 0 } }).toEqual({
      ...sent,
      ticket: undefined,
      basics: { ...sent.basics, 'Your PO number': 0 },
    });
    expect(ticket['Quantity']).toBe('90');
  });
});
