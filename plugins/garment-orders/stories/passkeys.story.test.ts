import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ageProofs } from './support/age-proofs.ts';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { permanentLink, signInByLink } from './support/portal.ts';
import { customer, openShop, owner, type StoryShop } from './support/shop.ts';
import { signInAsOwner } from './support/staff.ts';

let browser: StoryBrowser;
let shop: StoryShop;
beforeAll(async () => {
  browser = await openBrowser();
  shop = await openShop({ host: 'localhost' });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

/** A window on a device that knows its owner by finger, and holds passkeys. */
async function openDevice(width: number, cookie?: string): Promise<Window> {
  const window = await browser.open({ width, ...(cookie && { cookie: { url: shop.url, text: cookie } }) });
  const session = await window.context.newCDPSession(window.page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return window;
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

const signOut = (page: Page): Promise<void> =>
  page.getByRole('contentinfo').getByRole('button', { name: 'Sign out' }).click();

const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

const isHome = (page: Page): Promise<void> => heading(page, `Orders of ${customer.name}`);

/** Keeps a picture, and says what is wrong with the page. */
async function look(page: Page, name: string): Promise<void> {
  await keepPicture(page, name);
  expect([...(await overflowing(page)), ...(await axeFindings(page))]).toEqual([]);
}

/** Names the one passkey and removes it; the page says each. */
async function nameAndRemove(page: Page, shots: string): Promise<void> {
  await page.getByText('Rename', { exact: true }).click();
  await page.getByLabel('Name of the passkey').fill('My phone');
  await press(page, 'Save the name');
  await page.getByText('The name is saved').waitFor();
  await look(page, `${shots}-named`);
  await press(page, 'Remove My phone');
  await page.getByText('My phone no longer signs you in').waitFor();
  await look(page, `${shots}-removed`);
}

describe.each(Object.entries(widths))('passkeys at a %s (%i px)', (device, width) => {
  it('a customer takes the offer, comes back without a code, and proves with it', async () => {
    const { page, context, faults } = await openDevice(width);
    await signInByLink(page, shop);
    await page.getByText('Next time without a code?').waitFor();
    await look(page, `passkey-offer-${device}`);
    await press(page, 'Add a passkey');
    await page.getByText('The passkey is added').waitFor();
    await look(page, `passkey-added-${device}`);

    await signOut(page);
    await page.goto(permanentLink(shop));
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
    await look(page, `passkey-sign-in-${device}`);
    await press(page, 'Use a passkey');
    await isHome(page);
    expect(await page.getByText('Next time without a code?').count()).toBe(0);

    await ageProofs(shop);
    await page.goto(`${shop.url}/company/addresses/new`);
    const typed = {
      'Name of this address': `Dock ${width}`,
      'Street and number': 'Kai 3',
      City: 'Hamburg',
      Country: 'DE',
    };
    for (const [label, text] of Object.entries(typed)) await page.getByLabel(label).fill(text);
    await press(page, 'Add an address');
    await heading(page, 'Confirm that it is you');
    await page.getByRole('button', { name: 'Confirm with a passkey' }).waitFor();
    await look(page, `passkey-proof-${device}`);
    await press(page, 'Confirm with a passkey');
    await page.getByText('It is saved').waitFor();

    await page.goto(`${shop.url}/devices`);
    await nameAndRemove(page, `passkey-devices-${device}`);
    await signOut(page);
    await page.goto(permanentLink(shop));
    await press(page, 'Use a passkey');
    await page.getByText('This passkey opens nothing here.').first().waitFor();
    await look(page, `passkey-refused-${device}`);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('a customer who says no is not asked again', async () => {
    const { page, context } = await openDevice(width, await shop.contactCookie());
    await page.goto(permanentLink(shop));
    await press(page, 'Not now');
    await isHome(page);
    await page.goto(permanentLink(shop));
    await page.waitForLoadState('networkidle');
    expect(await page.getByText('Next time without a code?').count()).toBe(0);
    await ageProofs(shop);
    await page.goto(`${shop.url}/devices`);
    await press(page, 'Add a passkey');
    await heading(page, 'Confirm that it is you');
    await context.close();
  });

  it('a staff member adds one and signs in without the password', async () => {
    const { page, context, faults } = await openDevice(width);
    await signInAsOwner(page, shop.url);
    await page.getByRole('link', { name: `Your sign-in: ${owner.name}` }).click();
    await heading(page, 'Your sign-in');
    await look(page, `account-empty-${device}`);
    await press(page, 'Add a passkey');
    await page.getByText('The passkey is added').waitFor();
    await look(page, `account-added-${device}`);

    await press(page, 'Sign out');
    await page.goto(`${shop.url}/admin/sign-in?to=/account`);
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
    await look(page, `account-sign-in-${device}`);
    await press(page, 'Use a passkey');
    await heading(page, 'Your sign-in');
    await nameAndRemove(page, `account-${device}`);
    expect(faults).toEqual([]);
    await context.close();
  });
});

it('there is no button for a passkey without script, nor at an address in figures', async () => {
  const { page } = await browser.open({ javaScript: false });
  await page.goto(permanentLink(shop));
  expect(await page.getByRole('button').allInnerTexts()).toEqual(['Mail me a code']);
  const other = await browser.open();
  await other.page.goto(permanentLink(shop).replace('localhost', '127.0.0.1'));
  await other.page.waitForLoadState('networkidle');
  expect(await other.page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
});
