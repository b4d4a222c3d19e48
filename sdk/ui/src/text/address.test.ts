import { describe, expect, it } from 'vitest';
import { addressLines, postedAddress } from './address.ts';

it('writes an address in the sequence of an envelope, without empty lines', () => {
  const value = {
    country: 'US',
    city: 'Chicago',
    postcode: '60607',
    region: 'IL',
    street: '1200 W Lake St',
    street2: '',
  };
  expect(addressLines(value)).toEqual(['1200 W Lake St', 'Chicago IL 60607', 'US']);
});

it('keeps fields that another form has brought', () => {
  expect(addressLines({ street: 'Kai 3', gate: 'B' })).toEqual(['Kai 3', 'B']);
});

it('takes what is no address for an empty one', () => {
  expect(addressLines(null)).toEqual([]);
});

describe('an address that was posted', () => {
  const form = new FormData();
  for (const [field, text] of [
    ['street', ' Main St 1 '],
    ['city', 'Springfield'],
    ['street2', ''],
    ['label', 'Desk'],
  ] as const)
    form.set(field, text);

  it('is what was filled in', () => {
    expect(postedAddress(form)).toEqual({ street: 'Main St 1', city: 'Springfield' });
  });

  it('keeps what no form asks for, and loses what was emptied', () => {
    form.set('before', JSON.stringify({ street: 'Kai 3', street2: 'Gate B', gate: 'B', depth: 3 }));
    expect(postedAddress(form)).toEqual({ street: 'Main St 1', city: 'Springfield', gate: 'B' });
  });

  it('is what was filled in when nobody can read what was there before', () => {
    form.set('before', '{');
    expect(postedAddress(form)).toEqual({ street: 'Main St 1', city: 'Springfield' });
  });
});
