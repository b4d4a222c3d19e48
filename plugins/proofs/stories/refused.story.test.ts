import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAsServed } from './support/as-served.ts';
import { mockup } from './support/mockups.ts';
import { keepPicture, openPrintShop, quality, type Made, type PrintShop } from './support/print-shop.ts';

const sides = { width: 1280, height: 900 };
const narrow = { width: 360, height: 800 };
const program = { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ\u0090\u0000') };

describe('a form with files that is refused without script', { timeout: 180_000 }, () => {
  let shop: PrintShop;
  let made: Made;
  beforeAll(async () => {
    shop = await openPrintShop();
    made = await shop.order();
    await give();
    await send();
  }, 240_000);
  afterAll(() => shop?.close());

  const origin = (): string => new URL(shop.url).origin;
  async function give(): Promise<void> {
    const { mimeType, buffer } = mockup('front.svg', 'black');
    const body = new FormData();
    for (const [field, value] of Object.entries({ order: made.id, work: 'g1.i1', note: '' })) body.append(field, value);
    body.append('files', new File([new Uint8Array(buffer)], 'front.svg', { type: mimeType }));
    const headers = { accept: 'application/json', origin: origin() };
    const answer = await shop.people.robin.fetch('/files/given/proofs/mockups', { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    await shop.platform.settle();
  }
  async function send(): Promise<void> {
    const answer = await shop.people.robin.fetch('/trpc/staff/x.proofs.send', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: origin() },
      body: JSON.stringify({ order: made.id, works: ['g1.i1'], sheet: 1 }),
    });
    expect([answer.status, await answer.text()]).toEqual([200, expect.anything()]);
    await shop.platform.settle();
  }

  const proof = (page: Page): Locator => page.getByRole('article', { name: /Left chest/ });
  const formOf = (page: Page, upload: string): Locator => proof(page).locator(`form[action*="/${upload}"]`);
  /** Types, chooses a file that nobody takes, and posts; answers the page that is drawn then. */
  async function refusedPage(upload: string, type: (form: Locator) => Promise<void>, button: string): Promise<string> {
    const page = await shop.open('robin', { viewport: sides, javaScriptEnabled: false });
    await page.goto(`${shop.url}/admin/orders/${made.number}`, { waitUntil: 'networkidle' });
    const form = formOf(page, upload);
    const fold = proof(page)
      .locator('details', { has: page.locator(`form[action*="/${upload}"]`) })
      .last();
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
    await type(form);
    await form.locator('input[type="file"]').setInputFiles([program]);
    await form.getByRole('button', { name: button }).click();
    await formOf(page, upload).getByText(program.name).waitFor();
    const address = page.url();
    await page.context().close();
    return address;
  }

  it.each([
    [
      'a mockup',
      'mockups',
      'note',
      'Smaller, as you wished.',
      'Add the mockup',
      async (form: Locator) => form.locator('[name="note"]').fill('Smaller, as you wished.'),
    ],
    [
      'an answer by telephone',
      'offline',
      'reason',
      'Go ahead, it is lovely.',
      'Write down this answer',
      async (form: Locator) => {
        await form.getByLabel('Who answered').selectOption('Sarah Smith');
        await form.getByRole('radio', { name: 'Approved' }).check();
        await form.getByLabel('In their words').fill('Go ahead, it is lovely.');
      },
    ],
  ] as const)(
    'has what was typed to %s, and nothing that axe finds, wide and narrow, light and dark',
    async (_, upload, field, typed, button, type) => {
      const address = await refusedPage(upload, type, button);
      for (const viewport of [sides, narrow]) {
        const page = await shop.open('robin', { viewport });
        await openAsServed(page, address);
        const form = formOf(page, upload);
        expect(await form.locator(`[name="${field}"]`).inputValue()).toBe(typed);
        await form.getByText(program.name).waitFor();
        expect(await page.locator('script').count()).toBe(0);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await keepPicture(page, `refused-${upload}-${viewport.width}-${colorScheme}`);
          expect(await quality(page)).toEqual([]);
        }
        await page.context().close();
      }
    },
  );
});
