import { readFile } from 'node:fs/promises';
import { csvLine } from '@docket/sdk/csv';
import { openBrowser as openTestBrowser } from '@docket/core/testing';
import * as fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, widths, type StoryBrowser } from './support/browser.ts';
import { axeFindings, overflowing } from './support/page-quality.ts';
import { customer, openShop, type StoryShop } from './support/shop.ts';

let shop: StoryShop;
let browser: StoryBrowser;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  await shop.platform.seed.settings(shop.id, 'core', { importsPerHour: 100, exportsPerHour: 100 });
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const windowOf = async (visit: Parameters<StoryBrowser['open']>[0] = {}) =>
  browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() }, ...visit });

const fileOf = (...rows: readonly (readonly string[])[]) => ({
  name: 'customers.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.map(csvLine).join('')),
});

const looksRight = async (page: Page, name: string): Promise<void> => {
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
  await keepPicture(page, `import-${name}-${page.viewportSize()?.width}`);
};

describe('customers that a shop brings along', () => {
  it('are looked at, corrected, confirmed and taken back, on a desk', async () => {
    const { page, context, faults } = await windowOf();
    await page.goto(`${shop.url}/admin/customers`);
    await page.getByRole('link', { name: 'Import from CSV' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Bring your customers along' }).waitFor();
    await looksRight(page, 'choose');
    const [sample] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download a sample' }).click(),
    ]);
    expect(await readFile(await sample.path(), 'utf8')).toContain('Smith Embroidery,smith-embroidery');

    await page.getByLabel('A CSV file').setInputFiles(fileOf(['Customer', 'Note'], ['A']));
    await page.getByRole('button', { name: 'Read the list' }).click();
    await page.getByText('Row 2 has one cell, and the header has 2.').waitFor();

    const header = ['Firm', 'Ansprechpartner', 'E-mail', 'City', 'Birthday'];
    const rows = [
      ['Mayer Shirts', 'Max Mayer', 'max@mayer.test', 'Graz', '1 May'],
      ['Mayer Shirts', 'Mia Mayer', 'mia@mayer.test', '', ''],
      ['Northgate', 'Ann', customer.contact.email, '', ''],
      ['Bad Row Ltd', 'Bo', 'bo at bad.test', 'Linz', ''],
    ];
    await page.getByLabel('A CSV file').setInputFiles(fileOf(header, ...rows));
    await page.getByRole('button', { name: 'Read the list' }).click();
    await page.getByText('Nothing is written yet.').waitFor();
    await page.getByLabel('Firm').selectOption({ label: 'Customer' });
    await page.getByLabel('Ansprechpartner').selectOption({ label: 'Person' });
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('heading', { name: 'One row is left out' }).waitFor();
    await page.getByRole('heading', { name: 'One customer is there already' }).waitFor();
    await page.getByRole('cell', { name: 'bo at bad.test' }).waitFor();
    await looksRight(page, 'planned');

    const [correct] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the rows to correct' }).click(),
    ]);
    const kept = await readFile(await correct.path(), 'utf8');
    expect(kept.split('\r\n').slice(1)).toEqual([
      'Bad Row Ltd,Bo,bo at bad.test,Linz,,"E-mail: Write one e-mail address, like ann@smith.com.",',
      '',
    ]);

    await page.getByRole('button', { name: 'Add one customer' }).click();
    await page.getByText('One customer is added').waitFor();
    await looksRight(page, 'done');
    await page.getByRole('link', { name: 'Mayer Shirts' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mayer Shirts' }).waitFor();
    await page.getByText('mia@mayer.test').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('One customer is removed').waitFor();
    await looksRight(page, 'undone');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('come without script on a phone, pasted from a spreadsheet', async () => {
    const { page, context } = await windowOf({ width: widths.phone, javaScript: false });
    await page.goto(`${shop.url}/admin/customers/import`);
    expect(await overflowing(page)).toEqual([]);
    await keepPicture(page, 'import-choose-360');
    await page.getByText('Or paste rows from a spreadsheet').click();
    await page
      .getByLabel('Rows, the header first')
      .fill('Customer\tPerson’s e-mail\nPhone Shirts\tpat@phone.test\nWrong\tno address');
    await page.getByRole('button', { name: 'Read the list' }).click();
    await page.getByRole('heading', { name: 'One row is left out' }).waitFor();
    expect(await overflowing(page)).toEqual([]);
    await keepPicture(page, 'import-planned-360');
    await page.getByRole('button', { name: 'Add one customer' }).click();
    await expect
      .poll(async () => {
        await page.reload();
        return page.getByText('One customer is added').isVisible();
      }, patiently)
      .toBe(true);
    expect(await overflowing(page)).toEqual([]);
    await keepPicture(page, 'import-done-360');
    await context.close();
  });

  it('[F23] are the same when they are exported, brought to another shop, and exported again', async () => {
    const empty = await shop.platform.seed.shop({
      slug: 'empty',
      name: 'Empty',
      timeZone: 'UTC',
      currency: 'USD',
      locale: 'en-US',
      units: 'inch',
    });
    await shop.platform.seed.settings(empty, 'core', { importsPerHour: 100, exportsPerHour: 100 });
    const password = 'four plain words here';
    const boss = await shop.platform.seed.staff(empty, {
      name: 'Bo Boss',
      email: 'bo@empty.test',
      role: 'owner',
      password,
    });
    const { origin } = new URL(shop.url);
    const owner = openTestBrowser(shop.platform, { origin, base: '/s/empty' });
    owner.take(await shop.platform.seed.cookie(empty, { type: 'staff', id: boss }));
    // Its pages are written to the connection, so they are asked for through it.
    const exported = async (): Promise<string> => {
      const headers = { cookie: owner.cookie(), origin };
      const answer = await fetch(`${origin}/s/empty/admin/customers/export`, {
        method: 'POST',
        headers,
        body: new URLSearchParams(),
      });
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
    };
    const bring = async (text: string): Promise<string> => {
      const body = new FormData();
      body.set('file', new File([text], 'customers.csv'));
      const answer = await owner.fetch('/files/customer-imports', { method: 'POST', body });
      const id = answer.headers.get('location')!.split('/').at(-1)!;
      const { columns, check } = await owner.staff.imports.get.query({ id });
      expect(check?.faults).toEqual([]);
      await owner.staff.imports.start.mutate({ id, columns: [...columns] });
      await shop.platform.settle();
      await expect.poll(async () => (await owner.staff.imports.get.query({ id })).state, patiently).toBe('done');
      return id;
    };
    const header = (await exported()).split('\r\n')[0]!.slice(1);
    await fc.assert(
      fc.asyncProperty(someCustomers, async (customers) => {
        const typed = customers.flatMap(linesOf);
        const first = await bring(`${header}\r\n${typed.map(csvLine).join('')}`);
        const once = await exported();
        await owner.staff.imports.undo.mutate({ id: first });
        expect((await exported()).trim()).toBe(header);
        const second = await bring(once);
        expect(await exported()).toBe(once);
        for (const cell of typed.flat().filter(Boolean)) expect(once).toContain(csvLine([cell]).trimEnd());
        await owner.staff.imports.undo.mutate({ id: second });
      }),
      { numRuns: 12 },
    );
  });
});

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.replaceAll('\0', '').trim())
  .filter((text) => text !== '');
const formula = fc.constantFrom('=1+1', '@SUM(A1)', '-2', "'=3", '+43 1 555', 'a "quoted", word', 'two\r\nlines');
const text = fc.oneof(word, formula);
const someCustomer = fc.record({
  id: fc.uuid(),
  name: word,
  note: fc.option(text, { nil: '' }),
  people: fc.array(
    fc.record({ name: word, id: fc.uuid(), rights: fc.constantFrom('none', 'order', 'order approve pay') }),
    { maxLength: 3 },
  ),
  streets: fc.array(text, { maxLength: 2 }),
});

const someCustomers = fc.uniqueArray(someCustomer, { minLength: 1, maxLength: 4, selector: ({ name }) => name });

/** Written in the background, which takes a moment on a busy machine. */
const patiently = { timeout: 20_000, interval: 200 };

/** As our export writes it: a line for each person and each address. */
function linesOf({ id, name, note, people, streets }: typeof someCustomer extends fc.Arbitrary<infer T> ? T : never) {
  return Array.from({ length: Math.max(1, people.length, streets.length) }, (_, at) => {
    const [person, street] = [people[at], streets[at]];
    const ofPerson = person ? [person.name, `${person.id}@x.test`, '', person.rights] : ['', '', '', ''];
    const ofPlace = street === undefined ? ['', '', '', ''] : [`Place ${at}`, '', '', street];
    return [name, `link-${id}`, '', '', at === 0 ? note : '', ...ofPerson, ...ofPlace, ...Array<string>(6).fill('')];
  });
}
