import { expect, it } from 'vitest';
import { wrongFields } from './wrong-fields.ts';

const refusal = (code: string, details: unknown) => ({ code, details, status: 400, params: {}, message: '' });

it('the fields that were refused for their form are told by name, and nothing else is', () => {
  const faults = [{ path: 'info.timeZone' }, { path: 'info.address.street' }];
  expect([...wrongFields(refusal('input.malformed', faults))]).toEqual(['timeZone', 'address']);
  expect(wrongFields(refusal('shop.has-orders', { measures: ['currency'] })).size).toBe(0);
  expect(wrongFields(undefined).size).toBe(0);
});
