import { openBrowser as openTestBrowser } from '@docket/core/testing';
import type { Json } from '@docket/sdk';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { team } from '../src/rules/samples.fixture.ts';
import { sentByMachine } from './support/all-pages.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { codeIn, mailTo } from './support/mail.ts';
import { sheetOf } from './support/order-sheet.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { fillAll, send } from './support/send-order.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';
import { openJob } from './support/staff.ts';

let shop: StoryShop;
let browser: StoryBrowser;
let staff: Window;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  staff = await asOwner();
  // From the second order on the browsers of a network work for what they send.
  const limits = { freeSubmitsPerNetwork: 1, entriesPerNetwork: 20 };
  await shop.platform.seed.settings(shop.id, 'core', limits);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const asOwner = async (visit: Parameters<StoryBrowser['open']>[0] = {}) =>
  browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() }, ...visit });

const sheet = sheetOf(team);
const orderOf = (name: string) => ({ ...sheet, title: `Softball of ${name}` });
const markup = '<img src=x onerror=alert(1)> pills';

async function introduce(page: Page, name: string, email: string): Promise<void> {
  await page.goto(`${shop.url}/submit`);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Your e-mail address').fill(email);
}

async function goOn(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Continue to the order' }).click();
  await page.getByRole('heading', { level: 1, name: 'New order' }).waitFor();
  return page.url();
}

/** The typed API, seen as this window's browser. */
async function behind({ context }: Window) {
  const { origin, pathname } = new URL(shop.url);
  const other = openTestBrowser(shop.platform, { origin, base: pathname });
  other.take((await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; '));
  return other.portal.requests;
}

const isReviewed = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: `Review Softball of ${name}` }).waitFor();

/** Says who it is; the rest is filled in as the form would, without its pages. Ends before the last press. */
async function fillQuickly(visitor: Window, name: string): Promise<void> {
  const { page } = visitor;
  await introduce(page, name, `${name.toLowerCase()}@new.test`);
  const draft = await goOn(page);
  const requests = await behind(visitor);
  const { garments, notes, delivery, imprints, artNotes, ...basics } = orderOf(name);
  const forms = { basics, garments: { garments, notes }, delivery: { delivery }, artwork: { imprints, artNotes } };
  for (const [part, form] of Object.entries(forms))
    await requests.save.mutate({ id: idOf(draft), part, base: 0, form: form as unknown as Json });
  // Who sends within two seconds is taken for a machine.
  await page.waitForTimeout(2000);
  await page.goto(`${draft}/review`);
  await isReviewed(page, name);
}

const idOf = (draft: string): string => draft.split('/').at(-1)!;

describe('strangers of one network at the public form', () => {
  it('[G-05] one at a desk without script sends an order, which is a job at once', async () => {
    const { page } = await browser.open({ javaScript: false });
    await introduce(page, 'Ada', 'ada@new.test');
    await keepPicture(page, 'door-introduction');
    await fillAll(page, await goOn(page), orderOf('Ada'));
    await page.getByRole('button', { name: 'Save and review' }).click();
    await isReviewed(page, 'Ada');
    await send(page);
    await page.getByText('This is the number to name').waitFor();
    await keepPicture(page, 'door-sent-desktop');
    await openJob(staff.page, shop.url, 'Softball of Ada');
  });

  it('[abuse 20] the next one, with a phone, notices nothing: a worker does what is asked, under the policy of the page', async () => {
    const phone = await browser.open({ width: widths.phone });
    const { page, faults } = phone;
    await fillQuickly(phone, 'Bea');
    const [worker, shown] = await Promise.all([page.waitForEvent('worker'), page.reload()]);
    expect(shown!.headers()['content-security-policy']).toContain("default-src 'self'");
    expect(new URL(worker.url()).origin).toBe(new URL(shop.url).origin);
    // Pressed at once: what is not solved yet is waited for.
    await send(page);
    await keepPicture(page, 'door-sent-phone');
    expect(faults).toEqual([]);
    await openJob(staff.page, shop.url, 'Softball of Bea');
  });

  it('[abuse 20] one whose browser runs no script is told the usual, and staff look at it first', async () => {
    const phone = await browser.open({ width: widths.phone, javaScript: false });
    const { page } = phone;
    await fillQuickly(phone, 'Cleo');
    await send(page);
    await page.getByText('The shop takes a look at it first').waitFor();
    await keepPicture(page, 'door-set-aside-phone');
  });

  it('[abuse 20] a machine that fills in all that it finds is told the same', async () => {
    const machine = await browser.open();
    const { page, faults } = machine;
    await introduce(page, 'Bot', 'bot@spam.test');
    const trap = page.locator('input[name=website]');
    expect(await trap.evaluate((field) => field.getBoundingClientRect().right < 0)).toBe(true);
    await trap.evaluate((field: HTMLInputElement) => void (field.value = 'http://spam.test'));
    const draft = await goOn(page);
    const content = orderOf('Bot') as unknown as Json;
    await (await behind(machine)).submit.mutate({ id: idOf(draft), content });
    await page.goto(`${draft}/sent`);
    await page.getByText('The shop takes a look at it first').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('what was set aside', () => {
  it('[abuse 14] [abuse 20] says why, is plain text, and becomes a job when staff release it', async () => {
    await sentByMachine(shop, markup);
    const { page, faults } = staff;
    await page.goto(`${shop.url}/admin/requests`);
    await page.getByRole('link', { name: 'Look through them' }).click();
    await page.getByRole('heading', { level: 1, name: 'Set aside' }).waitFor();
    const rowOf = (title: string) => page.getByRole('row').filter({ hasText: title });
    await rowOf('Softball of Cleo')
      .getByText('Within the hour 1 order had come from the same internet connection')
      .waitFor();
    await rowOf('Softball of Bot').getByText('The field that people do not see was filled in.').waitFor();
    await rowOf(markup).getByText('It was sent less than a second after the form was opened').waitFor();
    expect([await axeFindings(page), await overflowing(page)]).toEqual([[], []]);
    await keepPicture(page, 'quarantine-desktop');
    await page.getByRole('link', { name: markup }).click();
    await page.getByText('Set aside: shown as plain text').waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    await keepPicture(page, 'quarantine-request-desktop');
    await page.goBack();
    await page.getByRole('link', { name: 'Softball of Cleo' }).click();
    // Exactly: the list that is being left has a "Release chosen".
    await page.getByRole('button', { name: 'Release', exact: true }).click();
    await page.waitForURL(/\/admin\/orders\/\d+$/);
    await page.getByRole('heading', { level: 1, name: 'Softball of Cleo' }).waitFor();
    await mailTo(shop.post, 'cleo@new.test', /order request/);
    expect(faults).toEqual([]);
  });

  it('is discarded several at a time on a phone without script, and comes back where that was wrong', async () => {
    const { page } = await asOwner({ width: widths.phone, javaScript: false });
    await page.goto(`${shop.url}/admin/requests/quarantine`);
    await keepPicture(page, 'quarantine-phone');
    await page.getByRole('button', { name: 'Discard chosen' }).click();
    await page.getByText('Choose at least one first.').waitFor();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Discard chosen' }).click();
    await page.getByText('2 were discarded.').waitFor();
    await page.getByText('Nothing is set aside').waitFor();
    await keepPicture(page, 'quarantine-empty-phone');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('2 are back in the list.').waitFor();
    expect(
      await page
        .getByRole('row')
        .filter({ hasText: /pills|Bot/ })
        .count(),
    ).toBe(2);
    expect(shop.post.mails.filter(({ to }) => to.includes('bot@spam.test'))).toEqual([]);
  });
});

describe('a customer who comes in by an e-mail address alone', () => {
  let link: string;

  async function comeIn(page: Page): Promise<void> {
    await page.goto(link);
    await page.getByLabel('Your e-mail address').fill(customer.contact.email);
    await page.getByRole('button', { name: 'Show my orders' }).click();
    await page.getByRole('heading', { level: 1, name: `Orders of ${customer.name}` }).waitFor();
  }

  it('[D-3] can do so once the shop has read what that opens', async () => {
    await shop.order({ ...sheet, title: 'Summer polos' });
    const { page, faults } = staff;
    await page.goto(`${shop.url}/admin/customers`);
    await page.getByRole('link', { name: 'Let customers in by their e-mail address alone' }).click();
    await page.getByText('An e-mail address is no secret.').waitFor();
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByText('What this opens was not confirmed.').waitFor();
    expect([await axeFindings(page), await overflowing(page)]).toEqual([[], []]);
    await keepPicture(page, 'match-off-desktop');
    await page.getByLabel('I understand').check();
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByText('It is on.').waitFor();
    expect([await axeFindings(page), await overflowing(page)]).toEqual([[], []]);
    await keepPicture(page, 'match-on-desktop');
    await page.goto(`${shop.url}/admin/customers`);
    await page.getByText('An e-mail address alone lets customers in').waitFor();
    await page.getByRole('link', { name: customer.name }).click();
    link = await page.locator('.link').innerText();
    expect(link).toMatch(/\/portal\/northgate-promotional\.[0-9a-f]{32}$/);
    expect(faults).toEqual([]);
  });

  it.each([
    ['desktop', { width: widths.desktop }],
    ['phone', { width: widths.phone, javaScript: false }],
  ] as const)(
    '[abuse 47] sees where orders stand, on a %s, and is asked for a proof by all else',
    async (device, visit) => {
      const { page, faults } = await browser.open(visit);
      await page.goto(link);
      await keepPicture(page, `match-entry-${device}`);
      await page.getByLabel('Your e-mail address').fill('guess@northgate.test');
      await page.getByRole('button', { name: 'Show my orders' }).click();
      await page.getByRole('alert').getByText('This address does not open this link.').waitFor();
      await comeIn(page);
      const order = page.getByRole('article').filter({ hasText: 'Summer polos' });
      await order.getByText('Received').waitFor();
      await keepPicture(page, `match-inside-${device}`);
      expect(await page.locator('main a').count()).toBe(0);
      const number = /\d{4,}/.exec(await order.innerText())![0];
      for (const path of [`/orders/${number}`, '/devices', '/company/people', '/company/addresses', '/mails']) {
        await page.goto(`${shop.url}${path}`);
        expect(await page.locator('main').innerText()).not.toContain('Summer polos');
        expect([path, new URL(page.url()).pathname]).toEqual([path, new URL(shop.url).pathname]);
      }
      await mailTo(shop.post, customer.contact.email, /Somebody looked/);
      expect(faults).toEqual([]);
    },
  );

  it('is in for good by a code, and out at once without when the shop switches it off', async () => {
    const [proven, guest] = [await browser.open({ javaScript: false }), await browser.open()];
    for (const { page } of [proven, guest]) await comeIn(page);
    const former = shop.post.mails.length;
    await proven.page.getByRole('button', { name: 'Mail me a code' }).click();
    const mail = await mailTo(shop.post, customer.contact.email, /sign-in code/, former);
    await proven.page.getByLabel('Code from the mail').fill(codeIn(mail));
    await proven.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await proven.page.getByRole('link', { name: 'Summer polos' }).waitFor();
    await staff.page.goto(`${shop.url}/admin/customers/email-match`);
    await staff.page.getByRole('button', { name: 'Switch it off' }).click();
    await staff.page.getByText('It is off.').waitFor();
    await guest.page.reload();
    await guest.page.getByRole('button', { name: 'Mail me a code' }).waitFor();
    expect(await guest.page.getByText('Summer polos').count()).toBe(0);
    await proven.page.reload();
    await proven.page.getByRole('link', { name: 'Summer polos' }).waitFor();
    expect(guest.faults).toEqual([]);
  });
});
