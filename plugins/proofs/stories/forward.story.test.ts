import type { Procedure } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mockup } from './support/mockups.ts';
import { keepPicture, openPrintShop, quality, type PrintShop } from './support/print-shop.ts';

let shop: PrintShop;
beforeAll(async () => {
  shop = await openPrintShop();
}, 180_000);
afterAll(() => shop?.close());

const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
const still = { javaScriptEnabled: false };

async function looksGood(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await quality(page)).toEqual([]);
    await keepPicture(page, `${name}-${colorScheme}`);
  }
}

/** The newest mail to an address about something. */
const mailTo = (address: string, subject: RegExp) =>
  vi.waitFor(
    () =>
      shop.post.mails.findLast(({ to, parsed }) => to.includes(address) && subject.test(parsed.subject ?? '')) ??
      expect.unreachable('No mail has come.'),
    { timeout: 15_000, interval: 100 },
  );

/** Somebody whom the shop's browsers do not know. */
async function newcomer(): Promise<Page> {
  const page = await shop.open('vera', phone);
  await page.context().clearCookies();
  return page;
}

async function askForCode(page: Page, email: string): Promise<void> {
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Mail me a code' }).click();
  await page.getByLabel('Code from the mail').waitFor();
}

interface Board {
  readonly sheet: number;
  readonly proofs: readonly { readonly work: string }[];
}
interface ProofsApi {
  readonly board: Procedure<object, Board | null, 'query'>;
  readonly send: Procedure<object, unknown, 'mutation'>;
}

/** A mockup of a new order that waits for its customer. */
async function waiting() {
  const made = await shop.order();
  const { robin } = shop.people;
  const proofs = pluginCaller<ProofsApi>(robin.staff as never, 'proofs');
  const board = async () => (await proofs.query('board', { order: made.id })) ?? expect.unreachable('Nothing is made.');
  const work = (await board()).proofs[0]!.work;
  const body = new FormData();
  for (const [name, value] of Object.entries({ order: made.id, work, note: '' })) body.append(name, value);
  const { name, mimeType: type, buffer } = mockup('front.svg', 'black');
  body.append('files', new File([new Uint8Array(buffer)], name, { type }));
  await robin.fetch('/files/given/proofs/mockups', {
    method: 'POST',
    headers: { accept: 'application/json', origin: new URL(shop.url).origin },
    body,
  });
  await shop.platform.settle();
  const { sheet } = await board();
  await proofs.mutate('send', { order: made.id, works: [work], sheet });
  const [question] = await shop.people.sarah.portal.approvals.ofOrder.query({ order: made.id });
  return { ...made, question: question!.id };
}

describe('a question that is forwarded', { timeout: 180_000 }, () => {
  it('goes to a colleague without script, who proves the address before anything is shown, and answers', async () => {
    const { id: order, number, question } = await waiting();
    const sarah = await shop.open('sarah', { ...phone, ...still });
    await sarah.goto(`${shop.url}/approvals`);
    await sarah.locator(`[id="${question}"]`).getByRole('link', { name: 'Ask a colleague' }).click();
    await sarah.getByRole('heading', { name: 'Somebody new' }).waitFor();
    await keepPicture(sarah, 'forward-without-script-360');
    const scripted = await shop.open('sarah', phone);
    await scripted.goto(sarah.url());
    await looksGood(scripted, 'forward-360');
    await scripted.context().close();
    const newcomers = sarah.locator('form[action="?/newcomer"]');
    await newcomers.getByLabel('Name').fill('Dana Diaz');
    await newcomers.getByLabel('E-mail address').fill('dana@smith.test');
    await newcomers.getByLabel('A note').fill('You know the crest best.');
    await newcomers.getByRole('button', { name: 'Send the mail' }).click();
    await sarah.getByText('Your colleague is asked by mail.').waitFor();
    await sarah.getByText(/^Sarah Smith asked Dana Diaz to answer: /).waitFor();
    await keepPicture(sarah, 'forwarded-360');

    const mail = await mailTo('dana@smith.test', /^Sarah Smith asks you to answer/);
    const text = mail.parsed.text ?? '';
    expect(text).toContain('Sarah Smith writes: You know the crest best.');
    for (const told of ['Gildan', 'chest', 'mockup']) expect(text).not.toContain(told);
    const link = /href="([^"]+)"/.exec(mail.parsed.html || '')![1]!;

    const stranger = await newcomer();
    await stranger.goto(link);
    const former = shop.post.mails.length;
    await askForCode(stranger, 'mallory@other.test');
    await shop.platform.settle();
    expect(shop.post.mails).toHaveLength(former);
    expect(await stranger.content()).not.toContain('Gildan');

    const dana = await newcomer();
    await dana.goto(link);
    expect(await dana.content()).not.toContain('Gildan');
    await keepPicture(dana, 'forwarded-before-code-360');
    await askForCode(dana, 'dana@smith.test');
    const { parsed } = await mailTo('dana@smith.test', /sign-in code/);
    await dana.getByLabel('Code from the mail').fill(/is:\s+(\S+)/.exec(parsed.text ?? '')![1]!);
    await dana.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dana.waitForURL(`**/orders/${number}**`);
    const answer = dana.locator('[data-answer=revise]').first();
    await answer.locator('summary').click();
    await answer.getByRole('textbox').fill('The crest is too small.');
    await answer.getByRole('button').click();
    await dana.getByText('The crest is too small.').first().waitFor();
    const [told] = await shop.people.sarah.portal.approvals.ofOrder.query({ order });
    expect(told).toMatchObject({ state: 'revision', decided: { by: { name: 'Dana Diaz' } } });
  });

  it('to somebody new is refused to whoever lets nobody in, and says who may', async () => {
    const { number, question } = await waiting();
    const { robin } = shop.people;
    const { order } = await robin.staff.orders.get.query({ number });
    const people = await robin.staff.customers.get.query({ id: order.customer_id });
    const vera = people.contacts.find(({ name }) => name === 'Vera Valdez')!;
    const { id, name, email } = vera;
    const rights = (own: ('order' | 'approve')[]) =>
      robin.staff.customers.updateContact.mutate({ customer: people.id, id, name, email, phone: null, rights: own });
    await rights(['order', 'approve']);
    const page = await shop.open('vera', phone);
    await page.goto(`${shop.url}/approvals/${question}/forward`);
    await page.getByText('Sarah Smith can let more people in, or Inkworks.').waitFor();
    expect(await page.getByLabel('E-mail address').count()).toBe(0);
    await looksGood(page, 'forward-others-360');
    await page.getByRole('radio', { name: /Sarah Smith/ }).check();
    await page.getByRole('button', { name: 'Send the mail' }).click();
    await page.getByText('Your colleague is asked by mail.').waitFor();
    await rights(['order']);
  });
});
