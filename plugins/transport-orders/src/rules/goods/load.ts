import {
  exact,
  type LengthUnit,
  type LoadingUnit,
  type Measure,
  type VolumeUnit,
  type WeightUnit,
} from './measures.ts';

/** Whether something may stand on a package: nothing; the same again; or nothing, though it may stand on others. */
export const stackings = ['no', 'yes', 'top-only'] as const;
export type Stacking = (typeof stackings)[number];

/** What of a goods line its size depends on. Sides are of one package; weight, volume and loading metres of the line. */
export interface GoodsSize {
  readonly quantity: number;
  readonly length?: Measure<LengthUnit> | undefined;
  readonly width?: Measure<LengthUnit> | undefined;
  readonly height?: Measure<LengthUnit> | undefined;
  readonly gross?: Measure<WeightUnit> | undefined;
  /** Counts instead of what the sides give. */
  readonly volume?: Measure<VolumeUnit> | undefined;
  /** Counts instead of what the sides give. */
  readonly loadingMetres?: Measure<LoadingUnit> | undefined;
  readonly stacking: Stacking;
}

/** Inner width of a trailer, which a loading metre is as wide as. */
const trailerWidth = 2.4;

/** How many layers stand on one place of the floor. */
const layers: Readonly<Record<Stacking, number>> = { no: 1, yes: 2, 'top-only': 1 };

/** Cubic metres by the sides; nothing where one is missing. */
export function volumeBySides({ quantity, length, width, height }: GoodsSize): number | undefined {
  if (!length || !width || !height) return undefined;
  return exact((length.canonical * width.canonical * height.canonical * quantity) / 1e9);
}

/** Loading metres by the sides: length × width × count ÷ 2.4 m ÷ layers. A Euro pallet takes 0.4. */
export function loadingMetresBySides({ quantity, length, width, stacking }: GoodsSize): number | undefined {
  if (!length || !width) return undefined;
  return exact((length.canonical * width.canonical * quantity) / 1e6 / trailerWidth / layers[stacking]);
}

/** Cubic metres that count: the entered, else by the sides. */
export const volumeOf = (line: GoodsSize): number | undefined => line.volume?.canonical ?? volumeBySides(line);

/** Loading metres that count: the entered, else by the sides. */
export const loadingMetresOf = (line: GoodsSize): number | undefined =>
  line.loadingMetres?.canonical ?? loadingMetresBySides(line);

/** A sum over lines, and how many lines do not say what they add to it. */
export interface Total {
  readonly sum: number;
  readonly unknown: number;
}

/** Everything on the vehicle: packages, kilograms, cubic metres and loading metres. */
export interface Load {
  readonly packages: number;
  readonly grossKg: Total;
  readonly cubicMetres: Total;
  readonly loadingMetres: Total;
}

/** Sums the lines of an order. */
export const loadOf = (lines: readonly GoodsSize[]): Load => ({
  packages: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  grossKg: totalOf(lines.map(({ gross }) => gross?.canonical)),
  cubicMetres: totalOf(lines.map(volumeOf)),
  loadingMetres: totalOf(lines.map(loadingMetresOf)),
});

function totalOf(values: readonly (number | undefined)[]): Total {
  const known = values.filter((value) => value !== undefined);
  return { sum: exact(known.reduce((sum, value) => sum + value, 0)), unknown: values.length - known.length };
}
