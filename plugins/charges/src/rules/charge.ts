import type { Figures } from './amount.ts';
import type { Why } from './asking.ts';

/** Where a charge came from: typed by staff, by a tariff, or by something that happened to the order. */
export const sources = ['manual', 'tariff', 'event'] as const;
export type Source = (typeof sources)[number];

/** What a version came to be by. `counter`: the customer named the amount. `parts`: what it is a percentage of changed. */
export const causes = ['added', 'amended', 'counter', 'parts'] as const;
export type Cause = (typeof causes)[number];

/** What a charge rests on. Instants as ISO 8601. */
export interface Evidence {
  /** What was measured or seen, in words. */
  readonly noted: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Ids of files of the order. */
  readonly files: readonly string[];
}

/** One version of a charge: everything that a customer is shown, and why it is so. */
export interface Version extends Figures {
  readonly version: number;
  readonly description: string;
  /** Ids of the charges that a percentage is of. */
  readonly parts: readonly string[];
  /** Minor units of the order's currency, without tax. */
  readonly amount: number;
  /** Hundredths of a percent. */
  readonly tax: number;
  readonly evidence: Evidence;
  readonly source: Source;
  readonly cause: Cause;
  /** Why it was amended, for staff and customer; null where nobody had to say. */
  readonly reason: string | null;
  /** Whether the customer is asked, and why. */
  readonly asks: boolean;
  readonly why: Why;
  /** The amount up to which nothing was asked, in minor units. */
  readonly threshold: number;
  /** ISO 8601. */
  readonly at: string;
  /** Id of the staff member; null where no person did it. */
  readonly by: string | null;
}

/** A charge of an order as it stands. */
export interface Charge extends Version {
  readonly id: string;
  /** Of the settings' types. */
  readonly code: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly withdrawn: { readonly at: string; readonly by: string | null; readonly reason: string } | null;
}
