import { weighScripts } from '@docket/ui/testing/weigh-scripts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distributor } from '../src/rules/samples.fixture.ts';
import { vectorDrawing } from './support/artwork.ts';
import { openBrowser, type StoryBrowser } from './support/browser.ts';
import * as form from './support/customer.ts';
import { sheetOf } from './support/order-sheet.ts';
import { beginDraft, isSaved, permanentLink } from './support/portal.ts';
import { openShop, type StoryShop } from './support/shop.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let cookie: { readonly url: string; readonly text: string };
let draft: string;
let number: number;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  cookie = { url: shop.url, text: await shop.contactCookie() };
  number = await shop.order(sheetOf(distributor), [vectorDrawing()]);
  const { page, context } = await browser.open({ cookie });
  draft = await beginDraft(page, shop);
  await context.close();
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

/** What may be transferred, in bytes of packed script. */
const most = { page: 45_000, form: 65_000 } as const;

/** A field of each part to type in. */
const firstFields = { basics: 'Title', garments: 'Notes', delivery: 'Note on delivery', artwork: 'Notes on artwork' };

const paths = {
  'the entrance': () => `${shop.url}/`,
  'the public form’s door': () => `${shop.url}/submit`,
  'the customer’s home': () => permanentLink(shop),
  'the draft’s overview': () => draft,
  'the review': () => `${draft}/review`,
  'an order': () => `${shop.url}/orders/${number}`,
  devices: () => `${shop.url}/devices`,
};

describe('the weight of scripts', () => {
  it.each(Object.entries(paths))('stays below 45 kB on %s', async (_, pathOf) => {
    const { page, context } = await browser.open({ cookie });
    const weigh = weighScripts(page);
    await page.goto(pathOf());
    expect(await weigh()).toBeLessThanOrEqual(most.page);
    await context.close();
  });

  it.each(Object.entries(firstFields))(
    'stays below 65 kB on the form’s part "%s", first keys and saving included',
    async (part, label) => {
      const { page, context } = await browser.open({ cookie });
      const weigh = weighScripts(page);
      await page.goto(`${draft}/${part}`);
      await page.getByLabel(label).pressSequentially('First keys');
      await isSaved(page);
      expect(await weigh()).toBeLessThanOrEqual(most.form);
      await context.close();
    },
  );

  it('loads what sends files only with the first file', async () => {
    const { page, context } = await browser.open({ cookie });
    const weigh = weighScripts(page);
    await page.goto(`${draft}/artwork`);
    const before = await weigh();
    await form.attach(form.imprintCard(page, 1), [vectorDrawing()]);
    await page.getByRole('link', { name: 'crest.svg' }).waitFor();
    expect(await weigh()).toBeGreaterThan(before);
    await context.close();
  });
});
