import * as z from 'zod';
import type { Json } from '@docket/sdk';
import { JsonInput } from './json-input.ts';

const fieldName = /^[a-z][A-Za-z0-9]{0,39}$/;
const most = { fields: 20, characters: 200 } as const;

/** An address: short texts by the names that its form gives them. */
export const AddressValue = JsonInput.refine(isAddress, 'not a short list of named texts');

function isAddress(value: Json): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const fields = Object.entries(value);
  return (
    fields.length > 0 &&
    fields.length <= most.fields &&
    fields.every(([name, text]) => fieldName.test(name) && typeof text === 'string' && text.length <= most.characters)
  );
}

/** A telephone number as people write it; empty for none. */
export const Phone = z
  .string()
  .trim()
  .max(40)
  .transform((phone) => phone || null)
  .nullable();
