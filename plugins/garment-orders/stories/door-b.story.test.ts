import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corporate, school } from '../src/rules/samples.fixture.ts';
import { vectorDrawing } from './support/artwork.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import * as form from './support/customer.ts';
import { expectedJob, garmentNameOf } from './support/expected-job.ts';
import { mailTo, partsOf } from './support/mail.ts';
import { sheetOf } from './support/order-sheet.ts';
import { openShop, type StoryShop } from './support/shop.ts';
import { download, openJob, readJob, signInAsOwner } from './support/staff.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let staff: Window;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  staff = await browser.open();
  await signInAsOwner(staff.page, shop.url);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const strangers = [
  { sample: school, name: 'Lee Coach', email: 'lee@lakeview.test', company: 'Lakeview Middle School' },
  { sample: corporate, name: 'Ine Vale', email: 'ine@harbour.test', company: 'Harbour & Vale' },
];

describe.each(strangers)('$name with a phone, through the public form', ({ sample, name, email, company }) => {
  const sheet = sheetOf(sample);
  const crest = vectorDrawing(`${company} crest.svg`);
  let phone: Window;
  beforeAll(async () => void (phone = await browser.open({ width: widths.phone })));

  it('[G-05] [G-06] says who it is first, and only then sees the order', async () => {
    const { page } = phone;
    await page.goto(`${shop.url}/submit`);
    expect(await page.getByText('Decoration method').count()).toBe(0);
    await page.getByRole('button', { name: 'Continue to the order' }).click();
    await page.getByRole('alert').waitFor();
    await keepPicture(page, 'door-b-introduction');
    await page.getByLabel('Your name').fill(name);
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByLabel('Company').fill(company);
    await page.getByRole('button', { name: 'Continue to the order' }).click();
    await page.getByRole('heading', { level: 1, name: 'New order' }).waitFor();
  });

  it('[G-07] [G-10] fills the same parts as a signed-in customer', async () => {
    const { page } = phone;
    await page.getByRole('link', { name: 'Continue with Basics' }).click();
    await form.fillBasics(page, sheet);
    await form.goOn(page, 'Save and continue', 'Garments');
    for (const [index, garment] of sheet.garments.entries()) {
      if (index > 0) await page.getByRole('button', { name: 'Add a garment' }).click();
      const card = form.garmentCard(page, index + 1);
      await form.fillGarment(card, garment);
      await form.typeSizes(card, garment);
    }
    if (sheet.notes) await page.getByLabel('Notes').fill(sheet.notes);
    await keepPicture(page, `door-b-garments-${sheet.method}`);
    await form.goOn(page, 'Save and continue', 'Delivery');
    await form.fillDelivery(page, sheet);
    await keepPicture(page, `door-b-delivery-${sheet.method}`);
    await form.goOn(page, 'Save and continue', 'Print locations and artwork');
  });

  it('[G-16] [G-17] [G-18] says where it is printed and sends the artwork', async () => {
    const { page } = phone;
    const nameOf = (id: string): string => garmentNameOf(sheet.garments.find((garment) => garment.id === id)!);
    for (const [index, imprint] of sheet.imprints.entries()) {
      if (index > 0) await page.getByRole('button', { name: 'Add a print location' }).click();
      await form.fillImprint(form.imprintCard(page, index + 1), imprint, nameOf);
    }
    await form.attach(form.imprintCard(page, 1), [crest]);
    await page.getByRole('link', { name: crest.name }).waitFor();
    await keepPicture(page, `door-b-artwork-${sheet.method}`);
    await form.goOn(page, 'Save and review', `Review ${sheet.title}`);
    await keepPicture(page, `door-b-review-${sheet.method}`);
  });

  it('[G-22] [G-27] [G-32] sends it, and is told by page and mail that nothing is committed', async () => {
    const { page } = phone;
    await page.getByRole('button', { name: 'Send the order to Inkwell' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inkwell has your request' }).waitFor();
    expect(await page.getByText('it has no price and no promised date').isVisible()).toBe(true);
    await keepPicture(page, `door-b-sent-${sheet.method}`);
    const { text, html } = partsOf(await mailTo(shop.post, email, /order request/));
    for (const part of [text, html]) {
      expect(part).toContain(sheet.title);
      expect(part).toContain('no price and no date is promised');
    }
    expect(phone.faults).toEqual([]);
  });

  it('[G-07] [G-23] [G-24] is a job of the same shape as one from the portal, field by field', async () => {
    const { page } = staff;
    await openJob(page, shop.url, sheet.title);
    await keepPicture(page, `door-b-job-${sheet.method}`);
    const arrival = { door: 'Public form', customer: `${company} Not confirmed`, sender: email, files: [[crest.name]] };
    expect(await readJob(page)).toEqual(expectedJob(sheet, arrival));
  });

  it('[G-25] carries the artwork, byte for byte', async () => {
    const { page } = staff;
    await page.getByRole('link', { name: /^Files/ }).click();
    const original = await download(page, page.getByRole('link', { name: `Download original ${crest.name}` }));
    expect(original.equals(crest.buffer)).toBe(true);
    expect(staff.faults).toEqual([]);
  });
});
