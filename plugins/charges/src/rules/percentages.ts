import { amountOf } from './amount.ts';
import type { Charge } from './charge.ts';

/** What charges come to that a percentage is of: those that are withdrawn count no more. Minor units. */
export const sumOf = (parts: readonly string[], charges: readonly Charge[]): number =>
  charges
    .filter(({ id, withdrawn }) => parts.includes(id) && !withdrawn)
    .reduce((total, { amount }) => total + amount, 0);

/** A percentage whose parts came to something else, with what it comes to now. */
export interface Moved {
  readonly charge: Charge;
  readonly sum: number;
  readonly amount: number;
}

/** The percentages that are not what their parts say. A percentage is never of another one, so each is right after one look. */
export const movedBy = (charges: readonly Charge[]): readonly Moved[] =>
  charges.flatMap((charge) => {
    if (charge.basis !== 'percent' || charge.withdrawn) return [];
    const sum = sumOf(charge.parts, charges);
    return sum === charge.sum ? [] : [{ charge, sum, amount: amountOf({ ...charge, sum }) }];
  });
