import * as fc from 'fast-check';
import { csvLine } from '@docket/sdk/csv';
import { describe, expect, it } from 'vitest';
import { most, readTable } from './reading.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const read = async (text: string) => readTable(utf8(text));

const table = {
  header: ['Customer', 'Note'],
  rows: [
    { at: 2, cells: ['Ünal & Söhne', 'one'] },
    { at: 3, cells: ['Jones', 'a\r\nb'] },
  ],
};
const text = 'Customer,Note\r\nÜnal & Söhne,one\r\nJones,"a\r\nb"\r\n';

describe('a table of customers', () => {
  it.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with its mark', utf8(`\uFEFF${text}`)],
    ['UTF-16, the small end first', utf16(text)],
    ['UTF-16, the big end first', utf16(text).swap16()],
    ['semicolons', utf8(text.replaceAll(',', ';'))],
    ['tabs', utf8(text.replaceAll(',', '\t'))],
    ['mixed line breaks, and none at the end', utf8('Customer,Note\nÜnal & Söhne,one\rJones,"a\r\nb"')],
    ['commas inside of quotation marks', utf8('"Customer","Note"\n"Ünal & Söhne","one"\n"Jones","a\r\nb"')],
  ])('[F23] is read from %s', async (_, bytes) => {
    expect(await readTable(bytes)).toEqual(table);
  });

  it('finds what parts its cells outside of quotation marks', async () => {
    expect(await read('"a;b;c;d",Note\n1,2')).toMatchObject({ header: ['a;b;c;d', 'Note'] });
  });

  it('numbers rows as a spreadsheet does, and leaves empty ones out', async () => {
    const { rows } = await read('Customer,Note\n\n,\n"a\nb",1\n , \nc,2\n\n');
    expect(rows).toEqual([
      { at: 4, cells: ['a\nb', '1'] },
      { at: 6, cells: ['c', '2'] },
    ]);
  });

  it.each([
    ['nothing at all', utf8(''), 422, 'import.no-header', {}],
    ['blank rows alone', utf8(',\r\n , \n'), 422, 'import.no-header', {}],
    ['a first row with an address', utf8('Ann,ann@smith.test\nBob,bob@smith.test'), 422, 'import.no-header', {}],
    ['a header alone', utf8('Customer,E-mail\n\n'), 422, 'import.empty', {}],
    ['no character', utf8('Customer\nA\0B'), 422, 'import.not-text', {}],
    ['UTF-16 without its mark', Buffer.from('Customer\nA', 'utf16le'), 422, 'import.not-text', {}],
    ['letters of Windows', Buffer.from('Customer\nM\xfcller', 'latin1'), 422, 'import.not-text', {}],
    ['half a character', utf16('Customer\nA').subarray(0, -1), 422, 'import.not-text', {}],
    ['a quotation mark that is not closed', utf8('Customer,Note\nA,"b\nC,d\n'), 422, 'import.quotes', { row: 2 }],
    ['a quotation mark in the midst', utf8('Customer,Note\nA,b\nC,5" disk\n'), 422, 'import.quotes', { row: 3 }],
    ['a cell too many', utf8('Customer,Note\nA,b\nC,d,e'), 422, 'import.uneven', { row: 3, found: 3, wanted: 2 }],
    ['a cell too few', utf8('Customer,Note\nA'), 422, 'import.uneven', { row: 2, found: 1, wanted: 2 }],
    ['101 columns', utf8(`${'a,'.repeat(100)}a\n1`), 413, 'import.too-wide', { columns: 100 }],
    ['5,001 rows', utf8(`Customer\n${'A\n'.repeat(5001)}`), 413, 'import.too-long', { rows: 5000 }],
    ['more than 5 MB', Buffer.alloc(most.bytes + 1, 'a'), 413, 'import.too-large', { megabytes: 5 }],
  ])('[abuse 64] [F23] is refused for %s', async (_, bytes, status, code, params) => {
    await expect(readTable(bytes)).rejects.toMatchObject({ status, code, params });
  });

  it.each([
    ['a million columns', `Customer,Note\n${'a,'.repeat(1_000_000)}`],
    ['a million columns in the header', `${'a,'.repeat(1_000_000)}\n1`],
    ['a million rows', `Customer\n${'A\n'.repeat(1_000_000)}`],
    ['millions of empty rows', `Customer\n${'\n'.repeat(5_000_000)}`],
    ['one text that never ends', `Customer,Note\nA,"${'b'.repeat(5_000_000)}`],
    ['signs that may be addresses', `${'@'.repeat(5_000_000)}\nA`],
    ['quotation marks alone', '"'.repeat(5_000_000)],
  ])('[abuse 64] is refused for %s, quickly and in little memory', async (_, hostile) => {
    const bytes = utf8(hostile);
    const [before, begun] = [process.memoryUsage().rss, performance.now()];
    await expect(readTable(bytes)).rejects.toMatchObject({ code: expect.stringMatching(/^import\./) });
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
  });

  it('has as many rows and columns as may be', async () => {
    const { header, rows } = await read(`${'a,'.repeat(99)}a\n${`${'1,'.repeat(99)}1\n`.repeat(5000)}`);
    expect([header.length, rows.length]).toEqual([100, 5000]);
  });

  it('[abuse 13] has every cell as it was typed, formulas as text', async () => {
    const cells = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 2 });
    const readable = (typed: readonly string[]): boolean =>
      typed.every((cell) => cell.trim() !== '' && !cell.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(cells.filter(readable), { minLength: 1, maxLength: 5 }), async (rows) => {
        const { rows: found } = await read(csvLine(['Customer', 'Note']) + rows.map(csvLine).join(''));
        expect(found.map((row) => row.cells)).toEqual(rows);
      }),
    );
    const formulas = ['=HYPERLINK("x")', "'=1", '+1', '@SUM', '-1', "''-1"];
    expect(
      (await read(`a\n${formulas.map((cell) => csvLine([cell])).join('')}`)).rows.map(({ cells: [cell] }) => cell),
    ).toEqual(formulas);
  });
});
