/** A request that waits for staff, in a list. */
export interface RequestLine {
  readonly id: string;
  readonly kind: string;
  /** Where it came in: `portal` or `public`. */
  readonly door: string;
  readonly title: string;
  /** The customer, or who a stranger says to be. */
  readonly from: string;
  /** The address that a stranger typed; empty for a customer. */
  readonly email: string;
  /** Why it waits, as whoever decided so put it. */
  readonly reason: string;
  /** ISO 8601. */
  readonly submittedAt: string;
  /** Nobody of the shop has opened it. */
  readonly isNew: boolean;
}
