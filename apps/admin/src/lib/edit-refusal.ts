import type { Issue, Json, ShownChange } from '@docket/sdk';
import type { Refusal } from '@docket/sdk/client';

/** What a refused change of an order says besides its code. */
export interface EditRefusal {
  /** What is wrong with what was typed. */
  readonly issues: readonly Issue[];
  /** What was typed, brought into the order; absent when the server does not say. */
  readonly typed: Json | undefined;
  /** The newest version, when it was changed meanwhile. */
  readonly version: number | undefined;
  /** What was typed beside what it is since, where both differ. */
  readonly changes: readonly ShownChange[];
}

/** Reads the details of a refused `orders.edit` or `requests.edit`. */
export function editRefusal(refusal: Refusal | undefined): EditRefusal {
  const details = (refusal?.details ?? {}) as Partial<EditRefusal>;
  const { issues = [], typed, version, changes = [] } = details;
  return { issues, typed, version, changes };
}
