import type { Issue, Json } from '@docket/sdk';
import type { Refusal } from '@docket/sdk/client';

/** What a refused change of an order says besides its code. */
export interface EditRefusal {
  /** What is wrong with what was typed. */
  readonly issues: readonly Issue[];
  /** What was typed, brought into the order; absent when the server does not say. */
  readonly typed: Json | undefined;
  /** The order's newest version, when it was changed meanwhile. */
  readonly version: number | undefined;
}

/** Reads the details of a refused `orders.edit`. */
export function editRefusal(refusal: Refusal | undefined): EditRefusal {
  const details = (refusal?.details ?? {}) as Partial<{ issues: readonly Issue[]; typed: Json; version: number }>;
  return { issues: details.issues ?? [], typed: details.typed, version: details.version };
}
