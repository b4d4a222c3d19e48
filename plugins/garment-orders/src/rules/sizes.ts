import { withWesternDigits } from '@docket/sdk/content';
import type { Wearer } from './locations.ts';

/** Sizes in the sequence in which they are worn, under the heading that a shop's list gives them. */
export const sizeRuns = {
  infant: ['NB', '6M', '12M', '18M', '24M'],
  toddler: ['2T', '3T', '4T', '5T'],
  youth: ['YXS', 'YS', 'YM', 'YL', 'YXL'],
  adult: ['XS', 'S', 'M', 'L', 'XL', '2XL', '3XL', '4XL', '5XL', '6XL'],
  tall: ['LT', 'XLT', '2XLT', '3XLT', '4XLT'],
  cap: ['OSFA', 'S/M', 'L/XL'],
  waist: ['W28', 'W30', 'W32', 'W34', 'W36', 'W38', 'W40', 'W42', 'W44'],
} as const;
export type SizeRun = keyof typeof sizeRuns;

/** How a garment is cut, with the sizes it comes in. The label is the message `garment.fit.<id>`. */
const runsOfFit = {
  adult: ['adult'],
  mens: ['adult'],
  'mens-tall': ['tall'],
  womens: ['adult'],
  'womens-tall': ['tall'],
  youth: ['youth'],
  girls: ['youth'],
  boys: ['youth'],
  toddler: ['toddler'],
  infant: ['infant'],
  'one-size': ['cap'],
  waist: ['waist'],
} as const satisfies Readonly<Record<string, readonly SizeRun[]>>;
export type Fit = keyof typeof runsOfFit;

/** Every cut, in the sequence in which forms offer them. */
export const fits = Object.keys(runsOfFit) as readonly Fit[];

/** True for an id of `fits`. */
export const isFit = (id: unknown): id is Fit => typeof id === 'string' && Object.hasOwn(runsOfFit, id);

/** The sizes that a fit's row offers, in sequence; an unknown fit offers the adult ones. */
export const sizesOf = (fit: string): readonly string[] =>
  (isFit(fit) ? runsOfFit[fit] : (['adult'] as const)).flatMap((run) => sizeRuns[run]);

const sequence: readonly string[] = Object.values(sizeRuns).flat();
const known: ReadonlySet<string> = new Set(sequence);
const runOf = new Map(
  Object.entries(sizeRuns).flatMap(([run, sizes]) => sizes.map((size) => [size as string, run as SizeRun])),
);

/** Compares labels in the sequence in which sizes are worn; labels no run knows come last, by name. */
export function bySize(one: string, other: string): number {
  const [left, right] = [sequence.indexOf(one), sequence.indexOf(other)];
  if (left < 0 && right < 0) return one < other ? -1 : Number(one > other);
  return left < 0 || right < 0 ? right - left : left - right;
}

const aliases: Readonly<Record<string, string>> = {
  XSM: 'XS',
  XSMALL: 'XS',
  EXTRASMALL: 'XS',
  SM: 'S',
  SML: 'S',
  SMALL: 'S',
  MD: 'M',
  MED: 'M',
  MEDIUM: 'M',
  LG: 'L',
  LRG: 'L',
  LARGE: 'L',
  XLG: 'XL',
  XLARGE: 'XL',
  EXTRALARGE: 'XL',
  '1X': 'XL',
  '1XL': 'XL',
  XXS: '2XS',
  XXL: '2XL',
  XXXL: '3XL',
  XXXXL: '4XL',
  XXXXXL: '5XL',
  XXXXXXL: '6XL',
  LTALL: 'LT',
  LARGETALL: 'LT',
  XLTALL: 'XLT',
  XXLT: '2XLT',
  XXXLT: '3XLT',
  XXXXLT: '4XLT',
  OS: 'OSFA',
  OSFM: 'OSFA',
  OSFMOST: 'OSFA',
  OSFALL: 'OSFA',
  ONESIZE: 'OSFA',
  ONE: 'OSFA',
  ADJ: 'OSFA',
  ADJUSTABLE: 'OSFA',
  SMALLMEDIUM: 'S/M',
  SMD: 'S/M',
  LXL: 'L/XL',
  LARGEXLARGE: 'L/XL',
  NEWBORN: 'NB',
};

/**
 * The one label of a size, however it is typed: `XXL`, `2x`, `2 XL` are `2XL`; `Y-M`, `yth m` are `YM`; bare letters
 * in a youth row are youth sizes. Labels that no run knows are kept, in capitals, as a form can name them (without
 * points and brackets); a bare number is a waist, because a number alone cannot name a form field. Applying it again
 * changes nothing.
 */
export function canonicalSize(typed: string, fit = 'adult'): string {
  const label = nameable(withWesternDigits(typed).toUpperCase());
  // "2 XL" is "2XL", but "10 5" must not become 105.
  const compact = label.replace(/(\d?)[\s_-]+(?=(\d?))/g, (gap, before, after) => (before && after ? gap : before));
  const found = adultOrOwn(compact);
  if (isYouthFit(fit) && runOf.get(found) === 'adult' && known.has(`Y${found}`)) return `Y${found}`;
  return known.has(found) || found !== compact ? found : label;
}

/** The text without what has a meaning in the names of form fields: points and brackets. */
const nameable = (text: string): string =>
  text
    .replace(/(?<=\d)\.(?=\d)/g, ',')
    .replace(/[.[\]\s]+/g, ' ')
    .trim();

function adultOrOwn(compact: string): string {
  if (known.has(compact)) return compact;
  const youth = /^(?:YOUTH|YTH|YOU|Y)(.+)$/.exec(compact)?.[1];
  if (youth && known.has(`Y${letters(youth)}`)) return `Y${letters(youth)}`;
  const waist = /^(?:W|WAIST)?(\d{1,3})$/.exec(compact)?.[1];
  if (waist) return `W${Number(waist)}`;
  const months = /^(\d{1,2})(?:MO|MOS|MONTHS?)$/.exec(compact)?.[1];
  if (months) return `${Number(months)}M`;
  return letters(compact);
}

const letters = (compact: string): string => {
  const extra = /^([2-6])X$/.exec(compact)?.[1];
  const slashless = compact.replaceAll('/', '');
  return extra ? `${extra}XL` : (aliases[compact] ?? aliases[slashless] ?? compact);
};

const isYouthFit = (fit: string): boolean => fit === 'youth' || fit === 'girls' || fit === 'boys';

/** True for sizes of children's garments: youth, toddler and infant. */
export function isYouth(label: string): boolean {
  const run = runOf.get(label);
  return run === 'youth' || run === 'toddler' || run === 'infant';
}

/** Whose print limits count for a size. Youth large and above print as adult. */
export function wearerOf(label: string): Wearer {
  const run = runOf.get(label);
  if (run === 'infant' || run === 'toddler') return run;
  return run === 'youth' && label !== 'YL' && label !== 'YXL' ? 'youth' : 'adult';
}

/** True when a row of this fit is made for children. */
export const isYouthRow = (fit: string): boolean => isYouthFit(fit) || fit === 'toddler' || fit === 'infant';
