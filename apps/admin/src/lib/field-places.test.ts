import { describe, expect, it } from 'vitest';
import { placeName, placesIn } from './field-places.ts';

describe('the places of fields in a posted form', () => {
  it('are read by path, with rows and all', () => {
    const form = new FormData();
    form.set(placeName('reference'), 'shown');
    form.set(placeName('stops.*.dock'), 'aside');
    expect(placesIn(form)).toEqual({ reference: 'shown', 'stops.*.dock': 'aside' });
  });

  it('are nothing else', () => {
    const form = new FormData();
    form.set(placeName('reference'), 'nowhere');
    form.set('reference', 'shown');
    expect(placesIn(form)).toEqual({});
  });
});
