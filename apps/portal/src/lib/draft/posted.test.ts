import { describe, expect, it } from 'vitest';
import { postedOf } from './posted.ts';

describe('a form that was posted without script', () => {
  it('says which file was not taken, and why', () => {
    const query = new URLSearchParams({ refused: 'file.too-large', file: 'front.psd', megabytes: '50' });
    expect(postedOf(query)).toEqual({
      refused: { code: 'file.too-large', file: 'front.psd', params: { megabytes: '50' } },
      conflict: null,
    });
  });

  it('names the form that is kept while two versions stand against each other', () => {
    expect(postedOf(new URLSearchParams({ conflict: '0198' }))).toEqual({ refused: null, conflict: '0198' });
  });

  it('says nothing when all was saved', () => {
    expect(postedOf(new URLSearchParams({ check: '1' }))).toEqual({ refused: null, conflict: null });
  });
});
