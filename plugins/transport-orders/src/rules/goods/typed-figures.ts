import { groupOf, readCount, readMeasure, textOf, type JsonGroup, type NumberRead } from '@docket/sdk/content';
import type { GoodsLine } from '../content.ts';
import { isPackage, standardSides } from '../packages.ts';
import { loadOf, stackings, type GoodsSize, type Load, type Stacking } from './load.ts';
import {
  lengthUnits,
  loadingLength,
  side,
  sizeFactor,
  volume,
  weight,
  weightFactor,
  weightUnits,
  type LengthUnit,
  type WeightUnit,
} from './measures.ts';

/** How a figure is typed: the unit that counts unless the text names another one, and the largest that anyone means. */
export interface Figure {
  readonly unit: string;
  readonly most: number;
  /** Reads it into `unit`, with as many decimals as a form can take back. Never throws. */
  readonly read: (typed: unknown) => NumberRead;
}

interface FigureRules {
  readonly unit: string;
  readonly most: number;
  readonly units: readonly (readonly [RegExp, number])[];
  /** For units in which thousands are usual: `1.240` is two numbers there, and 1.24 elsewhere. */
  readonly strict: boolean;
}

const figure = ({ unit, most, units, strict }: FigureRules): Figure => ({
  unit,
  most,
  read: (typed) => {
    const read = readMeasure(typed, { units, most, strict });
    // With a third decimal, a form could not take back what it shows where thousands are usual.
    return read.fault === undefined && strict ? { value: Math.round(read.value * 100) / 100 } : read;
  },
});

const weightWords: readonly (readonly [RegExp, WeightUnit])[] = [
  [/\s*kgs?\.?$/i, 'kg'],
  [/\s*(?:t|to|tonnes?)\.?$/i, 't'],
  [/\s*lbs?\.?$/i, 'lb'],
];
const lengthWords: readonly (readonly [RegExp, LengthUnit])[] = [
  [/\s*mm\.?$/i, 'mm'],
  [/\s*cm\.?$/i, 'cm'],
  [/\s*(?:"|”|″|in\.?|inch(?:es)?)$/i, 'in'],
  [/\s*(?:'|’|′|ft\.?)$/i, 'ft'],
  [/\s*m\.?$/i, 'm'],
];

const byUnit = <Unit extends string>(build: (unit: Unit) => Figure): ((unit: Unit) => Figure) => {
  const built = new Map<Unit, Figure>();
  return (unit) => {
    const known = built.get(unit) ?? build(unit);
    built.set(unit, known);
    return known;
  };
};

/** Kilograms that anyone means by one line, and metres by one side of a package. */
const [mostKilograms, mostMetres] = [100_000, 20];

/** A weight of a line, in one of the units of weight. */
export const weightFigure = byUnit((unit: WeightUnit) =>
  figure({
    unit,
    most: Math.floor(mostKilograms / weightFactor(unit)),
    units: weightWords.map(([word, named]) => [word, weightFactor(named) / weightFactor(unit)]),
    strict: unit !== 't',
  }),
);

/** A side of a package, in one of the units of length. */
export const sideFigure = byUnit((unit: LengthUnit) =>
  figure({
    unit,
    most: Math.floor((mostMetres * 1000) / sizeFactor(unit)),
    units: lengthWords.map(([word, named]) => [word, sizeFactor(named) / sizeFactor(unit)]),
    strict: unit !== 'm' && unit !== 'ft',
  }),
);

/** The volume of a line, in cubic metres. */
export const volumeFigure: Figure = figure({
  unit: 'm³',
  most: 1000,
  units: [[/\s*m(?:3|³)$/i, 1]],
  strict: false,
});

/** The length of floor that a line takes at its full width, in metres. */
export const loadingFigure: Figure = figure({
  unit: 'm',
  most: 100,
  units: [[/\s*(?:ldm|m)\.?$/i, 1]],
  strict: false,
});

/** The units of a line as typed; the metric ones for what is none. */
export const lengthUnitOf = (typed: unknown): LengthUnit => lengthUnits.find((one) => one === textOf(typed)) ?? 'cm';
export const weightUnitOf = (typed: unknown): WeightUnit => weightUnits.find((one) => one === textOf(typed)) ?? 'kg';

/** What of a line its size depends on, as content holds it. */
export type LineFigures = Pick<
  GoodsLine,
  'quantity' | 'package' | 'length' | 'width' | 'height' | 'sizeUnit' | 'weightUnit' | 'volume' | 'loadingMetres' | 'stacking'
> & { readonly gross: number | null };

/** The size of a line. Packages of a standard type stand on its footprint where no side is given. */
export function sizeOf(line: LineFigures): GoodsSize {
  const { sizeUnit, weightUnit } = line;
  const sideOf = (entered: number | null) => (entered === null ? undefined : side(entered, sizeUnit));
  const standard = line.length === null && line.width === null ? standardSides(line.package) : undefined;
  return {
    quantity: line.quantity,
    length: standard ? side(standard.length, 'mm') : sideOf(line.length),
    width: standard ? side(standard.width, 'mm') : sideOf(line.width),
    height: sideOf(line.height),
    gross: line.gross === null ? undefined : weight(line.gross, weightUnit),
    volume: line.volume === null ? undefined : volume(line.volume, 'm3'),
    loadingMetres: line.loadingMetres === null ? undefined : loadingLength(line.loadingMetres, 'm'),
    stacking: line.stacking,
  };
}

/** The size of a line as it stands in a draft; what cannot be read counts as not given. */
export function typedSize(line: unknown): GoodsSize {
  const row = groupOf(line);
  const [sizeUnit, weightUnit] = [lengthUnitOf(row['sizeUnit']), weightUnitOf(row['weightUnit'])];
  const read = (key: string, how: Figure): number | null => how.read(row[key]).value || null;
  return sizeOf({
    quantity: readCount(row['quantity']).value ?? 0,
    package: packageOf(row),
    length: read('length', sideFigure(sizeUnit)),
    width: read('width', sideFigure(sizeUnit)),
    height: read('height', sideFigure(sizeUnit)),
    sizeUnit,
    gross: read('gross', weightFigure(weightUnit)),
    weightUnit,
    volume: read('volume', volumeFigure),
    loadingMetres: read('loadingMetres', loadingFigure),
    stacking: stackingOf(row['stacking']),
  });
}

const packageOf = (row: JsonGroup): string => (isPackage(textOf(row['package'])) ? textOf(row['package']) : '');

/** A way of stacking as typed; nothing may stand on what says nothing. */
export const stackingOf = (typed: unknown): Stacking => stackings.find((one) => one === textOf(typed)) ?? 'no';

/** Everything on the vehicle by the goods of a draft: what a form shows while somebody types. */
export const typedLoad = (goods: readonly unknown[]): Load => loadOf(goods.map(typedSize));
