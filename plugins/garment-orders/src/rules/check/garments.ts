import {
  groupOf,
  isGroup,
  listOf,
  noteLength,
  quoted,
  readCount,
  refuseUnknown,
  textField,
  textOf,
  withOwnIds,
  type JsonGroup,
  type NumberFault,
} from '@docket/sdk/content';
import type { GarmentSettings } from '../../settings.ts';
import { textKeys } from '../blank.ts';
import type { CheckCode, CheckNotes } from '../codes.ts';
import { totalPieces, type GarmentRow } from '../content.ts';
import { isGarmentType } from '../garment-types.ts';
import { bySize, canonicalSize, isFit, isYouth, isYouthRow } from '../sizes.ts';
import { typedTotal } from '../totals.ts';

/** The most rows and size cells of one request, and pieces of one cell. */
const mostRows = 200;
const mostCells = 10_000;
const mostPieces = 99_999;

/** Checks the garment rows. Rows in which nothing was typed are left out, unless there is no other. */
export function readGarments(notes: CheckNotes, typed: unknown, settings: GarmentSettings): GarmentRow[] {
  const sent = listOf(typed);
  const isFilled = (row: unknown): boolean => !isGroup(row) || !isBlankGarment(row);
  const first = Math.max(0, sent.findIndex(isFilled));
  const chosen = [...sent.entries()].filter(([at, row]) => at === first || isFilled(row));
  if (sent.length === 0) notes.refuse('garments', 'rows-missing');
  if (chosen.length > mostRows) notes.refuse('garments', 'rows-many', { most: mostRows });
  if (cellsOf(sent) > mostCells) {
    notes.refuse('garments', 'sizes-many', { most: mostCells });
    return [];
  }
  const without: CheckCode = typedTotal(sent) === 0 ? 'no-pieces' : 'row-no-pieces';
  const read = chosen.slice(0, mostRows).flatMap(([at, row]) => readRow(notes, row, `garments.${at}`, without) ?? []);
  const rows = withOwnIds(read, 'g');
  const total = totalPieces({ garments: rows });
  if (total > settings.largeOrder) notes.warn('garments', 'large-order', { total });
  return rows;
}

const typedKeys = textKeys.garment.filter((key) => key !== 'source' && key !== 'fit');

/** True when nothing that a person types is in the row. */
const isBlankGarment = (row: JsonGroup): boolean =>
  typedKeys.every((key) => textOf(row[key]) === '') &&
  Object.values(groupOf(row['sizes'])).every((cell) => textOf(cell) === '');

const cellsOf = (rows: readonly unknown[]): number =>
  rows.reduce<number>((sum, row) => sum + Object.keys(groupOf(groupOf(row)['sizes'])).length, 0);

const rowKeys = ['id', ...textKeys.garment, 'sizes'];

function readRow(notes: CheckNotes, row: unknown, path: string, without: CheckCode): GarmentRow | undefined {
  if (!isGroup(row)) {
    notes.refuse(path, 'row-unreadable');
    return undefined;
  }
  refuseUnknown(notes, row, rowKeys, path);
  const text = (key: string, most?: number): string => textField(notes, row, key, `${path}.${key}`, most);
  const fit = readFit(notes, text('fit'), `${path}.fit`);
  const read: GarmentRow = {
    id: text('id'),
    source: readSource(notes, text('source'), `${path}.source`),
    type: readType(notes, text('type'), `${path}.type`),
    brand: text('brand'),
    style: text('style'),
    colorway: text('colorway'),
    fit,
    note: text('note', noteLength),
    sizes: readSizes(notes, row['sizes'], fit, `${path}.sizes`, without),
  };
  noteGaps(notes, read, path);
  return read;
}

function noteGaps(notes: CheckNotes, row: GarmentRow, path: string): void {
  if (row.colorway === '') notes.refuse(`${path}.colorway`, 'colorway-missing');
  if (row.brand === '' && row.style === '') notes.warn(`${path}.brand`, 'brand-missing');
  const youth = Object.keys(row.sizes).find(isYouth);
  if (youth && !isYouthRow(row.fit) && row.style !== '') {
    notes.warn(`${path}.sizes.${youth}`, 'youth-on-adult', { style: quoted(row.style), size: youth });
  }
}

function readFit(notes: CheckNotes, fit: string, path: string): string {
  if (fit !== '' && !isFit(fit)) notes.refuse(path, 'fit-unknown', { typed: quoted(fit) });
  return fit;
}

function readSource(notes: CheckNotes, source: string, path: string): GarmentRow['source'] {
  if (source !== '' && source !== 'shop' && source !== 'customer') {
    notes.refuse(path, 'source-unknown', { typed: quoted(source) });
  }
  return source === 'customer' ? 'customer' : 'shop';
}

function readType(notes: CheckNotes, type: string, path: string): string {
  if (type === '') notes.refuse(path, 'type-missing');
  else if (!isGarmentType(type)) notes.refuse(path, 'type-unknown', { typed: quoted(type) });
  return type;
}

const faults: Readonly<Record<Exclude<NumberFault, 'empty'>, CheckCode>> = {
  fraction: 'pieces-fraction',
  negative: 'pieces-negative',
  ambiguous: 'pieces-ambiguous',
  'not-a-number': 'pieces-not-a-number',
  'too-large': 'pieces-many',
};

/** Pieces by canonical label, in the sequence of sizes. `without` is said where there are none. */
function readSizes(
  notes: CheckNotes,
  typed: unknown,
  fit: string,
  path: string,
  without: CheckCode,
): GarmentRow['sizes'] {
  const before = notes.refusals;
  const pieces = new Map<string, number>();
  for (const [sent, cell] of Object.entries(groupOf(typed))) {
    const at = `${path}.${sent}`;
    const { value, fault } = readCount(cell, mostPieces);
    if (fault === 'empty' || value === 0) continue;
    if (value === undefined) {
      notes.refuse(at, faults[fault], { typed: quoted(cell), most: mostPieces, size: quoted(sent) });
      continue;
    }
    const label = readLabel(notes, sent, fit, at);
    if (pieces.has(label)) notes.refuse(at, 'size-twice', { size: quoted(label) });
    pieces.set(label, value);
  }
  if (pieces.size === 0 && notes.refusals === before) notes.refuse(path, without);
  return Object.fromEntries([...pieces].toSorted(([one], [other]) => bySize(one, other)));
}

const longestLabel = 20;

function readLabel(notes: CheckNotes, sent: string, fit: string, path: string): string {
  const label = canonicalSize(sent, fit);
  if (label === '') notes.refuse(path, 'size-unnamed');
  if (label.length > longestLabel) notes.refuse(path, 'size-long', { most: longestLabel });
  return label;
}
