import printShop from '@docket/example-print-shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distributor } from '../src/rules/samples.fixture.ts';
import { sizeRuns } from '../src/rules/sizes.ts';
import { settings as garmentSettings } from '../src/settings.ts';
import { allPages, allRoutes, type Reader, type SomePage } from './support/all-pages.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { sheetOf } from './support/order-sheet.ts';
import { axeFindings, literalWords, overflowing } from './support/page-quality.ts';
import { customer, openShop, owner, type StoryShop } from './support/shop.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let pages: readonly SomePage[];
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  pages = await allPages(shop);
  await shop.platform.settle();
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

/** A window for each reader. */
async function windows(): Promise<Readonly<Record<Reader, Window>>> {
  const [contact, staff] = [await shop.contactCookie(), await shop.ownerCookie()];
  const own = (reader: Reader): string => pages.find((page) => page.reader === reader)?.cookie ?? '';
  const withCookie = (text: string) => browser.open({ cookie: { url: shop.url, text } });
  return {
    stranger: await browser.open(),
    sender: await withCookie(own('sender')),
    entrant: await withCookie(own('entrant')),
    contact: await withCookie(contact),
    owner: await withCookie(staff),
  };
}

/** Each app by itself, so that none is in a hurry. */
const apps = ['portal', 'admin'] as const;
type App = (typeof apps)[number];

const isOf = (app: App, { path }: SomePage): boolean => path.startsWith('/admin') === (app === 'admin');

/** Opens every page of an app in turn and collects what `look` has to say of it. */
async function lookAtAll(
  app: App,
  look: (window: Window, shown: SomePage) => Promise<readonly string[]>,
  query = '',
): Promise<readonly string[]> {
  const readers = await windows();
  const found: string[] = [];
  for (const shown of pages.filter((page) => isOf(app, page))) {
    const window = readers[shown.reader];
    const { path } = shown;
    await window.page.goto(`${shop.url}${path}${query && (path.includes('?') ? '&' : '?') + query}`);
    found.push(...(await look(window, shown)).map((said) => `${shown.reader} ${path}: ${said}`));
  }
  for (const [reader, { context, faults }] of Object.entries(readers)) {
    found.push(...faults.map((fault) => `${reader}: ${fault}`));
    await context.close();
  }
  return found;
}

const pictureName = ({ reader, path }: SomePage, kind: string): string =>
  `pages-${kind}-${reader}${path.replaceAll(/[0-9a-f]{8}-[-0-9a-f]+|[0-9a-f]{32}/g, 'id').replaceAll(/[/?=]/g, '-')}`;

it('every page that there is, is looked at', async () => {
  const paths = pages.map(({ path }) => path.split('?')[0]!);
  const isShown = (route: string): boolean => {
    const fits = new RegExp(`^${route.replaceAll(/\[\w+\]/g, '[^/]+')}$`);
    return paths.some((path) => fits.test(path));
  };
  expect((await allRoutes()).filter((route) => !isShown(route))).toEqual([]);
});

// Many pages, each looked at several times.
describe.each(apps)('every page of the %s', { timeout: 400_000 }, (app) => {
  it.each(Object.entries(widths))(
    'has no accessibility violation and does not scroll sideways, light and dark, on a %s',
    async (device, width) => {
      const found = await lookAtAll(app, async ({ page }, shown) => {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: 'light' });
        const said = [...(await overflowing(page)), ...(await axeFindings(page))];
        await keepPicture(page, pictureName(shown, device));
        await page.emulateMedia({ colorScheme: 'dark' });
        said.push(...(await axeFindings(page, ['color-contrast'])));
        if (device === 'phone') await keepPicture(page, pictureName(shown, 'dark'));
        return said;
      });
      expect(found).toEqual([]);
    },
  );

  it('has no word of its own that could not be translated, and room for longer ones', async () => {
    const found = await lookAtAll(
      app,
      async ({ page }, shown) => {
        await page.setViewportSize({ width: widths.phone, height: 900 });
        await keepPicture(page, pictureName(shown, 'long'));
        const words = (await literalWords(page)).filter((text) => !isData(text));
        return [...(await overflowing(page)), ...words];
      },
      'locale=en-XA',
    );
    expect(found).toEqual([]);
  });

  it('runs from right to left where the language does', async () => {
    const found = await lookAtAll(
      app,
      async ({ page }, shown) => {
        await page.setViewportSize({ width: widths.phone, height: 900 });
        await keepPicture(page, pictureName(shown, 'rtl'));
        const direction = await page.evaluate(() => getComputedStyle(document.body).direction);
        return [...(direction === 'rtl' ? [] : [direction]), ...(await overflowing(page))];
      },
      'locale=ar-XB',
    );
    expect(found).toEqual([]);
  });
});

const typed = JSON.stringify([
  [sheetOf(distributor), customer, owner, Object.values(sizeRuns)],
  [
    'Inkwell',
    'hello@inkwell.test',
    'Half an order',
    'Sent just now',
    'Buy our pills',
    'Visitor polos',
    'A corrected title',
    'Visitor caps',
    'Visitor tees',
    'Kit Visitor',
    'kit@visitor.test',
    'Warehouse',
    'Mute & Sons',
    'New Person',
    'A note.',
    'Too much.',
    'crest.svg',
    'small.png',
  ],
  // A file of customers, and its header.
  ['Client', 'Mail', 'Birthday', 'Sequoia Two', 'Juniper Two', 'Tamarind Two', '@brought.test', 'no address'],
  // A plugin's name and what it says of itself are its author's.
  printShop.plugins.map(({ title, about, permissions = [] }) => [title, about, permissions.map((one) => one.title)]),
  // What shops say to their customers is a setting of each shop.
  [garmentSettings.parse({}).artworkAdvice, 'Welcome! Send us your order here; we answer within one working day.'],
]);

/** What people typed, days, sizes, amounts, ids and fingerprints are not the pages' words. */
function isData(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}@.+&/-]{2,}/gu) ?? [];
  return words.every((word) => typed.includes(word) || isFormatted.test(word));
}

const isFormatted =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|AM|PM|Chicago|byte|kB|[\d.:×/-]+|[\da-f-]{36}|[\da-f]{64})$/;
