import type { Json } from '@docket/sdk';
import { groupOf, textOf } from '@docket/sdk/content';
import { addressKeys } from '#rules/content.ts';
import type { Address as SentAddress } from '#rules/content.ts';

/** An address as it is being typed, empty where nothing was. */
export type Address = { -readonly [Line in keyof SentAddress]: string };

/** Reads an address of a draft, or one that the customer keeps. */
export function readAddress(value: Json | undefined): Address {
  const group = groupOf(value);
  return Object.fromEntries(addressKeys.map((line) => [line, textOf(group[line])])) as Address;
}

/** The lines of an address as they stand on a parcel; empty ones are left out. */
export function addressLines(value: Json | undefined): readonly string[] {
  const { company, name, street, street2, city, region, postcode, country, phone } = readAddress(value);
  const town = [city, region, postcode].filter(Boolean).join(' ');
  return [company, name, street, street2, town, country, phone].filter(Boolean);
}
