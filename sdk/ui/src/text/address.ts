import type { Json } from '@docket/sdk';

/** The fields of an address as forms ask for them, in the sequence of an envelope. */
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

export type AddressField = (typeof addressFields)[number];

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

/** What stands in the fields of an address, whoever brought them; what is no text is left out. */
export function addressTexts(value: Json): Readonly<Record<string, string>> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return {};
  const texts = Object.entries(value).filter((field): field is [string, string] => typeof field[1] === 'string');
  return Object.fromEntries(texts);
}

/** An address as lines to read; fields that others brought come last. */
export function addressLines(value: Json): readonly string[] {
  const texts = addressTexts(value);
  const others = Object.keys(texts).filter((key) => !addressFields.some((field) => field === key));
  return [...lines, ...others.map((key) => [key])]
    .map((keys) => keys.flatMap((key) => texts[key] || []).join(' '))
    .filter((line) => line !== '');
}

/** A JSON value that a form carried as text; null for what is none. */
export function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** The address that `AddressFields` posts: the fields that were filled, and those of before that no form asks for. */
export function postedAddress(form: FormData, fields: readonly AddressField[] = addressFields): Record<string, string> {
  const typed = fields.map((field) => [field, textOf(form.get(field))]);
  const all = {
    ...addressTexts(jsonOf(textOf(form.get('before')))),
    ...(Object.fromEntries(typed) as Record<string, string>),
  };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''));
}

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value.trim() : '');
