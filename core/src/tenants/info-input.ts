import * as z from 'zod';
import { EmailInput } from '../access/access.ts';
import { AddressValue, Phone } from '../reach-input.ts';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Hours from UTC are no place: they know no summer time. */
const zoneName = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;

/** A zone as the list of zones spells it; undefined for none. */
export function zoneOf(text: string): string | undefined {
  if (!zoneName.test(text)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** A language tag (BCP 47) whose ways of writing dates and figures are known; undefined for any other. */
export function localeOf(text: string): string | undefined {
  try {
    const [known] = Intl.DateTimeFormat.supportedLocalesOf(text);
    return known;
  } catch {
    return undefined;
  }
}

/** A text that stands for one of a list, as the list spells it. */
const oneOf = (read: (text: string) => string | undefined) =>
  z
    .string()
    .trim()
    .max(80)
    .transform((text, context) => {
      const found = read(text);
      if (found !== undefined) return found;
      context.addIssue({ code: 'custom', message: 'not in the list' });
      return z.NEVER;
    });

/** What a shop tells of itself, as staff type it. */
export const InfoInput = z.strictObject({
  /** Shown in headers and as the sender of mails: one line. */
  name: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^\P{Cc}*$/u),
  email: EmailInput.nullable(),
  phone: Phone,
  address: AddressValue.nullable(),
  timeZone: oneOf(zoneOf),
  currency: oneOf((text) => (currencies.has(text.toUpperCase()) ? text.toUpperCase() : undefined)),
  locale: oneOf(localeOf),
  units: z.enum(['inch', 'mm']),
  brandColor: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
});
export type Info = z.output<typeof InfoInput>;

/** What orders are counted in: a change does not change the orders that there are. */
export const measures = ['currency', 'units'] as const;
export type Measure = (typeof measures)[number];

/** The measures that differ between two states of a shop. */
export const changedMeasures = (before: Pick<Info, Measure>, after: Pick<Info, Measure>): readonly Measure[] =>
  measures.filter((measure) => before[measure] !== after[measure]);
