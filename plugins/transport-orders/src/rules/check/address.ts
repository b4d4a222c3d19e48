import { groupOf, quoted, refuseUnknown, textField } from '@docket/sdk/content';
import { textKeys } from '../blank.ts';
import type { CheckNotes } from '../codes.ts';
import type { Address } from '../content.ts';
import { readCountry } from '../countries.ts';

/** Checks where a stop is: somebody's place, in a street of a town of a country. Not every country has postcodes. */
export function readAddress(notes: CheckNotes, typed: unknown, path: string): Address {
  const sent = groupOf(typed);
  refuseUnknown(notes, sent, textKeys.address, path);
  const text = (key: keyof Address): string => textField(notes, sent, key, `${path}.${key}`);
  const address: Address = {
    company: text('company'),
    name: text('name'),
    street: text('street'),
    street2: text('street2'),
    city: text('city'),
    region: text('region'),
    postcode: text('postcode'),
    country: countryOf(notes, text('country'), `${path}.country`),
    phone: text('phone'),
  };
  if (address.company === '' && address.name === '') notes.refuse(`${path}.company`, 'name-missing');
  if (address.street === '') notes.refuse(`${path}.street`, 'street-missing');
  if (address.city === '') notes.refuse(`${path}.city`, 'town-missing');
  return address;
}

function countryOf(notes: CheckNotes, typed: string, path: string): string {
  if (typed === '') notes.refuse(path, 'country-missing');
  const country = readCountry(typed);
  if (typed !== '' && country === undefined) notes.refuse(path, 'country-unknown', { typed: quoted(typed) });
  return country ?? '';
}
