import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradicted, readPastedRuns } from './pasted-runs.ts';
import { sizeOfHead } from './size-sections.ts';

const run = ['XS', 'S', 'M', 'L', 'XL', '2XL'];
const lines = (text: string): string[][] => text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
const read = (text: string, fit = 'adult', from = run) =>
  readPastedRuns(lines(text), from, (head, group) => sizeOfHead(head, group, fit));
const sizesOf = (text: string, fit?: string) => read(text, fit).runs.map(({ sizes }) => sizes);

describe('a pasted block of sizes', () => {
  it('[G-12] goes into the sizes from the chosen cell on when it is numbers alone', () => {
    expect(sizesOf('1|2|3')).toEqual([{ XS: '1', S: '2', M: '3' }]);
  });

  it('[G-13] fills a garment for each line', () => {
    expect(sizesOf('1|2\n3|4')).toEqual([
      { XS: '1', S: '2' },
      { XS: '3', S: '4' },
    ]);
  });

  it('follows its own head, in any sequence and however sizes are written', () => {
    expect(sizesOf('XXL|med|Sm|LRG\n4|2|1|3')).toEqual([{ '2XL': '4', M: '2', S: '1', L: '3' }]);
  });

  it('reads letters in a youth row as youth sizes', () => {
    expect(sizesOf('S|M|L\n6|14|18', 'youth')).toEqual([{ YS: '6', YM: '14', YL: '18' }]);
  });

  it('follows a line of YOUTH and ADULT above the head, whose merged cells leave blanks', () => {
    expect(sizesOf('Color|YOUTH|||ADULT||\n|S|M|L|S|M|L\nNavy|1|2|3|4|5|6')).toEqual([
      { YS: '1', YM: '2', YL: '3', S: '4', M: '5', L: '6' },
    ]);
  });

  it('takes colors, styles and brands from their columns', () => {
    const { runs } = read('Brand|Style #|Colour|S|M\nGildan|5000|Navy|1|2\nGildan|5000|Red|3|4');
    expect(runs.map(({ words }) => words)).toEqual([
      { brand: 'Gildan', style: '5000', colorway: 'Navy' },
      { brand: 'Gildan', style: '5000', colorway: 'Red' },
    ]);
  });

  it('leaves the line of totals out', () => {
    expect(sizesOf('Color|S|M\nNavy|1|2\nTOTAL|1|2')).toHaveLength(1);
  });

  it('[G-14] finds the lines whose cells do not add up to the total they state', () => {
    const { runs } = read('Color|S|M|Qty\nPepper|10|24|34\nIvory|6|14|22\nNavy|1|x|1');
    expect(contradicted(runs)).toEqual([1]);
  });

  it('says which filled columns it did not understand', () => {
    expect(read('Color|S|Front|Notes\nNavy|1|badge|').unread).toEqual(['Front']);
  });

  it('says which values had no cell, and which words stood before the numbers', () => {
    expect(read('Navy|1|2|3', 'adult', ['XL', '2XL'])).toEqual({
      runs: [{ sizes: { XL: '1', '2XL': '2' }, words: {} }],
      unread: ['Navy', '3'],
    });
  });

  it('reads sizes that are listed downwards', () => {
    expect(sizesOf('S|12\nM|24\n2X|4')).toEqual([{ S: '12', M: '24', '2XL': '4' }]);
  });

  it('keeps wrong values as they stand, to be corrected by a person', () => {
    expect(sizesOf('S|M\n1.5|two')).toEqual([{ S: '1.5', M: 'two' }]);
  });

  it('never loses a number: it is in a run or said to be unread', () => {
    const counts = fc.array(fc.array(fc.integer({ min: 1, max: 999 }).map(String), { minLength: 1, maxLength: 9 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(counts, (block) => {
        const { runs, unread } = readPastedRuns(block, run, (head, group) => sizeOfHead(head, group, 'adult'));
        const found = [...runs.flatMap(({ sizes }) => Object.values(sizes)), ...unread];
        expect(found.toSorted()).toEqual(block.flat().toSorted());
      }),
    );
  });
});
