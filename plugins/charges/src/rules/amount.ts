import type { Basis } from './bases.ts';

/** A quantity is kept in thousandths. */
export const quantityDecimals = 3;
/** A rate is kept in ten-thousandths of a minor unit, that of a percentage in ten-thousandths of a percent. */
export const rateDecimals = 4;
/** A tax is kept in hundredths of a percent. */
export const taxDecimals = 2;

/** What an amount is made of. */
export interface Figures {
  readonly basis: Basis;
  /** Thousandths; 1000 where the basis counts nothing. */
  readonly quantity: number;
  /** Ten-thousandths of a minor unit, or of a percent. */
  readonly rate: number;
  /** Minor units that a percentage is of; null for every other basis. */
  readonly sum: number | null;
}

/** The amount in whole minor units, half of one rounded up. Exact: no figure is ever a fraction. */
export function amountOf({ basis, quantity, rate, sum }: Figures): number {
  if (basis === 'percent') return share(sum ?? 0, rate, rateDecimals);
  return Number(halfUp(BigInt(quantity) * BigInt(rate), 10n ** BigInt(quantityDecimals + rateDecimals)));
}

/** The tax on an amount: minor units, half of one rounded up. */
export const taxOn = (amount: number, tax: number): number => share(amount, tax, taxDecimals);

const share = (amount: number, percent: number, decimals: number): number =>
  Number(halfUp(BigInt(amount) * BigInt(percent), 100n * 10n ** BigInt(decimals)));

/** The nearest whole of a fraction; of two that are as near, the greater. */
function halfUp(numerator: bigint, denominator: bigint): bigint {
  const [twice, above] = [2n * denominator, 2n * numerator + denominator];
  const whole = above / twice;
  return above < 0n && above % twice !== 0n ? whole - 1n : whole;
}
