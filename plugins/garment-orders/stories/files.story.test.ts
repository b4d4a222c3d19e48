import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { team } from '../src/rules/samples.fixture.ts';
import { picture, renamedProgram, scriptedDrawing, vectorDrawing } from './support/artwork.ts';
import { keepPicture, openBrowser, type StoryBrowser, type Window } from './support/browser.ts';
import * as form from './support/customer.ts';
import { sheetOf } from './support/order-sheet.ts';
import { beginDraft, isSaved, openPart } from './support/portal.ts';
import { fillAll, send } from './support/send-order.ts';
import { openShop, type StoryShop } from './support/shop.ts';
import { openJob, readJob } from './support/staff.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let ann: Window;
let draft: string;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  ann = await browser.open({ cookie: { url: shop.url, text: await shop.contactCookie() } });
  draft = await beginDraft(ann.page, shop);
  await fillAll(ann.page, draft, sheet);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const sample = sheetOf(team);
const sheet = { ...sample, imprints: sample.imprints.map((imprint) => ({ ...imprint, width: '12' })) };
const small = picture('from-the-website.png', 120);
const crest = vectorDrawing();

describe('artwork that is not good', () => {
  it('[G-19] says how few dots a small picture has at the asked size', async () => {
    const { page } = ann;
    const card = form.imprintCard(page, 1);
    await form.attach(card, [small]);
    await card.getByText('dots per inch and will look blurred').waitFor();
    await keepPicture(page, 'files-small-picture');
  });

  it('refuses a program that calls itself a picture, with the reason and what to do', async () => {
    const { page } = ann;
    const card = form.imprintCard(page, 1);
    await form.attach(card, [renamedProgram]);
    await card.getByText(renamedProgram.name).waitFor();
    await expect.poll(() => card.getByRole('progressbar').count()).toBe(0);
    await keepPicture(page, 'files-program');
    expect(await card.innerText()).toContain('not accepted, because it can carry programs');
    expect(await card.innerText()).toContain('Send the artwork as PDF, SVG, PNG or JPEG.');
    await card.getByRole('button', { name: 'Remove', exact: true }).last().click();
    expect(await card.getByText(renamedProgram.name).count()).toBe(0);
  });

  it('refuses a drawing with a script as soon as it was looked at, and does not send the order with it', async () => {
    const { page } = ann;
    const card = form.imprintCard(page, 1);
    await form.attach(card, [scriptedDrawing]);
    await card.getByText('because it holds a program or script').waitFor();
    expect(await card.innerText()).toContain('Save your artwork as PDF, SVG or PNG without scripts');
    await keepPicture(page, 'files-script');
    await page.goto(`${draft}/review`);
    await page.getByText('One thing to fix before you can send').waitFor();
    await keepPicture(page, 'files-review-stops');
    await page.getByRole('button', { name: 'Send the order to Inkwell' }).click();
    await page.getByText('Something in the order is missing or not possible.').waitFor();
  });

  it('leads from there to the file; without it the draft is whole and can be sent, warning and all', async () => {
    const { page } = ann;
    await page.getByRole('link', { name: /because it holds a program or script/ }).click();
    const card = form.imprintCard(page, 1);
    await card.getByRole('button', { name: `Remove ${scriptedDrawing.name}` }).click();
    await form.attach(card, [crest]);
    await card.getByRole('link', { name: crest.name }).waitFor();
    await isSaved(page);
    await form.goOn(page, 'Save and review', `Review ${sheet.title}`);
    expect(await page.getByText('will look blurred').first().isVisible()).toBe(true);
    await send(page);
  });

  it('[G-24] [G-25] tells the shop the same on the job', async () => {
    const { page } = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() } });
    await openJob(page, shop.url, sheet.title);
    expect((await readJob(page)).prints[0]!.files).toEqual([small.name, crest.name]);
    expect(await page.getByText('will look blurred').first().isVisible()).toBe(true);
    await keepPicture(page, 'files-job');
  });
});

describe('artwork that is not good, without script', () => {
  it('refuses the program with the reason and what to do, and keeps the rest of the form', async () => {
    const { page } = await browser.open({
      javaScript: false,
      cookie: { url: shop.url, text: await shop.contactCookie() },
    });
    const other = await beginDraft(page, shop);
    await openPart(page, other, 'artwork');
    const card = form.imprintCard(page, 1);
    await form.chooseLocation(card, 'full-back');
    await form.type(card, 'Placement', 'below the collar');
    await form.attach(card, [renamedProgram]);
    await page.getByRole('button', { name: 'Save and review' }).click();
    await page.getByText('not accepted, because it can carry programs').waitFor();
    await keepPicture(page, 'files-no-script');
    expect(await page.getByText('Send the artwork as PDF, SVG, PNG or JPEG.').isVisible()).toBe(true);
    expect(await form.imprintCard(page, 1).getByLabel('Placement').inputValue()).toBe('below the collar');
  });
});
