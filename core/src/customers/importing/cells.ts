import { contactRights, type ContactRight } from '@docket/sdk';
import type * as z from 'zod';
import { EmailInput } from '../../access/access.ts';
import { AddressLabel, Name, Note, Phone } from '../inputs.ts';
import type { Columns, ImportField } from './mapping.ts';
import type { Row } from './reading.ts';

/** Why a row cannot be taken over; each has its words in the admin's catalogue. */
export type FaultCode =
  | 'name-missing'
  | 'too-long'
  | 'no-email'
  | 'no-phone'
  | 'no-right'
  | 'no-link'
  | 'address-empty'
  | 'customer-differs'
  | 'person-differs'
  | 'address-differs'
  | 'too-many'
  | 'with-another';

/** What stands in the way of a row: in which column, and what is written there. `column` is null where it is the row as a whole. */
export interface Fault {
  readonly at: number;
  readonly column: number | null;
  readonly value: string;
  readonly code: FaultCode;
}

/** What the cells of a row hold, each in its form; what is empty is not there. */
export interface Values {
  readonly at: number;
  readonly texts: Partial<Readonly<Record<Exclude<ImportField, 'contactRights'>, string>>>;
  /** Absent where nobody has said so. */
  readonly rights?: readonly ContactRight[];
}

/** Characters of one part of an address. */
const longestPart = 200;

/** What our export writes for a person without any right. */
const noRight = 'none';

/** A link, or the last part of one. */
const linkForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Reads the cells of a row by what their columns hold. */
export function valuesOf({ at, cells }: Row, columns: Columns): { readonly values: Values; readonly faults: Fault[] } {
  const faults: Fault[] = [];
  const texts: Partial<Record<ImportField, string>> = {};
  let rights: readonly ContactRight[] | undefined;
  for (const [column, field] of columns.entries()) {
    const value = cells[column]!;
    if (field === null || value.trim() === '') continue;
    const read = field === 'contactRights' ? rightsOf(value) : textOf(field, value);
    if (typeof read === 'object' && 'code' in read) faults.push({ at, column, value, code: read.code });
    else if (typeof read === 'string') texts[field] = read;
    else rights = read;
  }
  return { values: { at, texts, ...(rights && { rights }) }, faults };
}

type Wrong = { readonly code: FaultCode };

function textOf(field: ImportField, value: string): string | Wrong {
  switch (field) {
    case 'email':
    case 'contactEmail':
      return parsed(EmailInput, value, 'no-email');
    case 'phone':
    case 'contactPhone':
      return parsed(Phone, value, 'no-phone');
    case 'note':
      return parsed(Note, value, 'too-long');
    case 'addressLabel':
      return parsed(AddressLabel, value, 'too-long');
    case 'link':
      return linkOf(value);
    default:
      if (!field.startsWith('address-')) return parsed(Name, value, 'too-long');
      // As it is: what stands on an envelope is nobody's to tidy.
      return value.length > longestPart ? { code: 'too-long' } : value;
  }
}

function parsed(schema: z.ZodType<string | null>, value: string, code: FaultCode): string | Wrong {
  const { data } = schema.safeParse(value);
  return data ?? { code };
}

function linkOf(value: string): string | Wrong {
  const slug = value.trim().toLowerCase().split('/').findLast(Boolean) ?? '';
  return slug.length <= 80 && linkForm.test(slug) ? slug : { code: 'no-link' };
}

function rightsOf(value: string): readonly ContactRight[] | Wrong {
  const named = value
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '' && word !== noRight);
  const known: ReadonlySet<string> = new Set(contactRights);
  if (named.some((word) => !known.has(word))) return { code: 'no-right' };
  return contactRights.filter((right) => named.includes(right));
}
