import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openPrintShop, quality, type Made, type PrintShop } from './support/print-shop.ts';

const inches = { Front: [11, 12], 'Left chest': [3.5, 3.5] } as const;
const sides = (place: keyof typeof inches) => {
  const [width, height] = inches[place];
  return { width: String(width), height: String(height) };
};
const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };

/** What is seen of a mockup, in its own pixels: the artwork, which is magenta, and how long the ruler is. */
interface Measured {
  readonly width: number;
  readonly height: number;
  readonly inch: number;
}

/** Opens the file of a mockup in the page, and measures it there. */
const measured = (page: Page, picture: string): Promise<Measured> =>
  page.evaluate(async (address) => {
    const bitmap = await createImageBitmap(await (await fetch(address)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const [xs, ys] = [new Set<number>(), new Set<number>()];
    let inch = 0;
    for (let y = 0; y < bitmap.height; y += 1)
      for (let x = 0, run = 0; x < bitmap.width; x += 1) {
        const at = (y * bitmap.width + x) * 4;
        const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
        if (red > 128 && green < 100 && blue > 128) {
          xs.add(x);
          ys.add(y);
        }
        run = red === 0x26 && green === 0x28 && blue === 0x2b ? run + 1 : 0;
        inch = Math.max(inch, run);
      }
    return { width: xs.size, height: ys.size, inch };
  }, picture);

describe('mockups that are composed from the order', { timeout: 240_000 }, () => {
  let shop: PrintShop;
  let made: Made;
  beforeAll(async () => {
    shop = await openPrintShop();
    // As wide as the print of the front: on the chest it is fitted.
    const bytes = await sharp({ create: { width: 550, height: 600, channels: 3, background: '#ff00ff' } })
      .png()
      .toBuffer();
    made = await shop.order({
      artwork: { name: 'crest.png', bytes },
      colorway: 'White',
      prints: ['i1', 'i2'],
      everywhere: true,
      placed: {
        i1: { location: 'left-chest', ...sides('Left chest') },
        i2: { location: 'full-front', ...sides('Front') },
      },
    });
    await shop.platform.settle();
  }, 240_000);
  afterAll(() => shop?.close());

  const open = async (who: 'robin' | 'sarah', how: object = desk): Promise<Page> => {
    const page = await shop.open(who, how);
    const path = who === 'robin' ? `admin/orders/${made.number}` : `orders/${made.number}`;
    await page.goto(`${shop.url}/${path}`, { waitUntil: 'networkidle' });
    return page;
  };

  it('show an inch as an inch on every view, and go to the customer as any other', async () => {
    const page = await open('robin');
    await keepPicture(page, 'compose-before');
    expect(await quality(page)).toEqual([]);
    await page.getByRole('button', { name: 'Compose mockups' }).click();
    await page.getByText('The mockups are composed.').waitFor();
    await shop.platform.settle();
    await page.reload({ waitUntil: 'networkidle' });
    for (const [place, [width, height]] of Object.entries(inches)) {
      const proof = page.getByRole('article', { name: new RegExp(`– ${place}`) });
      const shown = await proof.locator('img').first().getAttribute('src');
      const art = await measured(page, shown!.replace(/\/preview.*$/, '/mockup.png'));
      // The whole of the artwork in its box: one side fills it.
      const scale = Math.min(width / 550, height / 600);
      expect(Math.abs(art.width - 550 * scale * art.inch)).toBeLessThanOrEqual(1);
      expect(Math.abs(art.height - 600 * scale * art.inch)).toBeLessThanOrEqual(1);
    }
    for (const picture of await page.locator('article img').all()) await picture.scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    await keepPicture(page, 'compose-after');
    expect(await quality(page)).toEqual([]);

    await page.getByRole('button', { name: 'Send for approval' }).click();
    await page.getByText('Sent for approval. Whoever may approve gets a mail.').waitFor();
    const small = await open('sarah', phone);
    const link = small.getByRole('link', { name: /Mockup 1 as PDF.*Front/ });
    const answer = await small.request.get(new URL((await link.getAttribute('href'))!, small.url()).href);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
    await keepPicture(small, 'compose-customer-360');
    expect(await quality(small)).toEqual([]);
  });
});
