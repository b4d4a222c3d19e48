import { readMeasure, withWesternDigits } from '@docket/sdk/content';

/** The coldest and the warmest that goods travel at, in °C. */
export const temperatures = { lowest: -100, highest: 100 } as const;

const below = /^[-\u2212\u2013]\s*/;
const degrees: readonly (readonly [RegExp, number])[] = [[/\s*°?\s*c\.?$|\s*°$/i, 1]];

/** A temperature in °C as typed: `-18`, `2,5 °C`. Nothing for what is none, however cold. Never throws. */
export function readTemperature(typed: unknown): number | undefined {
  if (typeof typed === 'number') return Number.isFinite(typed) ? rounded(typed) : undefined;
  const text = typeof typed === 'string' ? withWesternDigits(typed) : '';
  const { value } = readMeasure(text.replace(below, ''), { units: degrees });
  if (value === undefined) return undefined;
  // Not -0, which is another value than 0 to whoever compares.
  return below.test(text) && value !== 0 ? -rounded(value) : rounded(value);
}

const rounded = (value: number): number => Math.round(value * 10) / 10 + 0;
