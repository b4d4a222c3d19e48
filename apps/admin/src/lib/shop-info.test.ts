import { expect, it } from 'vitest';
import { differencesOf, type ShopInfo } from './shop-info.ts';

const info: ShopInfo = {
  name: 'Inkworks',
  email: '',
  phone: '',
  address: { street: '1 Long Road', city: 'Leeds' },
  timeZone: 'UTC',
  currency: 'USD',
  locale: 'en-US',
  units: 'inch',
  brandColor: '',
};

it('two states of a shop differ where a field does, in the sequence of the form', () => {
  const now = { ...info, currency: 'EUR', address: { street: '2 Short Road', city: 'Leeds' } };
  expect(differencesOf(info, info)).toEqual([]);
  expect(differencesOf(info, now)).toEqual([
    { field: 'address', mine: '1 Long Road, Leeds', now: '2 Short Road, Leeds' },
    { field: 'currency', mine: 'USD', now: 'EUR' },
  ]);
});
