import type { Intent, Issue } from '@docket/sdk';
import type { Params } from '@docket/sdk/messages';

/** A reason of Docket's own: its words are in the catalogue, under `admin.reason.<code>`. */
export interface CodedReason {
  readonly code: string;
  readonly params?: Params;
}

/** True for what keeps a request from becoming an order as it is. */
export const stopsIt = ({ severity }: Issue): boolean => severity !== 'warn';

/** A request that waits for staff, in a list. */
export interface RequestLine {
  readonly id: string;
  /** What it asks for: an order, or that one is changed or cancelled. */
  readonly intent: Intent;
  readonly kind: string;
  /** Where it came in: `portal` or `public`. */
  readonly door: string;
  readonly title: string;
  /** The customer, or who a stranger says to be. */
  readonly from: string;
  /** The address that a stranger typed; empty for a customer. */
  readonly email: string;
  /** Why it waits, as the plugin that decided so put it. */
  readonly reason: string;
  /** Why it waits where nobody but Docket itself decided so. */
  readonly reasons: readonly CodedReason[];
  /** ISO 8601. */
  readonly submittedAt: string;
  /** ISO 8601: when the shop means to have decided it; null where it does not wait. */
  readonly dueAt: string | null;
  /** Nobody of the shop has opened it. */
  readonly isNew: boolean;
}
