import type { ArrivedMail } from '@docket/core/testing';
import type { Page } from 'playwright-core';
import { customer, type StoryShop } from './shop.ts';
import { codeIn, mailTo } from './mail.ts';

/** The customer's permanent link. */
export const permanentLink = ({ url }: StoryShop): string => `${url}/portal/${customer.slug}`;

/** Opens the permanent link and asks for a code; answers the mail that comes. */
export async function askForCode(page: Page, shop: StoryShop): Promise<ArrivedMail> {
  const former = shop.post.mails.length;
  await page.goto(permanentLink(shop));
  await page.getByLabel('Your e-mail address').fill(customer.contact.email);
  await page.getByRole('button', { name: 'Mail me a code' }).click();
  await page.getByLabel('Code from the mail').waitFor();
  return mailTo(shop.post, customer.contact.email, /sign-in code/, former);
}

/** Opens the permanent link and proves the address by the code that is mailed. */
export async function signInByLink(page: Page, shop: StoryShop): Promise<void> {
  const mail = await askForCode(page, shop);
  await page.getByLabel('Code from the mail').fill(codeIn(mail));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Orders of ${customer.name}` }).waitFor();
}

/** Starts an order from where a signed-in person is, and opens its first part. Answers the draft's address. */
export async function startOrder(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Start: Garment order' }).click();
  await page.getByRole('heading', { level: 1, name: 'New order' }).waitFor();
  const draft = page.url();
  await page.getByRole('link', { name: 'Continue with Basics' }).click();
  await page.getByRole('heading', { level: 1, name: 'Basics' }).waitFor();
  return draft;
}

/** Opens the page of a part. */
export async function openPart(page: Page, draft: string, part: string): Promise<void> {
  await page.goto(`${draft}/${part}`);
  await page.locator('form.part').waitFor();
}

/** Begins a draft as a signed-in contact does; answers its address. */
export async function beginDraft(page: Page, shop: StoryShop): Promise<string> {
  await page.goto(permanentLink(shop));
  await page.getByRole('button', { name: 'Start: Garment order' }).click();
  await page.getByRole('heading', { level: 1, name: 'New order' }).waitFor();
  return page.url();
}

/** Waits until the page says that all is saved. */
export const isSaved = (page: Page): Promise<void> =>
  page
    .getByRole('status')
    .getByText(/^Saved \d/)
    .waitFor();

/** Waits until the page has tried in vain to save, so often. Ask before the first try. */
export async function failedSaves(page: Page, times: number): Promise<void> {
  for (let failed = 0; failed < times; failed += 1)
    await page.waitForEvent('requestfailed', (request) => request.url().endsWith('/requests.save'));
}

/** What the browser keeps of parts that are not saved, as text. Needs a page in which something was typed before. */
export const keptOnDevice = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('docket-portal');
        opening.addEventListener('error', () => reject(new Error('The browser has no such database.')));
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('parts').objectStore('parts').getAll();
          reading.addEventListener('error', () => reject(new Error('The database cannot be read.')));
          reading.addEventListener('success', () => {
            opening.result.close();
            resolve(JSON.stringify(reading.result));
          });
        });
      }),
  );
