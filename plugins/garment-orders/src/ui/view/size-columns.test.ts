import { describe, expect, it } from 'vitest';
import { sizeColumns } from './size-columns.ts';

describe('the columns of the table of sizes', () => {
  it('[G-24] are the sizes that are ordered, in the sequence in which they are worn', () => {
    const rows = [{ sizes: { XL: '2', S: '1', M: '' } }, { sizes: { YM: '3', ODD: '1' } }];
    expect(sizeColumns(rows)).toEqual([
      { run: 'youth', sizes: ['YM'] },
      { run: 'adult', sizes: ['S', 'XL'] },
      { run: 'other', sizes: ['ODD'] },
    ]);
  });

  it('are none where nothing is ordered', () => {
    expect(sizeColumns([])).toEqual([]);
  });
});
