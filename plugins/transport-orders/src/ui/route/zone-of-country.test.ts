import { describe, expect, it } from 'vitest';
import { zoneOfCountry } from './zone-of-country.ts';

describe('the zone of a country', () => {
  it('is known where the country has one, and left to people where it has several or is none', () => {
    expect(['BE', 'IE', 'US', 'Eire', ''].map(zoneOfCountry)).toEqual([
      'Europe/Brussels',
      'Europe/Dublin',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
