import type { Notes } from '@docket/sdk/content';

/** Everything that the check can say by itself; the words are the messages `issue.transport.<code>`. */
export const checkCodes = [
  'not-an-order',
  'unknown-field',
  'price-sent',
  'text-long',
  'not-text',
  'reference-missing',
  'service-missing',
  'name-missing',
  'town-missing',
  'country-missing',
  'country-unknown',
  'zone-unknown',
  'date-missing',
  'date-invalid',
  'date-far',
  'time-invalid',
  'window-reversed',
  'delivery-first',
  'goods-missing',
  'goods-many',
  'line-unreadable',
  'quantity-missing',
  'quantity-fraction',
  'quantity-negative',
  'quantity-not-a-number',
  'quantity-ambiguous',
  'quantity-many',
  'package-missing',
  'package-unknown',
  'weight-missing',
  'weight-negative',
  'weight-not-a-number',
  'weight-ambiguous',
  'weight-much',
  'weight-odd',
] as const;
export type CheckCode = (typeof checkCodes)[number];

/** Collects what the check finds. */
export type CheckNotes = Notes<CheckCode>;

/** What a submit is told of its service and its collection; the words are the messages `issue.transport.<code>`. */
export const intakeCodes = [
  'service-not-available',
  'service-none',
  'level-not-available',
  'collection-past',
  'collection-closed',
  'late-same-day',
  'late-day-before',
] as const;
export type IntakeCode = (typeof intakeCodes)[number];
