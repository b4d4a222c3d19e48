import { groupOf, isGroup, noteLength, quoted, refuseUnknown, textField, type JsonGroup } from '@docket/sdk/content';
import { textKeys } from '../blank.ts';
import type { CheckCode, CheckNotes } from '../codes.ts';
import { addressKeys, type Address, type Delivery } from '../content.ts';

const deliveryKeys = [...textKeys.delivery, 'address'];

/** Checks the delivery: exactly one way; shipping demands an address, a pickup takes none. */
export function readDelivery(notes: CheckNotes, typed: unknown): Delivery {
  const sent = groupOf(typed);
  refuseUnknown(notes, sent, deliveryKeys, 'delivery');
  const method = readWay(notes, textField(notes, sent, 'method', 'delivery.method'));
  const saved = textField(notes, sent, 'saved', 'delivery.saved');
  const note = textField(notes, sent, 'note', 'delivery.note', noteLength);
  const address = method === 'pickup' ? null : readAddress(notes, sent['address']);
  if (method === 'shipping' && address) demandAddress(notes, address);
  if (method === 'courier' && address && isEmpty(address)) notes.warn('delivery.address', 'address-courier');
  return { method, saved: address ? saved : '', address: address && isEmpty(address) ? null : address, note };
}

function readWay(notes: CheckNotes, way: string): Delivery['method'] {
  if (way === 'pickup' || way === 'courier' || way === 'shipping') return way;
  if (way === '') notes.refuse('delivery.method', 'delivery-missing');
  else notes.refuse('delivery.method', 'delivery-unknown', { typed: quoted(way) });
  return 'pickup';
}

function readAddress(notes: CheckNotes, typed: unknown): Address {
  const sent: JsonGroup = isGroup(typed) ? typed : {};
  refuseUnknown(notes, sent, addressKeys, 'delivery.address');
  const text = (key: keyof Address): string => textField(notes, sent, key, `delivery.address.${key}`);
  return {
    company: text('company'),
    name: text('name'),
    street: text('street'),
    street2: text('street2'),
    city: text('city'),
    region: text('region'),
    postcode: text('postcode'),
    country: text('country'),
    phone: text('phone'),
  };
}

const isEmpty = (address: Address): boolean => addressKeys.every((key) => address[key] === '');

const demanded: readonly (readonly [keyof Address, CheckCode])[] = [
  ['street', 'address-street-missing'],
  ['city', 'address-city-missing'],
  ['country', 'address-country-missing'],
];

function demandAddress(notes: CheckNotes, address: Address): void {
  if (isEmpty(address)) {
    notes.refuse('delivery.address.street', 'address-missing');
    return;
  }
  const at = (key: keyof Address): string => `delivery.address.${key}`;
  if (address.name === '' && address.company === '') notes.refuse(at('name'), 'address-name-missing');
  for (const [key, code] of demanded) if (address[key] === '') notes.refuse(at(key), code);
  // Not every country has postcodes.
  if (address.postcode === '') notes.warn(at('postcode'), 'address-postcode-missing');
}
