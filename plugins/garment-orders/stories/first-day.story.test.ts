import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { openEmptyHouse, type EmptyHouse } from './support/empty-house.ts';
import { codeIn, mailTo } from './support/mail.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';

const password = 'four plain words here';
const buyer = { company: 'Northgate Promotional', name: 'Ann Buyer', email: 'ann@northgate.test' };

let browser: StoryBrowser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

const titled = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).first().fill(value);
}

describe.each([
  { where: 'at a desk', width: widths.desktop, javaScript: true },
  { where: 'at a desk without script', width: widths.desktop, javaScript: false },
  { where: 'on a phone', width: widths.phone, javaScript: true },
  { where: 'on a phone without script', width: widths.phone, javaScript: false },
])('the first day of a shop, $where', ({ where, width, javaScript }) => {
  let house: EmptyHouse;
  let [olive, ann]: Window[] = [];
  let link: string;
  beforeAll(async () => {
    house = await openEmptyHouse();
    [olive, ann] = [await browser.open({ width, javaScript }), await browser.open({ width, javaScript })];
  }, 120_000);
  afterAll(() => house.close());

  /** Keeps a picture and says what is wrong with the page; axe needs script. */
  async function look(page: Page, name: string): Promise<void> {
    await keepPicture(page, `first-day-${name}-${where.replaceAll(' ', '-')}`);
    expect([...(javaScript ? await axeFindings(page) : []), ...(await overflowing(page))]).toEqual([]);
  }

  async function signIn({ page }: Window): Promise<void> {
    const former = house.post.mails.length;
    await page.goto(link);
    await fill(page, { 'Your e-mail address': buyer.email });
    await press(page, 'Mail me a code');
    await page.getByLabel('Code from the mail').waitFor();
    await look(page, 'code');
    await fill(page, { 'Code from the mail': codeIn(await mailTo(house.post, buyer.email, /sign-in code/, former)) });
    await press(page, 'Sign in');
    await titled(page, `Orders of ${buyer.company}`);
  }

  it('begins with the link that sets it up, and its name', async () => {
    const { page } = olive!;
    await page.goto((await house.platform.setUpLink())!);
    await fill(page, { 'Name of the shop': 'Presswork', 'Your name': 'Olive', 'Your e-mail': 'olive@presswork.test' });
    await fill(page, { 'New password': password });
    await press(page, 'Open the shop');
    await titled(page, /Olive/);
    await look(page, 'home');
  });

  it('[G-44] goes on with the shop info, which the portal shows at once', async () => {
    const { page } = olive!;
    await page.goto(`${house.origin}/admin/settings/shop`);
    await fill(page, { 'Name of the shop': 'Presswork & Daughters', Phone: '+1 312 555 0100' });
    await press(page, 'Save changes');
    await page.getByText('The shop info is saved.').waitFor();
    await ann!.page.goto(house.origin);
    await ann!.page.getByRole('banner').getByText('Presswork & Daughters').waitFor();
    await look(ann!.page, 'portal');
  });

  it('[G-37] [G-46] has a first customer, whose link is there to copy', async () => {
    const { page } = olive!;
    await page.goto(`${house.origin}/admin/customers/new`);
    await fill(page, { 'Name of the customer': buyer.company, 'Name of the person': buyer.name });
    await fill(page, { 'E-mail of the person': buyer.email });
    await press(page, 'Add customer');
    await titled(page, buyer.company);
    await look(page, 'customer');
    link = await page.getByText(/^http\S+\/portal\/northgate-promotional$/).innerText();
  });

  it('[G-48] lets the customer in with a code from the mail, and out again', async () => {
    const { page } = ann!;
    await signIn(ann!);
    await look(page, 'in');
    await page.goto(`${house.origin}/devices`);
    await press(page, 'Sign out');
    await page.goto(`${house.origin}/devices`);
    await page.getByText('Sign in to see this page').waitFor();
    await signIn(ann!);
  });

  it('[abuse 31] signs a device out that staff no longer trust', async () => {
    const { page } = olive!;
    await page.goto(`${house.origin}/admin/customers`);
    await page.getByRole('link', { name: buyer.company }).click();
    await titled(page, buyer.company);
    await page.goto(`${page.url().split('?')[0]}/access`);
    await page
      .getByRole('button', { name: /^Sign out: Ann Buyer/ })
      .first()
      .click();
    await page.getByText('The device is signed out').waitFor();
    await look(page, 'devices');
    await ann!.page.goto(`${house.origin}/devices`);
    await ann!.page.getByText('Sign in to see this page').waitFor();
  });

  it('[G-47] lets staff look at the portal as the customer sees it', async () => {
    const { page, context } = olive!;
    await page.goto(page.url().replace(/\/access.*/, '/preview'));
    await page.getByRole('radio', { name: buyer.name }).check();
    const [tab] = await Promise.all([context.waitForEvent('page'), press(page, 'Open the preview in a new tab')]);
    if (!javaScript) await press(tab, 'Continue to the portal');
    await titled(tab, `Orders of ${buyer.company}`);
    await tab.getByText(`Olive is previewing as ${buyer.name}, ${buyer.company}`).waitFor();
    await look(tab, 'preview');
    expect([...olive!.faults, ...ann!.faults]).toEqual([]);
  });
});
