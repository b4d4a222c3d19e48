import type { Json } from '@docket/sdk';
import { groupOf, textOf } from '@docket/sdk/content';
import { blankStop, textKeys } from '#rules/blank.ts';
import type { StopAction } from '#rules/content.ts';
import { readRows, readTexts, type Texts } from '../form/typed-rows.ts';

export type AddressTexts = Texts<(typeof textKeys.address)[number]>;

/** A stop as it is being typed. */
export type StopRow = Texts<(typeof textKeys.stop)[number]> & { readonly id: string; address: AddressTexts };

/** The stops of a draft; a form always shows a collection and a delivery. */
export function readStops(content: Json): StopRow[] {
  const rows = readRows(groupOf(content)['stops'], 's', stopOf);
  return rows.length > 0 ? rows : [newStop('s1', 'collect', ''), newStop('s2', 'deliver', '')];
}

/** A stop nobody has typed in. */
export const newStop = (id: string, action: StopAction, zone: string): StopRow =>
  stopOf(blankStop(id, action, zone), id);

/** The fields of an address; empty where nothing is typed. */
export const readAddress = (value: Json | undefined): AddressTexts => readTexts(value, textKeys.address);

/** What a stop that comes behind another one does: goods are collected first, and delivered from then on. */
export const actionBehind = (row: StopRow | undefined): StopAction =>
  row?.action === 'collect' ? 'collect' : 'deliver';

/** The lines of a stop's place as they stand on a parcel; empty ones are left out. */
export const placeLines = (address: AddressTexts, country: string): readonly string[] =>
  [
    address.company,
    address.name,
    address.street,
    address.street2,
    [address.postcode, address.city, address.region].filter(Boolean).join(' '),
    country,
  ].filter(Boolean);

const stopOf = (value: Json, id: string): StopRow => ({
  ...readTexts(value, textKeys.stop),
  id,
  address: readAddress(groupOf(value)['address']),
});

/** What a stop is called in a list of them: its town, else whose place it is. */
export const stopName = ({ address }: StopRow): string => textOf(address.city) || textOf(address.company);
