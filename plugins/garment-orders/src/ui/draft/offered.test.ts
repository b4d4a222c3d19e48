import { describe, expect, it } from 'vitest';
import { offeredOf } from './offered.ts';

const all = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

describe('what a shop offers', () => {
  it('is everything while it names nothing', () => {
    for (const setting of [undefined, null, [], 'x']) expect(offeredOf(all, setting)).toEqual(all);
  });

  it('is what it names, in the sequence of the list', () => {
    expect(offeredOf(all, ['c', 'a']).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('still shows an older answer', () => {
    expect(offeredOf(all, ['a'], 'b').map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
