import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ageProofs } from './support/age-proofs.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { codeIn, linkIn, mailTo } from './support/mail.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { askForCode, signInByLink } from './support/portal.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';
import { signInAsOwner } from './support/staff.ts';

let browser: StoryBrowser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

const isHome = (page: Page): Promise<void> =>
  page.getByRole('heading', { level: 1, name: `Orders of ${customer.name}` }).waitFor();

const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** Keeps a picture, and says what is wrong with the page. */
async function look(page: Page, name: string): Promise<void> {
  await keepPicture(page, name);
  expect([...(await overflowing(page)), ...(await axeFindings(page))]).toEqual([]);
}

/** Opens an address as a mail scanner does: no cookies, nothing pressed. */
async function scan(link: string): Promise<void> {
  for (let i = 0; i < 10; i += 1) expect((await fetch(link, { redirect: 'manual' })).status).toBe(200);
}

/** Every address and referrer that a window sends out from now on, as logs on the way see them. */
function listen({ context }: Window): readonly string[] {
  const heard: string[] = [];
  context.on('request', (request) => heard.push(request.url().split('#')[0]!, request.headers()['referer'] ?? ''));
  return heard;
}

const secretOf = (link: string): string => new URL(link).hash.slice(1);

describe.each(Object.entries(widths))('a customer at a %s (%i px)', (device, width) => {
  let shop: StoryShop;
  let staff: Window;
  beforeAll(async () => {
    shop = await openShop();
    staff = await browser.open({ width });
    await signInAsOwner(staff.page, shop.url);
  });
  afterAll(() => shop.close());

  /** The page of who may sign in, in the admin. */
  async function openAccess(): Promise<Page> {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/customers?search=Northgate`);
    await page.getByRole('link', { name: customer.name }).click();
    await heading(page, customer.name);
    await page.goto(`${page.url()}/access`);
    await heading(page, 'Sign-in and devices');
    return page;
  }

  async function invite(): Promise<string> {
    const [page, former] = [await openAccess(), shop.post.mails.length];
    await page.getByRole('button', { name: /^Send (a new )?portal link: Ann Buyer$/ }).click();
    await page.getByText('A personal link is on its way').waitFor();
    return linkIn(await mailTo(shop.post, customer.contact.email, /customer portal/, former));
  }

  it('[D-4] [abuse 28] [abuse 102] continues by the link in the mail, however often a scanner opened it, and no address tells its secret', async () => {
    const window = await browser.open({ width });
    const heard = listen(window);
    const link = linkIn(await askForCode(window.page, shop));
    await scan(link);
    await window.page.goto(link);
    await heading(window.page, 'Continue as a…@northgate…');
    await window.page.getByRole('button', { name: 'Continue' }).waitFor();
    expect(window.page.url()).not.toContain('#');
    await look(window.page, `sign-in-continue-${device}`);
    await window.page.getByRole('button', { name: 'Continue' }).click();
    await isHome(window.page);
    const session = (await window.context.cookies()).find(({ name }) => name.startsWith('docket-portal'));
    expect(Math.round((session!.expires - Date.now() / 1000) / (24 * 3600))).toBe(90);
    await window.page.goto(link);
    await window.page.getByText('You are signed in already').waitFor();
    await look(window.page, `sign-in-already-${device}`);
    expect(heard.filter((said) => said.includes(secretOf(link)))).toEqual([]);
    expect(window.faults).toEqual([]);
  });

  it('[abuse 26] opened on another device the link explains itself and consumes nothing', async () => {
    const [desk, phone] = [await browser.open({ width }), await browser.open({ width })];
    const mail = await askForCode(desk.page, shop);
    await phone.page.goto(linkIn(mail));
    await heading(phone.page, 'Type the code where you started');
    await look(phone.page, `sign-in-elsewhere-${device}`);
    await desk.page.getByLabel('Code from the mail').fill(codeIn(mail));
    await desk.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isHome(desk.page);
  });

  it('[abuse 110] a link with an address of another site in it leads home', async () => {
    const { page } = await browser.open({ width });
    const link = new URL(linkIn(await askForCode(page, shop)));
    for (const to of ['//evil.test', 'javascript:alert(1)', 'https://evil.test/']) {
      link.searchParams.set('to', to);
      await page.goto(link.href);
      await page.getByRole('button', { name: 'Continue' }).waitFor();
    }
    await page.getByRole('button', { name: 'Continue' }).click();
    await isHome(page);
    expect(new URL(page.url()).origin).toBe(new URL(shop.url).origin);
  });

  it('[abuse 28] [abuse 101] is invited by staff, comes in without typing anything, is told of it, and is signed out by staff', async () => {
    const link = await invite();
    await look(staff.page, `access-invited-${device}`);
    await scan(link);
    const [guest, late] = [await browser.open({ width }), await browser.open({ width })];
    const heard = listen(guest);
    for (const { page } of [guest, late]) {
      await page.goto(link);
      await heading(page, 'Continue as a…@northgate…');
      await page.getByRole('button', { name: 'Continue' }).waitFor();
    }
    await look(guest.page, `invitation-${device}`);
    await guest.page.getByRole('button', { name: 'Continue' }).click();
    await isHome(guest.page);
    expect(heard.filter((said) => said.includes(secretOf(link)))).toEqual([]);
    await late.page.getByRole('button', { name: 'Continue' }).click();
    await late.page.getByText('The link is used up or too old.').first().waitFor();
    await look(late.page, `invitation-gone-${device}`);
    const told = await mailTo(shop.post, customer.contact.email, /device was signed in/);
    expect(told.parsed.text).toContain('Device: Chrome');

    const page = await openAccess();
    const devices = page.getByRole('listitem').filter({ hasText: 'By an invitation,' });
    await devices.first().waitFor();
    await look(page, `access-devices-${device}`);
    await devices.first().getByRole('button').click();
    await page.getByText('The device is signed out').waitFor();
    await guest.page.goto(`${shop.url}/devices`);
    await guest.page.getByText('Sign in to see this page').waitFor();
  });

  it('[abuse 101] an invitation that staff took back opens nothing', async () => {
    const link = await invite();
    const page = await openAccess();
    await page.getByRole('button', { name: 'Take it back: the invitation of Ann Buyer' }).click();
    await page.getByText('The invitation no longer works').waitFor();
    const guest = await browser.open({ width });
    await guest.page.goto(link);
    await guest.page.getByRole('heading', { level: 1, name: /used up or too old/ }).waitFor();
    expect(staff.faults).toEqual([]);
  });
});

describe.each([
  { script: 'with', javaScript: true, width: widths.phone },
  { script: 'without', javaScript: false, width: widths.desktop },
])('a customer $script script', ({ script, javaScript, width }) => {
  let shop: StoryShop;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop.close());

  it('[G-40] signs in at the page of the link by typing the code, and is asked for no password', async () => {
    const { page } = await browser.open({ width, javaScript });
    const mail = await askForCode(page, shop);
    await page.goto(linkIn(mail));
    await heading(page, 'Continue as a…@northgate…');
    expect(await page.locator('input[type=password]').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Continue' }).count()).toBe(javaScript ? 1 : 0);
    await page.getByLabel('Code from the mail').fill('00000000');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('The code is not right.').first().waitFor();
    await page.getByLabel('Code from the mail').fill(codeIn(mail));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isHome(page);
  });

  it('is asked for a newer proof before an address is saved, and nothing typed is lost', async () => {
    const { page, faults } = await browser.open({ width, javaScript });
    await signInByLink(page, shop);
    await ageProofs(shop);
    await page.goto(`${shop.url}/company/addresses`);
    await page.getByRole('link', { name: 'Add an address' }).click();
    const typed = { 'Name of this address': 'Dock 7', 'Street and number': 'Kai 3', City: 'Hamburg', Country: 'DE' };
    for (const [label, text] of Object.entries(typed)) await page.getByLabel(label).fill(text);
    const former = shop.post.mails.length;
    await page.getByRole('button', { name: 'Add an address' }).click();
    await heading(page, 'Confirm that it is you');
    if (javaScript) await look(page, `proof-${script}`);
    const mail = await mailTo(shop.post, customer.contact.email, /sign-in code/, former);
    await page.getByLabel('Code from the mail').fill('00000000');
    await page.getByRole('button', { name: 'Confirm and save' }).click();
    await page.getByText('The code is not right.').first().waitFor();
    await page.getByLabel('Code from the mail').fill(codeIn(mail));
    await page.getByRole('button', { name: 'Confirm and save' }).click();
    await page.getByText('It is saved').waitFor();
    const kept = await page.getByRole('listitem').filter({ hasText: 'Dock 7' }).innerText();
    for (const text of Object.values(typed)) expect(kept).toContain(text);
    await keepPicture(page, `addresses-${script}`);
    expect(faults).toEqual([]);
  });

  it('[abuse 31] ends another device in the list, which is signed out at once', async () => {
    const [desk, phone] = [await browser.open({ javaScript }), await browser.open({ width, javaScript })];
    await desk.context.addCookies(cookies(await shop.contactCookie(), shop.url));
    await phone.context.addCookies(cookies(await shop.contactCookie(), shop.url));
    await phone.page.goto(`${shop.url}/devices`);
    await phone.page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    await desk.page.goto(`${shop.url}/devices`);
    await keepPicture(desk.page, `devices-${script}`);
    const others = desk.page.getByRole('button', { name: /^Sign out there/ });
    const count = await others.count();
    for (let left = count; left > 0; left -= 1) await others.first().click();
    await phone.page.reload();
    await phone.page.getByText('Sign in to see this page').waitFor();
    await desk.page.reload();
    await desk.page.getByText('This device').waitFor();
  });
});

const cookies = (text: string, url: string) =>
  text.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url: new URL('/', url).href };
  });
