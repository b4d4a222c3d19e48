import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distributor } from '../src/rules/samples.fixture.ts';
import { vectorDrawing } from './support/artwork.ts';
import { keepPicture, openBrowser, type StoryBrowser, type Window } from './support/browser.ts';
import * as form from './support/customer.ts';
import { expectedJob, fromPortal, garmentNameOf } from './support/expected-job.ts';
import { mailTo } from './support/mail.ts';
import { sheetOf } from './support/order-sheet.ts';
import { signInByLink, startOrder } from './support/portal.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';
import { download, openJob, readJob, signInAsOwner } from './support/staff.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let ann: Window;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  ann = await browser.open({ javaScript: false });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const sheet = sheetOf(distributor);
const crest = vectorDrawing('NPG_LC_v3.svg');
const nameOf = (id: string): string => garmentNameOf(sheet.garments.find((garment) => garment.id === id)!);

describe('a customer whose browser runs no script', () => {
  it('[G-03] [G-11] signs in, starts an order and fills the first part', async () => {
    const { page } = ann;
    await signInByLink(page, shop);
    await startOrder(page);
    await form.fillBasics(page, sheet);
    await form.goOn(page, 'Save and continue', 'Garments');
  });

  it('[G-13] adds a second garment, and what was typed in the first stays', async () => {
    const { page } = ann;
    for (const [index, garment] of sheet.garments.entries()) {
      if (index > 0) await page.getByRole('button', { name: 'Add a garment' }).click();
      const card = form.garmentCard(page, index + 1);
      await form.fillGarment(card, garment);
      await form.typeSizes(card, garment);
    }
    await page.getByLabel('Notes').fill(sheet.notes);
    await keepPicture(page, 'no-script-garments');
    await form.goOn(page, 'Save and continue', 'Delivery');
    await form.fillDelivery(page, sheet);
    await form.goOn(page, 'Save and continue', 'Print locations and artwork');
  });

  it('[G-16] [G-17] [G-18] describes two places and sends the file with the form', async () => {
    const { page } = ann;
    for (const [index, imprint] of sheet.imprints.entries()) {
      if (index > 0) await page.getByRole('button', { name: 'Add a print location' }).click();
      const card = form.imprintCard(page, index + 1);
      await form.fillImprint(card, imprint, nameOf);
      if (index === 0) await form.attach(card, [crest]);
    }
    await form.goOn(page, 'Save and review', `Review ${sheet.title}`);
  });

  it('[G-17] comes back for the second ink, whose line is there after saving, and writes a note', async () => {
    const { page } = ann;
    await page.getByRole('link', { name: 'Change Print locations and artwork' }).click();
    await form.fillInks(form.imprintCard(page, 2), sheet.imprints[1]!);
    await page.getByLabel('Notes on artwork').fill(sheet.artNotes);
    expect(await form.imprintCard(page, 1).getByRole('link', { name: crest.name }).isVisible()).toBe(true);
    await keepPicture(page, 'no-script-artwork');
    await form.goOn(page, 'Save and review', `Review ${sheet.title}`);
  });

  it('[G-22] [G-27] [G-32] sends it, is told the same, and gets the mail', async () => {
    const { page } = ann;
    await keepPicture(page, 'no-script-review');
    await page.getByRole('button', { name: 'Send the order to Inkwell' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inkwell has your request' }).waitFor();
    expect(await page.getByText('Nothing is committed yet').isVisible()).toBe(true);
    expect((await mailTo(shop.post, customer.contact.email, /order request/)).parsed.text).toContain(sheet.title);
  });

  it('[G-07] [G-24] [G-25] is the same job as one sent with script, field by field, and the file byte for byte', async () => {
    const { page, faults } = await browser.open();
    await signInAsOwner(page, shop.url);
    await openJob(page, shop.url, sheet.title);
    expect(await readJob(page)).toEqual(expectedJob(sheet, fromPortal([[crest.name]])));
    await page.getByRole('link', { name: /^Files/ }).click();
    const original = await download(page, page.getByRole('link', { name: `Download original ${crest.name}` }));
    expect(original.equals(crest.buffer)).toBe(true);
    expect(faults).toEqual([]);
  });

  it('[G-29] staff without script read it too, move it and change it', async () => {
    const { page } = await browser.open({ javaScript: false });
    await signInAsOwner(page, shop.url);
    await openJob(page, shop.url, sheet.title);
    await page.getByRole('button', { name: 'Move to “Art requested”' }).click();
    await page.getByText('is now in “Art requested”').waitFor();
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByLabel('Title').fill('Riverside tees, second edition');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Riverside tees, second edition' }).waitFor();
    await keepPicture(page, 'no-script-job');
  });
});
