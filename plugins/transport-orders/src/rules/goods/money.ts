import type { Json } from '@docket/sdk';
import { readMeasure, type NumberRead } from '@docket/sdk/content';

/** Decimals of a currency (ISO 4217): 2 of EUR, none of JPY. Nothing for a code that is no currency. */
export function currencyDigits(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  if (!currencies.has(currency)) return undefined;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

let currencies: ReadonlySet<string> | undefined;

/** A hundred million in major units: what is worth more is insured otherwise. */
export const mostValue = 100_000_000;

/** Reads a value into minor units: a text is in major units, as people type it, a number in minor ones already. */
export function readValue(typed: unknown, digits: number): NumberRead {
  const scale = 10 ** digits;
  if (typeof typed !== 'number') {
    const { value, fault } = readMeasure(typed, { most: mostValue, strict: true });
    return fault === undefined ? { value: Math.round(value * scale) } : { fault };
  }
  if (!Number.isInteger(typed)) return { fault: 'not-a-number' };
  if (typed < 0) return { fault: 'negative' };
  return typed > mostValue * scale ? { fault: 'too-large' } : { value: typed };
}

/** A value as a form shows it, in major units: `1250.5`; what was typed stays as it is. */
export function valueText(value: Json | undefined, currency: string): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value / 10 ** (currencyDigits(currency) ?? 2)) : '';
}
