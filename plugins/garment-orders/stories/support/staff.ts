import type { Locator, Page } from 'playwright-core';
import { owner } from './shop.ts';

/** Signs the owner in with address and password. */
export async function signInAsOwner(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin/sign-in`);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: `Hello, ${owner.name}` }).waitFor();
}

/** Opens a job from the list of orders. */
export async function openJob(page: Page, url: string, title: string): Promise<void> {
  await page.goto(`${url}/admin/orders`);
  await page.getByRole('row').filter({ hasText: title }).getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** A job as its page in the admin shows it, word for word. */
export interface ShownJob {
  readonly title: string;
  readonly status: string;
  /** Customer, due date, quantity and reference on the ticket, and who sent it through which door. */
  readonly ticket: Readonly<Record<string, string>>;
  readonly sender: string;
  readonly door: string;
  readonly basics: Readonly<Record<string, string>>;
  readonly garments: readonly ShownGarment[];
  readonly total: string;
  readonly notes: string;
  readonly prints: readonly ShownPrint[];
  readonly artNotes: string;
  readonly delivery: { readonly method: string; readonly address: readonly string[]; readonly note: string };
}

export interface ShownGarment {
  readonly name: string;
  readonly facts: readonly string[];
  readonly note: string;
  readonly sizes: Readonly<Record<string, string>>;
  readonly total: string;
}

export interface ShownPrint {
  readonly place: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly inks: readonly string[];
  readonly on: readonly string[];
  readonly otherInks: readonly string[];
  readonly files: readonly string[];
}

/** Reads the open page of a job. */
export async function readJob(page: Page): Promise<ShownJob> {
  const section = (title: string): Locator =>
    page.locator('.order section').filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) });
  const [garments, prints, delivery] = ['Garments', 'Print locations and artwork', 'Delivery'].map(section);
  const table = await readSizes(garments!);
  const ticket = page.locator('.ticket .body');
  const aside = await page.getByRole('complementary', { name: 'Facts' }).innerText();
  return {
    title: await page.getByRole('heading', { level: 1 }).innerText(),
    status: (await ticket.locator('header').innerText()).split('\n').at(-1)!.trim(),
    ticket: await readFacts(ticket.locator('dl').first()),
    sender: /[\w.]+@[\w.]+/.exec(aside)?.[0] ?? '',
    door: ['Customer portal', 'Public form', 'The shop'].find((door) => aside.includes(door)) ?? '',
    basics: await readFacts(section('Basics').locator('dl')),
    ...table,
    notes: (await readFacts(garments!.locator('> dl')))['Notes'] ?? '',
    prints: await Promise.all((await prints!.getByRole('article').all()).map(readPrint)),
    artNotes: (await readFactsWhereAny(prints!.locator('> dl')))['Notes on artwork'] ?? '',
    delivery: {
      method: await delivery!.locator('> p').first().innerText(),
      address: (await delivery!.locator('address bdi').allInnerTexts()).map(plain),
      note: (await readFacts(delivery!.locator('> dl')))['Note on delivery'] ?? '',
    },
  };
}

/** The totals of the table of sizes. */
export async function readPrintedTotals(page: Page): Promise<{ garments: readonly string[]; all: string }> {
  const { garments, total } = await readSizes(page.locator('.order'));
  return { garments: garments.map((garment) => garment.total), all: total };
}

/** Labels and values of a list of facts. */
export async function readFacts(list: Locator): Promise<Record<string, string>> {
  const [labels, values] = [await list.locator('dt').allInnerTexts(), await list.locator('dd').allInnerTexts()];
  return Object.fromEntries(labels.map((label, index) => [plain(label), plain(values[index] ?? '')]));
}

const readFactsWhereAny = async (list: Locator): Promise<Record<string, string>> =>
  (await list.count()) === 0 ? {} : readFacts(list);

async function readSizes(section: Locator): Promise<Pick<ShownJob, 'garments' | 'total'>> {
  const table = section.getByRole('table');
  const heads = (await table.locator('thead tr').last().locator('th').allInnerTexts()).map(plain);
  const rows = await table.locator('tbody tr').all();
  const garments = await Promise.all(rows.map((row) => readRow(row, heads)));
  const total = table.locator('tfoot td.total');
  return { garments, total: (await total.count()) > 0 ? plain(await total.innerText()) : (garments[0]?.total ?? '') };
}

async function readRow(row: Locator, heads: readonly string[]): Promise<ShownGarment> {
  const cells = (await row.locator('td').allInnerTexts()).map(plain);
  const note = row.locator('.note');
  const sizes = heads.slice(1, -1).map((size, index) => [size, cells[index] ?? ''] as const);
  return {
    name: plain(await row.locator('.name').innerText()),
    facts: (await row.locator('.facts > *').allInnerTexts()).map(plain),
    note: (await note.count()) > 0 ? plain(await note.innerText()) : '',
    sizes: Object.fromEntries(sizes.filter(([, pieces]) => pieces !== '')),
    total: cells.at(-1) ?? '',
  };
}

async function readPrint(article: Locator): Promise<ShownPrint> {
  const listed = async (title: string): Promise<readonly string[]> => {
    const box = article.locator('div').filter({ has: article.page().getByRole('heading', { level: 4, name: title }) });
    return (await box.last().locator('li').allInnerTexts()).map(plain);
  };
  const has = async (title: string): Promise<readonly string[]> =>
    (await article.getByRole('heading', { level: 4, name: title }).count()) > 0 ? listed(title) : [];
  return {
    place: plain(await article.getByRole('heading', { level: 3 }).innerText()),
    facts: await readFacts(article.locator('dl')),
    inks: await has('Ink colors'),
    on: await has('Garments it goes on'),
    otherInks: await has('Inks on one garment'),
    files: (await article.locator('a bdi').allInnerTexts()).map(plain),
  };
}

/** Text as it is read: marks of direction and doubled spaces are not. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Fetches a file as the person at this page does. */
export async function download(page: Page, link: Locator): Promise<Buffer> {
  const [arrived] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await arrived.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
