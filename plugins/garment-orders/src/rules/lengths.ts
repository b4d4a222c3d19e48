import { readMeasure, type NumberRead } from '@docket/sdk/content';

/** Unit of a typed length. */
export const lengthUnits = ['in', 'mm'] as const;
export type LengthUnit = (typeof lengthUnits)[number];

/** Exact by definition. */
export const millimetresPerInch = 25.4;

const unitWords: readonly (readonly [RegExp, number])[] = [
  [/\s*(?:"|”|″|''|in\.?|inch(?:es)?)$/i, 1],
  [/\s*mm\.?$/i, 1 / millimetresPerInch],
  [/\s*cm\.?$/i, 10 / millimetresPerInch],
];

/**
 * Reads a length and answers it in inches, to a ten-thousandth. `unit` counts unless the text names its own: `3.5"`,
 * `90 mm`, `9 cm`. Decimals by point or comma, and `3 1/2`, `3½`. Never throws; 0 is a number like any other.
 */
export const readLength = (typed: unknown, unit: LengthUnit): NumberRead =>
  readMeasure(typed, { factor: unit === 'mm' ? 1 / millimetresPerInch : 1, units: unitWords });

/** Inches in the wanted unit, as precise as print sizes are spoken of: 0.01 in or 0.1 mm. */
export const lengthIn = (value: number, unit: LengthUnit): number =>
  unit === 'mm' ? Math.round(value * millimetresPerInch * 10) / 10 : Math.round(value * 100) / 100;
