import { expect, it } from 'vitest';
import { addressLines } from './address.ts';

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
