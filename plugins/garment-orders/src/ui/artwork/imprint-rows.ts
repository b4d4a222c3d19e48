import type { Json } from '@docket/sdk';
import { groupOf, isTicked, listOf, textOf } from '@docket/sdk/content';
import { textsOf } from '#rules/artwork-rules.ts';
import type { LengthUnit } from '#rules/lengths.ts';

/** An ink, thread or film as it is being typed. */
export interface InkRow {
  name: string;
  code: string;
}

/** A print location as it is being typed. */
export interface ImprintRow {
  readonly id: string;
  location: string;
  label: string;
  /** Empty: the order's. */
  method: string;
  width: string;
  height: string;
  unit: LengthUnit;
  colors: string;
  inks: InkRow[];
  inkType: string;
  underbase: boolean;
  placement: string;
  note: string;
  /** Ids of garments; empty: all. */
  applies: string[];
  inkByGarment: Record<string, string>;
  /** Ids of files. */
  files: string[];
}

/** A print location nobody has typed yet. */
export const blankImprint = (id: string, unit: LengthUnit): ImprintRow => ({
  id,
  location: '',
  label: '',
  method: '',
  width: '',
  height: '',
  unit,
  colors: '',
  inks: [],
  inkType: '',
  underbase: false,
  placement: '',
  note: '',
  applies: [],
  inkByGarment: {},
  files: [],
});

/** The print locations of a draft; a form always shows at least one. `unit` is the shop's, for rows without one. */
export function readImprints(content: Json, unit: LengthUnit): ImprintRow[] {
  const rows = listOf(groupOf(content)['imprints']).map((row, index) => readImprint(row, `i${index + 1}`, unit));
  return rows.length > 0 ? rows : [blankImprint('i1', unit)];
}

/** One print location of a draft. */
export function readImprint(value: Json, fallbackId: string, unit: LengthUnit): ImprintRow {
  const row = groupOf(value);
  const texts = ['location', 'label', 'method', 'width', 'height', 'colors', 'inkType', 'placement', 'note'] as const;
  const typedUnit = row['unit'];
  return {
    ...blankImprint(textOf(row['id']) || fallbackId, typedUnit === 'in' || typedUnit === 'mm' ? typedUnit : unit),
    ...Object.fromEntries(texts.map((key) => [key, textOf(row[key])])),
    inks: listOf(row['inks']).map(readInk).filter(isInk),
    underbase: isTicked(row['underbase']),
    applies: [...textsOf(row['applies'])],
    inkByGarment: Object.fromEntries(
      Object.entries(groupOf(row['inkByGarment'])).map(([id, ink]) => [id, textOf(ink)]),
    ),
    files: [...textsOf(row['files'])],
  };
}

function readInk(value: Json): InkRow {
  const ink = groupOf(value);
  return { name: textOf(ink['name']), code: textOf(ink['code']) };
}

const isInk = ({ name, code }: InkRow): boolean => name.trim() !== '' || code.trim() !== '';

/**
 * The ink lines a form shows: those that are there, as many as colours were asked for, and always an empty one at the
 * end, which works without script too. At most `most`.
 */
export function inkLines(inks: readonly InkRow[], colors: string, most: number): InkRow[] {
  const filled = inks.findLastIndex(isInk) + 1;
  const asked = /^\d{1,2}$/.test(colors) ? Number(colors) : 0;
  const count = Math.min(most, Math.max(filled + (asked > filled ? 0 : 1), asked));
  return Array.from({ length: Math.max(count, filled) }, (_, index) => inks[index] ?? { name: '', code: '' });
}
