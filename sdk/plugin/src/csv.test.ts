import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of CSV', () => {
  it.each([
    [['a', 1, null, undefined], 'a,1,,'],
    [['two, three', 'say "so"', 'a\nb'], '"two, three","say ""so""","a\nb"'],
    [['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'], `'=1+1,'+1,'-1,'@SUM(A1),'\tx,"'\rx"`],
    [[' =1', 'a=1', '-'], ` =1,a=1,'-`],
  ])('[abuse 13] %j', (cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`);
  });

  it('[abuse 13] never begins a cell with what a spreadsheet calculates, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
        const read = cellsOf(csvLine(cells));
        expect(read.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
        expect(read.map((cell, at) => (cell === cells[at] ? cell : cell.slice(1)))).toEqual(cells);
      }),
    );
  });
});

/** Reads a line back as RFC 4180 says. */
const cellsOf = (line: string): readonly string[] =>
  [...`,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!,
  );
