import { describe, expect, it } from 'vitest';
import { sharesOf, sumOf, totalOf } from './totals.ts';

describe('the total of a run', () => {
  it('[G-14] adds up whole numbers and says when a cell is none', () => {
    expect(totalOf({ S: '10', M: ' 24 ', L: '' })).toEqual({ pieces: 34, unsure: false });
    expect(totalOf({ S: '10', M: '1.5', L: '-3' })).toEqual({ pieces: 10, unsure: true });
    expect(totalOf({})).toEqual({ pieces: 0, unsure: false });
  });

  it('[G-14] adds up to the total of all garments', () => {
    const totals = [
      { pieces: 94, unsure: false },
      { pieces: 38, unsure: true },
    ];
    expect(sumOf(totals)).toEqual({ pieces: 132, unsure: true });
    expect(sumOf([])).toEqual({ pieces: 0, unsure: false });
  });

  it('gives each size its share of the largest', () => {
    expect(sharesOf({ S: '6', M: '24', L: 'x', XL: '0' })).toEqual({ S: 0.25, M: 1, L: 0, XL: 0 });
    expect(sharesOf({ S: '' })).toEqual({ S: 0 });
  });
});
