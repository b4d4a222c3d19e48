import {
  groupOf,
  isGroup,
  listOf,
  quoted,
  readCount,
  readMeasure,
  refuseUnknown,
  textField,
  textOf,
  withOwnIds,
  type JsonGroup,
  type NumberFault,
} from '@docket/sdk/content';
import { textKeys } from '../blank.ts';
import type { CheckCode, CheckNotes } from '../codes.ts';
import type { GoodsLine } from '../content.ts';
import { isPackage } from '../packages.ts';

const most = { lines: 200, quantity: 9999, weight: 100_000 } as const;
/** What a trailer carries: a line beyond it is possible, in several, and more often a slip of the hand. */
const trailer = 24_000;

/** Checks the goods; lines in which nothing was typed are left out. */
export function readGoods(notes: CheckNotes, typed: unknown): readonly GoodsLine[] {
  const sent = listOf(typed);
  if (sent.length > most.lines) notes.refuse('goods', 'goods-many', { most: most.lines });
  const lines = sent
    .slice(0, most.lines)
    .flatMap((row, at) => (isBlank(row) ? [] : readLine(notes, row, `goods.${at}`)));
  if (lines.length === 0) notes.refuse('goods', 'goods-missing');
  return withOwnIds(lines, 'g');
}

const isBlank = (row: unknown): boolean =>
  isGroup(row) && textKeys.goods.every((key) => textOf(row[key]) === '') && Object.keys(row).every(isKnown);

const lineKeys: readonly string[] = ['id', ...textKeys.goods];
const isKnown = (key: string): boolean => lineKeys.includes(key);

function readLine(notes: CheckNotes, typed: unknown, path: string): GoodsLine[] {
  if (!isGroup(typed)) {
    notes.refuse(path, 'line-unreadable');
    return [];
  }
  const line = groupOf(typed);
  refuseUnknown(notes, line, lineKeys, path);
  return [
    {
      id: textOf(line['id']),
      quantity: quantityOf(notes, line['quantity'], `${path}.quantity`),
      package: packageOf(notes, line, path),
      description: textField(notes, line, 'description', `${path}.description`),
      weightKg: weightOf(notes, line['weightKg'], `${path}.weightKg`),
    },
  ];
}

function packageOf(notes: CheckNotes, line: JsonGroup, path: string): string {
  const id = textField(notes, line, 'package', `${path}.package`);
  if (id === '') notes.refuse(`${path}.package`, 'package-missing');
  else if (!isPackage(id)) notes.refuse(`${path}.package`, 'package-unknown', { typed: quoted(id) });
  return id;
}

const quantityFaults: Readonly<Record<NumberFault, CheckCode>> = {
  empty: 'quantity-missing',
  fraction: 'quantity-fraction',
  negative: 'quantity-negative',
  ambiguous: 'quantity-ambiguous',
  'not-a-number': 'quantity-not-a-number',
  'too-large': 'quantity-many',
};

function quantityOf(notes: CheckNotes, typed: unknown, path: string): number {
  const { value, fault } = readCount(typed, most.quantity);
  if (fault !== undefined) notes.refuse(path, quantityFaults[fault], { typed: quoted(typed), most: most.quantity });
  else if (value === 0) notes.refuse(path, 'quantity-missing');
  return value ?? 0;
}

const weightFaults: Readonly<Record<NumberFault, CheckCode>> = {
  empty: 'weight-missing',
  fraction: 'weight-not-a-number',
  negative: 'weight-negative',
  ambiguous: 'weight-ambiguous',
  'not-a-number': 'weight-not-a-number',
  'too-large': 'weight-much',
};

function weightOf(notes: CheckNotes, typed: unknown, path: string): number {
  const { value, fault } = readMeasure(typed, { units: weightUnits, most: most.weight, strict: true });
  if (fault !== undefined) notes.refuse(path, weightFaults[fault], { typed: quoted(typed), most: most.weight });
  else if (value === 0) notes.refuse(path, 'weight-missing');
  else if (value > trailer) notes.warn(path, 'weight-odd', { most: trailer });
  // To ten grams: with a third decimal, a form could not take back what it shows.
  return Math.round((value ?? 0) * 100) / 100;
}

const weightUnits: readonly (readonly [RegExp, number])[] = [
  [/\s*kgs?\.?$/i, 1],
  [/\s*(?:t|to|tonnes?)\.?$/i, 1000],
];
