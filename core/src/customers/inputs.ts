import { contactRights } from '@docket/sdk';
import * as z from 'zod';
import { EmailInput } from '../access/access.ts';
import { Phone } from '../reach-input.ts';

export { AddressValue, Phone } from '../reach-input.ts';

export const AddressLabel = z.string().trim().min(1).max(80);

export const ById = z.strictObject({ id: z.uuid() });

/** Of a customer or a person. */
export const Name = z.string().trim().min(1).max(160);

/** What staff write down for themselves; empty for nothing. */
export const Note = z
  .string()
  .trim()
  .max(4000)
  .transform((note) => note || null)
  .nullable();

/** A contact as it is typed. */
export const PersonInput = z.strictObject({
  name: Name,
  email: EmailInput,
  phone: Phone.optional(),
  rights: z
    .array(z.enum(contactRights))
    .max(contactRights.length)
    .transform((rights) => contactRights.filter((right) => rights.includes(right)))
    .optional(),
});
