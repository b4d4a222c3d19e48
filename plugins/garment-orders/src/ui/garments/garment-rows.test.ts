import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankRow, copyOf, fitAfterType, readRows, sizesForFit, withPasted } from './garment-rows.ts';

const row = { ...blankRow('g1'), brand: 'Gildan', style: '5000', colorway: 'Navy', sizes: { S: '1', M: '2' } };
const ids = () => {
  let count = 0;
  return () => `new${(count += 1)}`;
};

describe('garments of a draft', () => {
  it('are read as typed, whatever is missing', () => {
    const [first] = readRows({ garments: [{ id: 'g1', brand: 'Gildan', sizes: { M: 12, L: 'x' } }] });
    expect(first).toMatchObject({ id: 'g1', brand: 'Gildan', colorway: '', sizes: { M: '12', L: 'x' } });
  });

  it('are one blank row where a draft has none', () => {
    for (const draft of [null, {}, { garments: [] }, { garments: 'x' }])
      expect(readRows(draft)).toEqual([blankRow('g1')]);
  });

  it('[G-13] are copied with their sizes, which then are their own', () => {
    const copy = copyOf(row, 'g2');
    copy.sizes['S'] = '9';
    expect(copy).toMatchObject({ id: 'g2', brand: 'Gildan', sizes: { S: '9', M: '2' } });
    expect(row.sizes['S']).toBe('1');
  });
});

describe('a paste into garments', () => {
  it('[G-13] adds the garments that the list has no room for, as the last style in other colors', () => {
    const runs = [
      { sizes: { S: '5' }, words: {} },
      { sizes: { M: '6' }, words: { colorway: 'Red' } },
    ];
    expect(withPasted([row], 0, runs, ids())).toEqual([
      { ...row, sizes: { S: '5', M: '2' } },
      { ...row, id: 'new1', colorway: 'Red', sizes: { M: '6' } },
    ]);
  });

  it('leaves the garments before and after alone', () => {
    const rows = [row, { ...row, id: 'g2' }, { ...row, id: 'g3' }];
    const pasted = withPasted(rows, 1, [{ sizes: { S: '7' }, words: {} }], ids());
    expect([pasted[0], pasted[2]]).toEqual([rows[0], rows[2]]);
    expect(pasted[1]!.sizes).toEqual({ S: '7', M: '2' });
  });
});

describe('the fit of a garment', () => {
  it.each([
    ['follows the type while nobody chose one', 'adult', '', 'cap', 'one-size'],
    ['follows from type to type', 'one-size', 'cap', 'tee', 'adult'],
    ['stays when somebody chose it', 'youth', 'tee', 'hoodie', 'youth'],
    ['stays when the type is taken back', 'adult', 'tee', '', 'adult'],
  ])('%s', (_what, fit, before, after, expected) => {
    expect(fitAfterType(fit, before, after)).toBe(expected);
  });

  it('takes the quantities along under the labels of the new fit', () => {
    expect(sizesForFit({ S: '1', M: '', YL: '3', '2XL': '4' }, 'youth')).toEqual({ YS: '1', YL: '3', '2XL': '4' });
  });

  it('keeps both quantities when two labels become one', () => {
    expect(sizesForFit({ YS: '1', S: '2' }, 'youth')).toEqual({ YS: '1', S: '2' });
  });

  it('never loses a quantity', () => {
    const sizes = fc.dictionary(
      fc.constantFrom('S', 'M', 'YS', 'YM', 'OSFA', 'ODD'),
      fc.constantFrom('', '1', '2', 'x'),
    );
    fc.assert(
      fc.property(sizes, fc.constantFrom('adult', 'youth', 'girls', 'cap'), (typed, fit) => {
        const filled = (group: Record<string, string>) => Object.values(group).filter(Boolean).toSorted();
        expect(filled(sizesForFit(typed, fit))).toEqual(filled(typed));
      }),
    );
  });
});
