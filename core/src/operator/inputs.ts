import * as z from 'zod';
import { EmailInput } from '../access/access.ts';

/** A shop's name in addresses: lower case words with dashes. */
export const SlugInput = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** A host without port, lower case: at least two names with a dot between them. */
export const HostInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/);

/** Why something is done, in the operator's words. */
export const ReasonInput = z.string().trim().min(3).max(300);

/** Why a shop is looked into, for its owner to read. */
export const LookReasonInput = z.string().trim().min(10).max(500);

const isKnown = (read: (value: string) => unknown) => (value: string) => {
  try {
    read(value);
    return true;
  } catch {
    return false;
  }
};

/** A shop to found. */
export const NewShopInput = z.strictObject({
  slug: SlugInput,
  name: z.string().trim().min(1).max(100),
  ownerName: z.string().trim().min(1).max(100),
  email: EmailInput,
  timeZone: z
    .string()
    .max(60)
    .refine(isKnown((timeZone) => Intl.DateTimeFormat('en', { timeZone }))),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .refine(isKnown((currency) => Intl.NumberFormat('en', { style: 'currency', currency }))),
  locale: z
    .string()
    .max(35)
    .refine(isKnown((tag) => new Intl.Locale(tag))),
  units: z.enum(['inch', 'mm']),
});
