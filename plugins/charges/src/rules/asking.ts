/** Why a customer is asked about a charge, or is not. */
export const whys = ['type', 'threshold', 'decided-before'] as const;
export type Why = (typeof whys)[number];

/** What asking depends on. Amounts in minor units. */
export interface AskingCase {
  /** What the type of the charge says. */
  readonly typeAsks: boolean;
  readonly amount: number;
  /** At or below it nothing is asked. */
  readonly threshold: number;
  /** Whether the customer ever decided about the charge. */
  readonly decidedBefore: boolean;
}

/**
 * Whether the customer is asked. Who has once decided about a charge is asked about every change of it, however small: what they
 * agreed to, or did not, was another charge.
 */
export function askingOf({ typeAsks, amount, threshold, decidedBefore }: AskingCase): {
  readonly asks: boolean;
  readonly why: Why;
} {
  if (decidedBefore) return { asks: true, why: 'decided-before' };
  if (typeAsks && amount <= threshold) return { asks: false, why: 'threshold' };
  return { asks: typeAsks, why: 'type' };
}
