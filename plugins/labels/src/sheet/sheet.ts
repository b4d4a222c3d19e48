import type { Package } from '@docket/sdk';

/** What one label says. */
export interface Sheet {
  readonly package: Package;
  /** Which one of how many of the whole order, from 1. */
  readonly at: number;
  readonly of: number;
  readonly shop: string;
  /** As people say it, e.g. `1042`. */
  readonly order: string;
  readonly reference: string;
  /** Of its own; absent on a draft, which is nothing to scan. */
  readonly number?: string;
  /** What the square code holds: the order’s page, with the number behind it. */
  readonly address: string;
}
