import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distributor, brewery } from '../src/rules/samples.fixture.ts';
import { heavyPicture, vectorDrawing } from './support/artwork.ts';
import { keepPicture, openBrowser, type StoryBrowser, type Window } from './support/browser.ts';
import * as form from './support/customer.ts';
import { expectedJob, fromPortal, garmentNameOf } from './support/expected-job.ts';
import { mailTo, partsOf } from './support/mail.ts';
import { sheetOf } from './support/order-sheet.ts';
import { permanentLink, signInByLink, startOrder } from './support/portal.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';
import { download, openJob, readJob, signInAsOwner } from './support/staff.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let ann: Window;
let staff: Window;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  ann = await browser.open();
  staff = await browser.open();
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const tees = sheetOf(distributor);
const merch = sheetOf(brewery);
const artwork = { chest: heavyPicture('NPG_LC_v3.png'), back: vectorDrawing('NPG_FB_v3.svg') };

describe('a customer at a desk, through the portal', () => {
  it('[G-03] [G-04] [G-09] signs in on the permanent link by a mailed code and starts an order', async () => {
    const { page } = ann;
    await signInByLink(page, shop);
    await page.goto(permanentLink(shop));
    await keepPicture(page, 'door-a-home');
    await startOrder(page);
    expect(await page.getByText('Your name').count()).toBe(0);
  });

  it('[G-10] [G-11] says what it is called, how it is decorated, when it is needed, and a PO number', async () => {
    const { page } = ann;
    await form.fillBasics(page, tees);
    await keepPicture(page, 'door-a-basics');
    await form.goOn(page, 'Save and continue', 'Garments');
  });

  it('[G-02] [G-12] [G-13] [G-14] types two garments, their sizes by keyboard and by arrow keys, and sees the totals', async () => {
    const { page } = ann;
    const [first, second] = [form.garmentCard(page, 1), form.garmentCard(page, 2)];
    await form.fillGarment(first, tees.garments[0]!);
    await form.typeSizesByArrows(first, tees.garments[0]!);
    await page.getByRole('button', { name: 'Add a garment' }).click();
    await form.fillGarment(second, tees.garments[1]!);
    await form.typeSizes(second, tees.garments[1]!);
    expect(await first.getByText('144 pieces').isVisible()).toBe(true);
    expect(await second.getByText('60 pieces').isVisible()).toBe(true);
    expect(await page.getByText('204 pieces').isVisible()).toBe(true);
    await page.getByLabel('Notes').fill(tees.notes);
    await keepPicture(page, 'door-a-garments');
    await form.goOn(page, 'Save and continue', 'Delivery');
  });

  it('[G-04] [G-15] fills the address from the saved one, then types the one it really goes to', async () => {
    const { page } = ann;
    await page.getByRole('radio', { name: 'Shipping' }).check();
    await page.getByLabel('Saved address').selectOption({ label: 'Warehouse' });
    expect(await page.getByLabel('Street', { exact: true }).inputValue()).toBe('12 Canal Street');
    await page.getByLabel('Saved address').selectOption({ label: 'Another address' });
    await form.fillDelivery(page, tees);
    await keepPicture(page, 'door-a-delivery');
    await form.goOn(page, 'Save and continue', 'Print locations and artwork');
  });

  it('[G-16] [G-17] picks two places on the drawing by keyboard alone and says size, colors and inks of each', async () => {
    const { page } = ann;
    const nameOf = (id: string): string => garmentNameOf(tees.garments.find((garment) => garment.id === id)!);
    const [chest, back] = [form.imprintCard(page, 1), form.imprintCard(page, 2)];
    await form.pickOnDrawing(chest, 'front', 'left-chest');
    await form.fillPrint(chest, tees.imprints[0]!, nameOf);
    await page.getByRole('button', { name: 'Add a print location' }).click();
    await form.pickOnDrawing(back, 'back', 'full-back');
    await form.fillPrint(back, tees.imprints[1]!, nameOf);
    expect(await chest.getByRole('radio', { name: 'Left chest', exact: true }).isChecked()).toBe(true);
    expect(await back.getByRole('radio', { name: 'Back', exact: true }).isChecked()).toBe(true);
  });

  it('[G-18] [G-19] sends artwork for each place, sees how far it is, and is told what prints best', async () => {
    const { page } = ann;
    const [chest, back] = [form.imprintCard(page, 1), form.imprintCard(page, 2)];
    expect(await chest.getByText('Vector files (AI, EPS, PDF, SVG)').isVisible()).toBe(true);
    await slowUploads(ann, 400_000);
    await form.attach(chest, [artwork.chest]);
    await chest.getByRole('progressbar', { name: /NPG_LC_v3.png/ }).waitFor();
    await keepPicture(page, 'door-a-uploading');
    await slowUploads(ann, -1);
    await chest.getByRole('link', { name: 'NPG_LC_v3.png' }).waitFor();
    await form.attach(back, [artwork.back]);
    await back.getByRole('link', { name: 'NPG_FB_v3.svg' }).waitFor();
    await page.getByLabel('Notes on artwork').fill(tees.artNotes);
    await back.getByText('This is vector art').waitFor();
    await keepPicture(page, 'door-a-artwork');
    await form.goOn(page, 'Save and review', `Review ${tees.title}`);
  });

  it('[G-32] reviews it all, sends it, and is told that nothing is committed yet', async () => {
    const { page } = ann;
    for (const word of ['Riverside Civic Center', 'Heather Navy', '204']) {
      expect(await page.getByText(word).first().isVisible(), word).toBe(true);
    }
    await keepPicture(page, 'door-a-review');
    await page.getByRole('button', { name: 'Send the order to Inkwell' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inkwell has your request' }).waitFor();
    expect(await page.getByText('Nothing is committed yet').isVisible()).toBe(true);
    expect(await page.getByText('it has no price and no promised date').isVisible()).toBe(true);
    await keepPicture(page, 'door-a-sent');
    expect(ann.faults).toEqual([]);
  });

  it('[G-27] [G-32] gets one mail whose two parts say the same', async () => {
    const mail = await mailTo(shop.post, customer.contact.email, /order request/);
    const { text, html } = partsOf(mail);
    for (const part of [text, html]) {
      expect(part).toContain('Riverside tees');
      expect(part).toContain('Quantity: 204');
      expect(part).toContain('Nothing is committed yet: no price and no date is promised.');
      expect(part).toContain(`${new URL(shop.url).origin}/orders/1001`);
    }
    const confirmations = shop.post.mails.filter(({ parsed }) => /order request/.test(parsed.subject ?? ''));
    expect(confirmations).toHaveLength(1);
  });

  it('follows the link of the mail to the order, which the shop has received', async () => {
    const { page } = ann;
    await page.goto(
      /http\S+orders\S+/.exec((await mailTo(shop.post, customer.contact.email, /order request/)).parsed.text!)![0],
    );
    await page.getByRole('heading', { level: 1, name: tees.title }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Received' }).getAttribute('aria-current')).toBe('step');
    await keepPicture(page, 'door-a-order');
  });
});

describe('the shop, after that order', () => {
  it('[G-26] rings the bell, and opening the notice leads to the job', async () => {
    const { page } = staff;
    await signInAsOwner(page, shop.url);
    await page
      .getByRole('link', { name: /notice|bell|1 new/i })
      .first()
      .click();
    await page.getByRole('link', { name: /Riverside tees/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Riverside tees' }).waitFor();
  });

  it('[G-01] [G-22] [G-23] [G-24] has a job in Quote, marked as from the portal, with every field as typed', async () => {
    const { page } = staff;
    await keepPicture(page, 'door-a-job');
    expect(await readJob(page)).toEqual(expectedJob(tees, fromPortal([[artwork.chest.name], [artwork.back.name]])));
  });

  it('[G-25] opens the original files, byte for byte, from the Files tab', async () => {
    const { page } = staff;
    await page.getByRole('link', { name: /^Files/ }).click();
    await page.getByRole('heading', { level: 3, name: artwork.chest.name }).waitFor();
    await keepPicture(page, 'door-a-files');
    for (const { name, buffer } of Object.values(artwork)) {
      const original = await download(page, page.getByRole('link', { name: `Download original ${name}` }));
      expect(original.equals(buffer), name).toBe(true);
    }
  });

  it('[G-28] [G-35] finds it in the ordinary list of orders, at the Quote stage', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/orders?status=quote`);
    const row = page.getByRole('row').filter({ hasText: 'Riverside tees' });
    expect(await row.getByText('Quote').isVisible()).toBe(true);
    await page.goto(`${shop.url}/admin/requests`);
    expect(await page.getByText('Riverside tees').count()).toBe(0);
    expect(staff.faults).toEqual([]);
  });
});

describe('a second order of the same customer', () => {
  it('[G-13] [G-14] takes a spreadsheet’s cells by paste, five garments of four kinds', async () => {
    const { page } = ann;
    await page.goto(permanentLink(shop));
    await startOrder(page);
    await form.fillBasics(page, merch);
    await form.goOn(page, 'Save and continue', 'Garments');
    const [tee, ivory, hoodie] = merch.garments;
    await form.fillGarment(form.garmentCard(page, 1), tee!);
    await form.sizeCell(form.garmentCard(page, 1), 'S').click();
    await form.copyAndPaste(page, spreadsheet);
    await form.garmentCard(page, 3).waitFor();
    expect(await page.getByRole('status').allInnerTexts()).toContain('The sizes of 3 garments were pasted.');
    await form.fillGarment(form.garmentCard(page, 3), hoodie!);
    await form.fillGarment(form.garmentCard(page, 2), ivory!);
    for (const number of [4, 5]) {
      const garment = merch.garments[number - 1]!;
      await page.getByRole('button', { name: 'Add a garment' }).click();
      await form.fillGarment(form.garmentCard(page, number), garment);
      await form.typeSizes(form.garmentCard(page, number), garment);
    }
    expect(await page.getByText('236 pieces').isVisible()).toBe(true);
    await keepPicture(page, 'door-a-pasted');
    await form.goOn(page, 'Save and continue', 'Delivery');
  });

  it('[G-16] [G-17] prints each garment in its own places', async () => {
    const { page } = ann;
    await form.fillDelivery(page, merch);
    await form.goOn(page, 'Save and continue', 'Print locations and artwork');
    const nameOf = (id: string): string => garmentNameOf(merch.garments.find((garment) => garment.id === id)!);
    for (const [index, imprint] of merch.imprints.entries()) {
      if (index > 0) await page.getByRole('button', { name: 'Add a print location' }).click();
      await form.fillImprint(form.imprintCard(page, index + 1), imprint, nameOf);
    }
    await keepPicture(page, 'door-a-merch-artwork');
    await form.goOn(page, 'Save and review', `Review ${merch.title}`);
    await keepPicture(page, 'door-a-merch-review');
    await page.getByRole('button', { name: 'Send the order to Inkwell' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inkwell has your request' }).waitFor();
    expect(ann.faults).toEqual([]);
  });

  it('[G-24] is on the job, field by field', async () => {
    const { page } = staff;
    await openJob(page, shop.url, merch.title);
    await keepPicture(page, 'door-a-merch-job');
    expect(await readJob(page)).toEqual(expectedJob(merch, fromPortal([])));
  });
});

/** The first three garments as the customer's spreadsheet has them, heads and a wrong order of columns included. */
const spreadsheet = [
  ['Color', 'XXL', 'S', 'M', 'L', 'XL', '3X'],
  ...merch.garments
    .slice(0, 3)
    .map(({ colorway, sizes }) => [colorway, ...['XXL', 'S', 'M', 'L', 'XL', '3X'].map((size) => sizes[size] ?? '')]),
]
  .map((cells) => cells.join('\t'))
  .join('\n');

/** Limits what a window sends, in bytes a second; -1 lifts the limit. */
async function slowUploads({ context, page }: Window, uploadThroughput: number): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  });
  if (uploadThroughput < 0) await session.detach();
}
