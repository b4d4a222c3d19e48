import type { Json } from '@docket/sdk';

/** A value that was filled in and sent as it was. */
export interface PrefilledLine {
  readonly path: string;
  /** Message key. */
  readonly label: string;
  /** Where the values of a choice have their words. */
  readonly words?: string;
  readonly value: Json;
  /** `customer`, `service`, `address`, or the id of a plugin. */
  readonly source: string;
  /** Of the default; null for what a plugin proposed. */
  readonly version: number | null;
}
