import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSpreadsheetText, readSpreadsheetText } from './spreadsheet-text.ts';

describe('text of a spreadsheet', () => {
  it.each([
    ['one line', 'S\tM\tL', [['S', 'M', 'L']]],
    [
      'lines of every system',
      '1\t2\r\n3\t4\r5\t6\n',
      [
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    ['empty cells', '\t2\t\n', [['', '2', '']]],
    ['empty lines', '1\n\n2\n', [['1'], ['2']]],
    ['quoted cells', '"a ""b""\tc\nd"\t2', [['a "b"\tc\nd', '2']]],
    ['a quote inside a bare cell', '3" tall\t2', [['3" tall', '2']]],
    ['spaces around a cell', ' 12 \t 7', [['12', '7']]],
    [
      'a file with semicolons, whose numbers have commas',
      '4;Euro pallet;1240,5\n12;"Carton; flat";96,5',
      [
        ['4', 'Euro pallet', '1240,5'],
        ['12', 'Carton; flat', '96,5'],
      ],
    ],
    [
      'a file with commas',
      '4,drum,"Paint, red"\n2,ibc,Thinner\n',
      [
        ['4', 'drum', 'Paint, red'],
        ['2', 'ibc', 'Thinner'],
      ],
    ],
    ['a column of numbers with commas', '96,5\n120,25', [['96,5'], ['120,25']]],
    ['nothing', '', []],
  ])('reads %s', (_what, text, cells) => {
    expect(readSpreadsheetText(text)).toEqual(cells);
  });

  it('reads back every block that a spreadsheet writes', () => {
    const word = fc.string({ unit: fc.constantFrom('a', '1', '"', ' ', '\t', '\n', 'é') });
    const cell = word.map((text) => text.trim());
    const write = (text: string): string => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (block) => {
        const text = block.map((line) => line.map(write).join('\t')).join('\r\n');
        expect(readSpreadsheetText(text)).toEqual(block.filter((line) => line.some((value) => value !== '')));
      }),
    );
  });

  it('is told apart from one cell, which may end in a line break', () => {
    expect(['12', '12\r\n', 'Heather Navy'].map(isSpreadsheetText)).toEqual([false, false, false]);
    expect(['1\t2', '1\n2', '1\r\n2\r\n'].map(isSpreadsheetText)).toEqual([true, true, true]);
  });
});
