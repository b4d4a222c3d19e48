import { withWesternDigits } from '@docket/sdk/content';

/** Why a typed text is not the decimal number that was asked for. */
export type DecimalFault = 'not-a-number' | 'negative' | 'ambiguous' | 'too-fine' | 'too-large';

export type DecimalRead =
  | { readonly value: number; readonly fault?: undefined }
  | { readonly value?: undefined; readonly fault: DecimalFault };

/** What may be typed. */
export interface DecimalLimits {
  /** Places behind the point; the value comes in units of the last one. */
  readonly decimals: number;
  /** The largest that anyone means, in whole ones. */
  readonly most: number;
  /** Also below nothing, for what is given back. */
  readonly signed?: boolean;
}

const number = /^(\d*)(?:[.,\u066b](\d*))?$/;
const minus = /^[-\u2212\u2013]\s*/;
// 1240 to some and 1.24 to others.
const twoNumbers = /^[1-9]\d{0,2}[.,]\d{3}$/;
const longest = 40;

/**
 * Reads a decimal number exactly, as a whole number of its last place: `45,5` with two decimals is 4550. By point or comma, without
 * groups of thousands; `1.240` is refused as ambiguous. Never throws.
 */
export function readDecimal(typed: string, { decimals, most, signed = false }: DecimalLimits): DecimalRead {
  const text = withWesternDigits(typed);
  const digits = text.replace(minus, '');
  const found = number.exec(digits);
  if (!found || text.length > longest || !/\d/.test(digits)) return { fault: 'not-a-number' };
  if (twoNumbers.test(digits)) return { fault: 'ambiguous' };
  const [whole = '', fraction = ''] = [found[1], found[2]?.replace(/0+$/, '')];
  if (fraction.length > decimals) return { fault: 'too-fine' };
  const size = BigInt(`0${whole}${fraction.padEnd(decimals, '0')}`);
  if (size > BigInt(most) * 10n ** BigInt(decimals)) return { fault: 'too-large' };
  if (digits === text || size === 0n) return { value: Number(size) };
  return signed ? { value: -Number(size) } : { fault: 'negative' };
}

/** How a form shows such a number, so that it reads back as it was: 4550 with two decimals is `45.5`. */
export function decimalText(value: number, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const [whole, fraction] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)];
  const shown = fraction.replace(/0+$/, '');
  const sign = value < 0 ? '-' : '';
  if (shown === '') return `${sign}${whole}`;
  // A fourth place keeps 1.240 from being taken for a thousand.
  return `${sign}${whole}.${shown.length === 3 && whole !== '0' && whole.length <= 3 ? `${shown}0` : shown}`;
}
