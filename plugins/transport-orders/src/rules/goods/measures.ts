/** Units in which goods may be entered, with what one of them is in the unit in which we compute. */
const kilograms = { kg: 1, t: 1000, lb: 0.453_592_37 } as const;
const millimetres = { mm: 1, cm: 10, m: 1000, in: 25.4, ft: 304.8 } as const;
const cubicMetres = { m3: 1, l: 0.001, ft3: 0.028_316_846_592 } as const;
const metres = { m: 1, ft: 0.3048 } as const;

export type WeightUnit = keyof typeof kilograms;
export type LengthUnit = keyof typeof millimetres;
export type VolumeUnit = keyof typeof cubicMetres;
export type LoadingUnit = keyof typeof metres;

/** Kilograms in one of a unit, and millimetres in one of a unit. */
export const weightFactor = (unit: WeightUnit): number => kilograms[unit];
export const sizeFactor = (unit: LengthUnit): number => millimetres[unit];

/** Units that lines of goods are typed in, in the sequence of the form. */
export const weightUnits = Object.keys(kilograms) as readonly WeightUnit[];
export const lengthUnits = Object.keys(millimetres) as readonly LengthUnit[];

/** A quantity as it was entered, beside what it is in the unit in which we compute; what was entered is never lost. */
export interface Measure<Unit extends string> {
  readonly entered: number;
  readonly unit: Unit;
  readonly canonical: number;
}

const measureIn =
  <Unit extends string>(factors: Readonly<Record<Unit, number>>) =>
  (entered: number, unit: Unit): Measure<Unit> => ({ entered, unit, canonical: exact(entered * factors[unit]) });

/** A weight, computed in kilograms (KGM). */
export const weight = measureIn<WeightUnit>(kilograms);
/** A side of a package, computed in millimetres. */
export const side = measureIn<LengthUnit>(millimetres);
/** A volume, computed in cubic metres (MTQ). */
export const volume = measureIn<VolumeUnit>(cubicMetres);
/** A length of the loading floor at its full width, computed in metres (LDM). */
export const loadingLength = measureIn<LoadingUnit>(metres);

/** To a millionth: far finer than anyone measures, and without what binary fractions leave behind (0.1 + 0.2). */
export const exact = (value: number): number => Math.round(value * 1e6) / 1e6;
