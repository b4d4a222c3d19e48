import { stepOf, totpCode } from '@docket/core/testing';
import printShop from '@docket/example-print-shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { distributor } from '../src/rules/samples.fixture.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { sheetOf } from './support/order-sheet.ts';
import { axeFindings, literalWords, overflowing } from './support/page-quality.ts';
import { openShop, type StoryShop } from './support/shop.ts';

const password = 'eleven blue kettles';

let shop: StoryShop;
let browser: StoryBrowser;
let origin: string;
let operators = 0;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  origin = new URL(shop.url).origin;
  await shop.order(sheetOf(distributor));
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

/** What a shop is called, and what plugins say of themselves. */
const isData = (text: string): boolean =>
  ['Inkwell', ...printShop.plugins.flatMap(({ title, about }) => [title, about])].includes(text.replace(/ –$/, ''));

/** The address of a page of operators. */
const at = (path = ''): string => `${origin}/admin/operator${path}`;

/** A window of an operator who is signed in; the link is what `docket operator add` prints. */
async function operatorAt(width: number, { javaScript = true } = {}): Promise<Window> {
  const invited = { name: 'Ola Nord', email: `ola-${(operators += 1)}@docket.test` };
  const link = await shop.platform.operators.access.invite({ type: 'command' }, invited, new Date());
  const window = await browser.open({ width, javaScript });
  await window.page.goto(`${origin}${new URL(link).pathname}`);
  await window.page.getByLabel('New password').fill(password);
  await keepPicture(window.page, `operator-welcome-${width}`);
  await window.page.getByRole('button', { name: 'Set password and sign in' }).click();
  await window.page.waitForURL(at('/factor'));
  await setUpFactor(window.page, `operator-factor-${width}`);
  return window;
}

/** Sets up the second factor, as an authenticator app would read it from the page, and goes on. */
async function setUpFactor(page: Page, picture: string): Promise<void> {
  await page.getByLabel('Present password').fill(password);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Scan this with the app' }).waitFor();
  await keepPicture(page, picture);
  const secret = (await page.locator('.secret').innerText()).replaceAll(/\s/g, '');
  await page.getByLabel('Code of the app').fill(totpCode(secret, stepOf(new Date())));
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  await keepPicture(page, `${picture}-codes`);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await page.waitForURL(at());
}

const noticed = (page: Page, title: string): Promise<void> => page.getByText(title).first().waitFor();

describe.each([
  ['at a desk', widths.desktop, true],
  ['on a phone', widths.phone, true],
  ['on a phone without script', widths.phone, false],
])('an operator %s', (where, width, javaScript) => {
  const name = `Dune Press ${where}`;
  const slug = name.toLowerCase().replaceAll(' ', '-');
  let window: Window;
  beforeAll(async () => void (window = await operatorAt(width, { javaScript })));
  afterAll(() => window.context.close());

  it('adds a shop, and its owner gets in by the link from the mail', async () => {
    const { page } = window;
    await page.getByRole('link', { name: 'Add a shop' }).click();
    await page.getByLabel('Name of the shop').fill(name);
    await page.getByLabel('The owner’s e-mail').fill(`owner@${slug}.test`);
    await keepPicture(page, `operator-new-${width}`);
    await page.getByRole('button', { name: 'Add the shop' }).click();
    await page.waitForURL(at(`/shops/${slug}?founded=1`));
    await noticed(page, 'The shop is there');
    await keepPicture(page, `operator-shop-${width}`);
    await shop.platform.settle();
    const mail = shop.post.newestTo(`owner@${slug}.test`).parsed.text!;
    const link = /http\S+\/welcome\/\S+/.exec(mail)![0];
    const owner = await browser.open({ width });
    await owner.page.goto(`${origin}${new URL(link).pathname}`);
    await owner.page.getByLabel('New password').fill('nine grey lamps');
    await owner.page.getByRole('button', { name: 'Set password and sign in' }).click();
    await owner.page.getByRole('link', { name }).first().waitFor();
    await owner.context.close();
  });

  it('[abuse 31] closes it with a reason that nobody there reads, and opens it again', async () => {
    const { page } = window;
    const visitor = await browser.open({ width });
    await page.goto(at(`/shops/${slug}`));
    await page.getByLabel('Why').fill('The bill is open.');
    await page.getByRole('button', { name: 'Close the shop' }).click();
    await noticed(page, 'The shop is closed');
    await keepPicture(page, `operator-closed-${width}`);
    for (const path of ['/', '/admin', '/submit']) {
      const answer = await visitor.page.goto(`${origin}/s/${slug}${path}`);
      expect([path, answer!.status(), answer!.headers()['retry-after']]).toEqual([path, 503, '600']);
      await visitor.page.getByRole('heading', { level: 1, name: 'This shop is closed for now.' }).waitFor();
      expect(await visitor.page.getByText('The bill is open').count()).toBe(0);
      expect(await axeFindings(visitor.page)).toEqual([]);
      await keepPicture(visitor.page, `closed${path.replaceAll('/', '-')}${width}`);
    }
    await page.getByRole('button', { name: 'Open the shop again' }).click();
    await noticed(page, 'The shop is open again');
    expect((await visitor.page.goto(`${origin}/s/${slug}/`))!.status()).toBe(200);
    await visitor.context.close();
  });

  it('says what it may use, caps a limit, gives it a host, and finds it in the list', async () => {
    const { page } = window;
    await page.goto(at(`/shops/${slug}`));
    await page.getByLabel('A choice for this shop').check();
    await page.getByRole('checkbox', { name: /Shop notice/ }).uncheck();
    await page.getByRole('button', { name: 'Save the plugins' }).click();
    await noticed(page, 'The plugins are saved');
    await page.getByLabel('Host', { exact: true }).fill(`${slug}.example.com`);
    await page.getByRole('button', { name: 'Add the host' }).click();
    await noticed(page, 'The host leads to the shop');
    const ceilings = page.getByRole('region', { name: 'Ceilings' });
    await ceilings.getByRole('textbox').first().fill('50');
    await ceilings.getByRole('button', { name: 'Save the ceilings' }).click();
    await noticed(page, 'The ceilings are saved');
    expect(await page.getByRole('region', { name: 'What operators did' }).getByRole('listitem').count()).toBe(6);
    await keepPicture(page, `operator-provisioned-${width}`);
    await page.goto(at('?q=dune'));
    await page.getByRole('link', { name, exact: true }).waitFor();
    await keepPicture(page, `operator-list-${width}`);
  });

  it('looks into a shop with a reason that its owner reads, and can change nothing there', async () => {
    const { page, faults } = window;
    const [reason, inkwell] = [`Ticket 7 ${where}: the newest order is missing.`, `${origin}/s/inkwell/admin`];
    await page.goto(at('/shops/inkwell'));
    await page.getByLabel('Reason, for the shop’s owner').fill(reason);
    await page.getByRole('button', { name: 'Look into the shop' }).click();
    await page.waitForURL(`${inkwell}/`);
    const found: string[] = [];
    for (const path of ['', '/orders', '/orders/board', '/requests', '/customers', '/audit', '/settings/shop']) {
      await page.goto(`${inkwell}${path}`);
      await page.getByRole('region', { name: 'A look into the shop' }).waitFor();
      expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(0);
      // What looks for faults is a script itself.
      const said = javaScript ? [...(await axeFindings(page)), ...(await overflowing(page))] : [];
      found.push(...said.map((one) => `${path}: ${one}`));
      await keepPicture(page, `look${path.replaceAll('/', '-')}-${width}`);
    }
    expect([...found, ...faults]).toEqual([]);
    await page.goto(`${inkwell}/orders`);
    await page.locator('main a[href*="/orders/1"]').first().click();
    await page.waitForURL(/\/orders\/1001/);
    await page.getByRole('heading', { level: 1, name: 'Riverside tees' }).waitFor();
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
    await keepPicture(page, `look-order-${width}`);
    await page.goto(`${inkwell}/audit`);
    const line = page.getByRole('listitem').filter({ hasText: 'You looked into the shop' }).first();
    await line.locator('summary').click();
    await line.getByText(reason).waitFor();
    await page.getByRole('button', { name: 'End the look' }).click();
    await page.waitForURL(at('/shops/inkwell'));
    await page.getByRole('region', { name: 'What operators did' }).getByText(reason).waitFor();
    await keepPicture(page, `operator-looked-${width}`);
    await page.goto(`${inkwell}/orders`);
    await page.waitForURL(/\/s\/inkwell\/admin\/sign-in/);
    await shop.platform.settle();
    expect(shop.post.mails.some(({ parsed }) => parsed.text?.includes(reason))).toBe(true);
  });

  it('sees how plugins do, and signs out', async () => {
    const { page } = window;
    await page.goto(at('/health'));
    await page.getByRole('heading', { level: 1, name: 'Plugins' }).waitFor();
    await keepPicture(page, `operator-health-${width}`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(at('/sign-in'));
    await page.goto(at());
    await page.waitForURL(at('/sign-in'));
  });
});

it.each(Object.entries(widths))(
  'pages of operators are for everybody to read and to use, at the width of a %s',
  async (_, width) => {
    const { page, context, faults } = await operatorAt(width);
    const paths = ['', '?q=nobody', '/factor', '/shops/new', '/shops/inkwell', '/health', '/sign-out', '/shops/nobody'];
    const found: string[] = [];
    for (const path of [...paths, '/sign-in', '/sign-in/code', '/welcome/no-link']) {
      await page.goto(at(path));
      const said = [...(await axeFindings(page)), ...(await overflowing(page))];
      await page.goto(at(`${path}${path.includes('?') ? '&' : '?'}locale=en-XA`));
      found.push(
        ...[...said, ...(await literalWords(page)).filter((text) => !isData(text))].map((one) => `${path}: ${one}`),
      );
      await page.goto(at(`/sign-in?locale=`));
    }
    expect([...found, ...faults]).toEqual([]);
    await context.close();
  },
);
