import type { Json, KindPart } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { chosenAddress, withAddress } from './saved-address.ts';

const part: KindPart = { id: 'delivery', title: '', about: '', keys: ['delivery'], address: 'delivery' };
const draft = (saved: string, street: string): Json => ({ title: 'Run', delivery: { saved, address: { street } } });

describe('[G-04] a saved address', () => {
  it.each<[string, Json, Json, string | undefined]>([
    ['is filled in where the form only names it', draft('', ''), draft('a1', ''), 'a1'],
    ['takes the place of one that was chosen before', draft('a1', 'Lake St'), draft('a2', 'Lake St'), 'a2'],
    ['is left to a page that has filled the fields itself', draft('', ''), draft('a1', 'Lake St'), undefined],
    ['stays as it was corrected', draft('a1', 'Lake St'), draft('a1', 'Lake Street'), undefined],
    ['is nothing when none is chosen', draft('a1', 'Lake St'), draft('', 'Lake St'), undefined],
    ['is nothing in what is no group', null, 'text', undefined],
  ])('%s', (_, before, after, expected) => {
    expect(chosenAddress(part, before, after)).toBe(expected);
  });

  it('belongs only to a part that says where', () => {
    const { address: _, ...plain } = part;
    expect(chosenAddress(plain, draft('', ''), draft('a1', ''))).toBeUndefined();
    expect(withAddress(draft('a1', ''), part, { street: 'Lake St' })).toEqual(draft('a1', 'Lake St'));
  });
});
