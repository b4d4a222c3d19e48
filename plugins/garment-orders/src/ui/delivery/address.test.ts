import { describe, expect, it } from 'vitest';
import { addressLines, readAddress } from './address.ts';

describe('an address', () => {
  it('[G-04] is read from what the customer keeps, whatever else is kept there', () => {
    expect(readAddress({ street: '118 Mill Street', city: 'Bend', residential: true })).toMatchObject({
      street: '118 Mill Street',
      city: 'Bend',
      postcode: '',
    });
  });

  it('is empty where there is none', () => {
    for (const value of [undefined, null, 'x', []]) expect(addressLines(value)).toEqual([]);
  });

  it('stands in the lines of a parcel', () => {
    const address = { name: 'Ana Ortiz', street: '118 Mill Street', city: 'Bend', region: 'OR', postcode: '97701' };
    expect(addressLines(address)).toEqual(['Ana Ortiz', '118 Mill Street', 'Bend OR 97701']);
  });
});
