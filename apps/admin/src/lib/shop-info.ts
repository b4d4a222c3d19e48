import { addressLines } from '@docket/ui/text/address.ts';
import type { AddressField } from '@docket/ui/text/address.ts';

/** What is asked of a shop's address: who lives there is the shop. */
export const placeFields = [
  'street',
  'street2',
  'city',
  'region',
  'postcode',
  'country',
] as const satisfies readonly AddressField[];

/** What a shop tells of itself, as its form has it; what is not there is empty. */
export interface ShopInfo {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly address: Readonly<Record<string, string>>;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47. */
  readonly locale: string;
  readonly units: 'inch' | 'mm';
  /** `#rrggbb`. */
  readonly brandColor: string;
}

/** A field whose values differ between what was typed and what holds now, both as text. */
export interface Difference {
  readonly field: keyof ShopInfo;
  readonly mine: string;
  readonly now: string;
}

const fields = [
  'name',
  'email',
  'phone',
  'address',
  'timeZone',
  'currency',
  'locale',
  'units',
  'brandColor',
] as const satisfies readonly (keyof ShopInfo)[];

/** Where two states of a shop differ, in the sequence of the form. */
export const differencesOf = (mine: ShopInfo, now: ShopInfo): readonly Difference[] =>
  fields
    .map((field) => ({ field, mine: textIn(mine, field), now: textIn(now, field) }))
    .filter((one) => one.mine !== one.now);

const textIn = (info: ShopInfo, field: keyof ShopInfo): string => {
  const value = info[field];
  return typeof value === 'string' ? value : addressLines({ ...value }).join(', ');
};
