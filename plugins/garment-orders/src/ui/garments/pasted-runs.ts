import { readCount } from '@docket/sdk/content';
import { totalOf } from './totals.ts';

/** What one pasted line says of one garment. */
export interface PastedRun {
  /** Quantities as they stood there, by size label; an empty text clears the cell. */
  readonly sizes: Readonly<Record<string, string>>;
  readonly words: Readonly<Partial<Record<PastedWord, string>>>;
  /** The total that the line itself states, to be held against the sum of its cells. */
  readonly stated?: string;
}

/** The texts of a garment that a head of columns can name. */
export type PastedWord = 'brand' | 'style' | 'colorway';

/** What a paste holds, and what of it nobody could read: said to the person, never dropped in silence. */
export interface Pasted {
  readonly runs: readonly PastedRun[];
  readonly unread: readonly string[];
}

/** Finds the size a head cell means, or nothing. `group` is the youth or adult heading above it. */
export type LabelOf = (text: string, group: string) => string | undefined;

/**
 * Reads a block of cells. With a head of sizes the columns may come in any sequence, with a line of YOUTH and ADULT
 * above it; a block of two columns may list the sizes downwards; without any head the numbers go into `run`, the sizes
 * from the chosen cell on.
 */
export function readPastedRuns(
  lines: readonly (readonly string[])[],
  run: readonly string[],
  labelOf: LabelOf,
): Pasted {
  const head = findHead(lines, labelOf);
  if (head) return underHead(lines.slice(head.lines), head.columns);
  return downwards(lines, labelOf) ?? inSequence(lines, run);
}

type Column =
  | { readonly is: 'size'; readonly label: string }
  | { readonly is: 'word'; readonly word: PastedWord }
  | { readonly is: 'total' | 'nothing' }
  | { readonly is: 'unread'; readonly text: string };

interface Head {
  /** How many lines it takes. */
  readonly lines: number;
  readonly columns: readonly Column[];
}

const words: Readonly<Record<string, PastedWord>> = {
  brand: 'brand',
  mill: 'brand',
  style: 'style',
  item: 'style',
  'style no': 'style',
  'style number': 'style',
  color: 'colorway',
  colour: 'colorway',
  colorway: 'colorway',
};

const totals = new Set(['total', 'totals', 'qty', 'quantity', 'pcs', 'pieces', 'sum']);

const plain = (text: string): string => text.toLowerCase().replaceAll(/[.#:]/g, '').trim();

const isNumber = (text: string): boolean => /^\d+$/.test(text);

function findHead(lines: readonly (readonly string[])[], labelOf: LabelOf): Head | undefined {
  const groups = groupsOf(lines[0] ?? []);
  const at = groups ? 1 : 0;
  const cells = lines[at];
  if (!cells) return undefined;
  const columns = cells.map((text, index) => columnOf(text, groups?.[index] ?? '', labelOf));
  const isHead = columns.some(({ is }) => is === 'size') && !cells.some(isNumber);
  // A line like "M, 24" starts a downward list and is no head.
  return isHead && lines.length > at + 1 ? { lines: at + 1, columns } : undefined;
}

/** The heading above each column. Merged cells leave blanks behind, which belong to the heading before them. */
function groupsOf(cells: readonly string[]): readonly string[] | undefined {
  if (!cells.some((text) => /^(youth|adult|kids|mens|womens|ladies|toddler)\b/i.test(text))) return undefined;
  if (cells.some((text) => text !== '' && /\d/.test(text))) return undefined;
  let group = '';
  return cells.map((text) => (group = text === '' ? group : plain(text)));
}

function columnOf(text: string, group: string, labelOf: LabelOf): Column {
  const name = plain(text);
  if (name === '') return { is: 'nothing' };
  if (totals.has(name)) return { is: 'total' };
  const word = words[name];
  if (word) return { is: 'word', word };
  const label = labelOf(text, group);
  return label === undefined ? { is: 'unread', text } : { is: 'size', label };
}

function underHead(lines: readonly (readonly string[])[], columns: readonly Column[]): Pasted {
  const kept = lines.filter((cells) => !totals.has(plain(cells.find((text) => text !== '') ?? '')));
  const runs = kept.map((cells) => runOf(cells, columns));
  const unread = columns.flatMap((column, index) =>
    column.is === 'unread' && kept.some((cells) => (cells[index] ?? '') !== '') ? [column.text] : [],
  );
  return { runs, unread };
}

function runOf(cells: readonly string[], columns: readonly Column[]): PastedRun {
  const sizes: Record<string, string> = {};
  const found: Partial<Record<PastedWord, string>> = {};
  let stated: string | undefined;
  for (const [index, column] of columns.entries()) {
    const text = cells[index] ?? '';
    if (column.is === 'size') sizes[column.label] = text;
    if (column.is === 'word' && text !== '') found[column.word] = text;
    if (column.is === 'total' && text !== '') stated = text;
  }
  return { sizes, words: found, ...(stated !== undefined && { stated }) };
}

/** A list of "size, number" lines, when every line is one. */
function downwards(lines: readonly (readonly string[])[], labelOf: LabelOf): Pasted | undefined {
  const sizes: Record<string, string> = {};
  for (const [name = '', count = '', ...more] of lines) {
    const label = labelOf(name, '');
    if (label === undefined || more.length > 0) return undefined;
    sizes[label] = count;
  }
  return lines.length > 0 ? { runs: [{ sizes, words: {} }], unread: [] } : undefined;
}

/** Bare numbers, one line a garment. Words before the first number, and numbers beyond the last size, stay unread. */
function inSequence(lines: readonly (readonly string[])[], run: readonly string[]): Pasted {
  const unread: string[] = [];
  const runs = lines.map((cells) => {
    const start = Math.max(
      0,
      cells.findIndex((text) => text === '' || isNumber(text)),
    );
    const values = cells.slice(start);
    unread.push(...cells.slice(0, start), ...values.slice(run.length).filter((text) => text !== ''));
    const sizes = Object.fromEntries(values.slice(0, run.length).map((text, index) => [run[index]!, text]));
    return { sizes, words: {} };
  });
  return { runs, unread };
}

/** The indices of runs whose cells do not add up to the total that the same line states. */
export const contradicted = (runs: readonly PastedRun[]): readonly number[] =>
  runs.flatMap(({ sizes, stated }, index) =>
    stated !== undefined && readCount(stated).value !== totalOf(sizes).pieces ? [index] : [],
  );
