import { stepOf, totpCode } from '@docket/core/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { openEmptyHouse, type EmptyHouse } from './support/empty-house.ts';
import { linkIn, mailTo } from './support/mail.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';

const password = 'four plain words here';
const kim = { name: 'Kim Press', email: 'kim@presswork.test', password: 'seven green lamps' };

let house: EmptyHouse;
let browser: StoryBrowser;
let olive: Window;
let second: Window;
beforeAll(async () => {
  house = await openEmptyHouse();
  browser = await openBrowser();
  olive = await browser.open();
  // Kim has a phone, without script.
  second = await browser.open({ width: widths.phone, javaScript: false });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await house.close();
});

const go = (page: Page, address: string) => page.goto(`${house.origin}/admin${address}`);
const titled = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Fills fields by their labels. */
async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

/** What is wrong with the open page; pages without script cannot be asked by axe. */
async function look(page: Page, name: string, hasScript = true): Promise<void> {
  await keepPicture(page, `staff-${name}`);
  if (hasScript) expect(await axeFindings(page), name).toEqual([]);
  expect(await overflowing(page), name).toEqual([]);
}

describe('the staff of a new shop', () => {
  let link: string;

  it('begins with a link that sets the shop up, once, and signs its owner in', async () => {
    const { page } = olive;
    link = (await house.platform.setUpLink())!;
    await page.goto(link);
    await titled(page, 'Set up your shop');
    await look(page, 'set-up');
    await fill(page, { 'Name of the shop': 'Presswork', 'Your name': 'Olive', 'Your e-mail': 'olive@presswork.test' });
    await page.getByLabel('New password').fill('presswork 2026');
    await page.getByRole('button', { name: 'Open the shop' }).click();
    await page.getByText('This password is too easy to guess.').waitFor();
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Open the shop' }).click();
    await titled(page, /Olive/);
    await look(page, 'home');
    expect(await house.platform.setUpLink()).toBeUndefined();
    const again = await second.page.goto(link);
    expect(again?.status()).toBe(410);
    await second.page.getByText('docket set-up').waitFor();
  });

  it('grows by an invitation, in a role that the owner has made', async () => {
    const { page } = olive;
    await go(page, '/staff/roles/production');
    await fill(page, { 'Name of the new role': 'Front desk' });
    await page.getByRole('button', { name: 'Duplicate the role' }).click();
    await titled(page, 'Front desk');
    await page.getByLabel('See orders and requests').uncheck();
    await page.getByLabel('Move orders to another status').uncheck();
    await page.getByLabel('Change orders and decide about requests').uncheck();
    await look(page, 'role');
    await page.getByRole('button', { name: 'Save' }).click();
    await titled(page, 'Roles');
    await look(page, 'roles');
    await go(page, '/staff/new');
    await fill(page, { Name: kim.name, 'E-mail': kim.email });
    await page.getByLabel('Front desk').check();
    await look(page, 'invite');
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText('The invitation is on its way.').waitFor();
    await look(page, 'list');
  });

  it('chooses a password, sets up a second factor, and signs in with it', async () => {
    const { page } = second;
    await page.goto(linkIn(await mailTo(house.post, kim.email, /Choose your password/)));
    await fill(page, { 'New password': kim.password });
    await page.getByRole('button', { name: /password/ }).click();
    await titled(page, /Kim/);
    await go(page, '/account/factor');
    await fill(page, { 'Present password': kim.password });
    await page.getByRole('button', { name: 'Go on' }).click();
    const uri = await page.locator('input[name=uri]').inputValue();
    const secret = new URL(uri).searchParams.get('secret')!;
    await look(page, 'factor', false);
    await fill(page, { 'Code of the app': totpCode(secret, stepOf(new Date())) });
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    const codes = await page.getByRole('listitem').allInnerTexts();
    expect(codes.filter((code) => /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/.test(code.trim()))).toHaveLength(10);
    await look(page, 'codes', false);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await go(page, '/sign-in?to=/account');
    await fill(page, { 'E-mail': kim.email, Password: kim.password });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await titled(page, 'One more step');
    await look(page, 'second-step', false);
    await fill(page, { Code: '000000' });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('The code is not right.').waitFor();
    // A code of the next step is taken, too; the one of the first code is spent.
    await fill(page, { Code: totpCode(secret, stepOf(new Date()) + 1) });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await titled(page, 'Your sign-in');
    await look(page, 'account', false);
  });

  it('sees what the role opens, and no more; a change of the role counts at the next page', async () => {
    const { page } = second;
    await go(page, '/');
    await page.getByText('Your role does not show orders.').waitFor();
    await look(page, 'home-without-orders', false);
    expect((await go(page, '/orders'))?.status()).toBe(403);
    expect((await go(page, '/staff'))?.status()).toBe(403);
    expect((await go(page, '/customers'))?.status()).toBe(200);
    await go(olive.page, '/staff/roles');
    await olive.page.getByRole('link', { name: 'Change: Front desk' }).click();
    await olive.page.getByLabel('See orders and requests').check();
    await olive.page.getByRole('button', { name: 'Save' }).click();
    await titled(olive.page, 'Roles');
    expect((await go(page, '/orders'))?.status()).toBe(200);
  });

  it('loses whoever is removed at once, and gets them back', async () => {
    const { page } = olive;
    await go(page, '/staff');
    await page.getByRole('link', { name: `Change: ${kim.name}` }).click();
    await titled(page, kim.name);
    await look(page, 'member');
    await page.getByRole('button', { name: `Remove ${kim.name}` }).click();
    await page.getByText('is removed and signed out everywhere').waitFor();
    await go(second.page, '/customers');
    await titled(second.page, 'Sign in to the shop');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await page.getByText('Back at work').waitFor();
    expect(olive.faults).toEqual([]);
  });
});
