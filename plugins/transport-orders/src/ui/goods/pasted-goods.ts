import { readCount } from '@docket/sdk/content';
import { sideFigure, weightFigure } from '#rules/goods/typed-figures.ts';
import { columnOfHead, goodsColumns, plainWords, type GoodsColumn } from './goods-columns.ts';
import type { GoodsRow } from './goods-rows.ts';

/** A cell that nobody can read as what its column holds. It stays as it stood there. */
export interface UnreadCell {
  readonly text: string;
  /** Of the pasted lines, from 0. */
  readonly line: number;
  /** Absent for a cell beyond the last column, which is left out. */
  readonly column?: GoodsColumn;
}

/** What a block of cells says of each line. */
export interface PastedGoods {
  readonly lines: readonly Partial<Record<GoodsColumn, string>>[];
  readonly unread: readonly UnreadCell[];
}

/** The words of the page, by which heads and choices are known. */
export interface PasteWords {
  readonly columns: Readonly<Record<GoodsColumn, string>>;
  /** Ids of choices with their words. */
  readonly package: Readonly<Record<string, string>>;
  readonly stacking: Readonly<Record<string, string>>;
}

/**
 * Reads a block of cells. With a head of two known columns or more they may come in any sequence; without one the cells
 * fill the columns from `first` on.
 */
export function readPastedGoods(
  cells: readonly (readonly string[])[],
  first: GoodsColumn,
  words: PasteWords,
): PastedGoods {
  const head = (cells[0] ?? []).map((text) => columnOfHead(text, words.columns));
  const hasHead = cells.length > 1 && head.filter((column) => column !== undefined).length > 1;
  const columns = hasHead ? head : goodsColumns.slice(goodsColumns.indexOf(first));
  const read = (hasHead ? cells.slice(1) : cells).map((line, index) => readLine(line, index, columns, words));
  return { lines: read.map(({ values }) => values), unread: read.flatMap(({ unread }) => unread) };
}

/** The lines with a block brought in from one of them on; lines that are missing come new. */
export function withPasted(
  rows: readonly GoodsRow[],
  index: number,
  lines: PastedGoods['lines'],
  blank: () => GoodsRow,
): GoodsRow[] {
  const after = [...rows];
  for (const [offset, values] of lines.entries()) {
    const at = index + offset;
    after[at] = { ...(after[at] ?? blank()), ...values };
  }
  return after;
}

interface ReadLine {
  readonly values: Partial<Record<GoodsColumn, string>>;
  readonly unread: readonly UnreadCell[];
}

function readLine(
  cells: readonly string[],
  line: number,
  columns: readonly (GoodsColumn | undefined)[],
  words: PasteWords,
): ReadLine {
  const values: Partial<Record<GoodsColumn, string>> = {};
  const unread: UnreadCell[] = [];
  for (const [place, text] of cells.entries()) {
    const column = columns[place];
    const value = column && valueOf(column, text, words);
    if (column) values[column] = value ?? text;
    if (value === undefined && text !== '') unread.push({ text, line, ...(column && { column }) });
  }
  return { values, unread };
}

/** What a cell means in its column; nothing where it cannot be read. Numbers stay as typed. */
function valueOf(column: GoodsColumn, text: string, words: PasteWords): string | undefined {
  if (text === '' || column === 'description') return text;
  if (column === 'package' || column === 'stacking') return choiceOf(text, words[column], synonyms[column]);
  if (column === 'quantity') return readCount(text).fault ? undefined : text;
  return (column === 'gross' ? weightFigure('kg') : sideFigure('cm')).read(text).fault ? undefined : text;
}

const synonyms: Readonly<Record<'package' | 'stacking', Readonly<Record<string, string>>>> = {
  package: {
    epal: 'euro-pallet',
    europallet: 'euro-pallet',
    pallets: 'pallet',
    box: 'carton',
    boxes: 'carton',
    ctn: 'carton',
  },
  stacking: { y: 'yes', n: 'no', '1': 'yes', '0': 'no', true: 'yes', false: 'no' },
};

function choiceOf(
  text: string,
  choices: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>>,
): string | undefined {
  const name = plainWords(text);
  const known = Object.keys(choices).find((id) => id === name || plainWords(choices[id]!) === name);
  return known ?? (Object.hasOwn(others, name) ? others[name] : undefined);
}
