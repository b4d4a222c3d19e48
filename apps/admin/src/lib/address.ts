import type { Json } from '@docket/sdk';
import { asGroup, asText } from './json.ts';

/** The fields of an address as the admin asks for them, in the sequence of an envelope. */
export const addressFields = [
  'company',
  'name',
  'street',
  'street2',
  'city',
  'region',
  'postcode',
  'country',
  'phone',
] as const;

const needed: ReadonlySet<string> = new Set(['street', 'city', 'country']);

/** Fields that may stay empty. */
export const isOptional = (field: string): boolean => !needed.has(field);

/** Fields that share a line. */
const lines: readonly (readonly string[])[] = [
  ['company'],
  ['name'],
  ['street'],
  ['street2'],
  ['city', 'region', 'postcode'],
  ['country'],
  ['phone'],
];

/** An address as lines to read; fields that others brought come last. */
export function addressLines(value: Json): readonly string[] {
  const group = asGroup(value);
  const others = Object.keys(group).filter((key) => !addressFields.some((field) => field === key));
  return [...lines, ...others.map((key) => [key])]
    .map((keys) =>
      keys
        .map((key) => asText(group[key]))
        .filter((text) => text !== '')
        .join(' '),
    )
    .filter((line) => line !== '');
}
