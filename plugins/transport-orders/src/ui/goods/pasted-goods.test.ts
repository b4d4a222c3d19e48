import { readSpreadsheetText } from '@docket/sdk/content';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goodsColumns, type GoodsColumn } from './goods-columns.ts';
import { newLine } from './goods-rows.ts';
import { readPastedGoods, withPasted, type PasteWords } from './pasted-goods.ts';

const words: PasteWords = {
  columns: {
    quantity: 'Quantity',
    package: 'Packed as',
    description: 'Description',
    length: 'Length',
    width: 'Width',
    height: 'Height',
    gross: 'Gross weight',
    stacking: 'Stacking',
  },
  package: { 'euro-pallet': 'Euro pallet (120 × 80)', carton: 'Carton' },
  stacking: { no: 'Nothing on top', yes: 'May be stacked' },
};
const read = (text: string, first: GoodsColumn = 'quantity') =>
  readPastedGoods(readSpreadsheetText(text), first, words);

describe('a block of cells', () => {
  it('fills the columns from the chosen cell on, numbers as they are typed', () => {
    expect(read('4\tEPAL\tPaint\t120\t80\t145\t1240,5\tyes\n12\tcarton\t\t\t\t\t96,5\t')).toEqual({
      lines: [
        {
          quantity: '4',
          package: 'euro-pallet',
          description: 'Paint',
          length: '120',
          width: '80',
          height: '145',
          gross: '1240,5',
          stacking: 'yes',
        },
        {
          quantity: '12',
          package: 'carton',
          description: '',
          length: '',
          width: '',
          height: '',
          gross: '96,5',
          stacking: '',
        },
      ],
      unread: [],
    });
    expect(read('145\t1240', 'height').lines).toEqual([{ height: '145', gross: '1240' }]);
  });

  it('may have a head, with its columns in any sequence and others among them', () => {
    const { lines, unread } = read('Weight (kg);Article;Qty;Packed as\n96,5;A-1;12;Carton\n1240;A-2;4;Euro pallet');
    expect(lines).toEqual([
      { gross: '96,5', quantity: '12', package: 'carton' },
      { gross: '1240', quantity: '4', package: 'euro-pallet' },
    ]);
    expect(unread.map(({ text }) => text)).toEqual(['A-1', 'A-2']);
  });

  it('keeps in its cell what cannot be read there, and names it; what stands beyond the grid is left out', () => {
    const { lines, unread } = read('four\tbarrel\tPaint\t1.240\n4\n', 'quantity');
    expect(lines[0]).toEqual({ quantity: 'four', package: 'barrel', description: 'Paint', length: '1.240' });
    expect(unread).toEqual([
      { text: 'four', line: 0, column: 'quantity' },
      { text: 'barrel', line: 0, column: 'package' },
      { text: '1.240', line: 0, column: 'length' },
    ]);
    expect(read('yes\tmore\n', 'stacking').unread).toEqual([{ text: 'more', line: 0 }]);
  });

  it('never loses a cell: each is in its column, or named as left out', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '.', 'x') });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 10 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...goodsColumns),
        (cells, first) => {
          const { lines, unread } = readPastedGoods(cells, first, words);
          const kept = lines.flatMap((line) => Object.values(line)).filter(Boolean).length;
          const left = unread.filter(({ column }) => column === undefined).length;
          expect(kept + left).toBe(cells.flat().filter(Boolean).length);
        },
      ),
    );
  });
});

describe('lines with a block brought in', () => {
  it('keep what the block does not name, and new ones come where there are too few', () => {
    const rows = [{ ...newLine('g1'), quantity: '3', hsCode: '3208' }];
    const after = withPasted(rows, 0, [{ quantity: '4' }, { quantity: '12' }], () => newLine('g2'));
    expect(after.map(({ id, quantity, hsCode }) => [id, quantity, hsCode])).toEqual([
      ['g1', '4', '3208'],
      ['g2', '12', ''],
    ]);
    expect(rows[0]!.quantity).toBe('3');
  });
});
