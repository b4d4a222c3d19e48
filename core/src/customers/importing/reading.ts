import { setImmediate } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type * as Csv from 'csv-parse';
import { PlatformError } from '@docket/sdk';
import { errors } from '../../errors.ts';

/** A row of a file, numbered as a spreadsheet numbers it: the header is row 1, and empty rows count. */
export interface Row {
  readonly at: number;
  readonly cells: readonly string[];
}

/** A table as it came: as many cells in every row as in the header, and no row that is empty. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

/** What a file may have at most; a record is what stands between two line breaks, quoted ones left out. */
export const most = { bytes: 5 * 2 ** 20, rows: 5000, columns: 100, record: 200_000 } as const;

/** Rows that are read at most, empty ones with them. */
const mostRead = most.rows * 10;

/** Characters that are read at once; whoever waits has a turn after each. */
const piece = 64 * 1024;

/**
 * Reads a CSV file: UTF-8, or UTF-16 that says so; commas, semicolons or tabs; any line breaks. Cells that our own
 * export made inert are as they were typed. Refuses what is too large, no text, not closed, uneven or empty.
 */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (bytes.byteLength > most.bytes) throw new PlatformError(errors['import.too-large'], { megabytes: 5 });
  const text = textOf(bytes);
  const head = headOf(text);
  const { delimiter, columns } = delimiterOf(head);
  if (columns > most.columns) throw new PlatformError(errors['import.too-wide'], { columns: most.columns });
  const [header, ...rows] = await rowsOf(text, delimiter);
  if (!header || isData(header.cells)) throw new PlatformError(errors['import.no-header']);
  if (rows.length === 0) throw new PlatformError(errors['import.empty']);
  const uneven = rows.find(({ cells }) => cells.length !== header.cells.length);
  if (uneven) {
    const [found, wanted] = [uneven.cells.length, header.cells.length];
    throw new PlatformError(errors['import.uneven'], { row: uneven.at, found, wanted });
  }
  return { header: header.cells, rows };
}

const marks: readonly (readonly [encoding: string, mark: readonly [number, number]])[] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** A mark at its beginning says how a text is written; without one it is UTF-8. */
function textOf(bytes: Uint8Array): string {
  const [encoding = 'utf-8'] = marks.find(([, mark]) => bytes[0] === mark[0] && bytes[1] === mark[1]) ?? [];
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (cause) {
    throw new PlatformError(errors['import.not-text'], {}, { cause });
  }
  throw new PlatformError(errors['import.not-text']);
}

/** The first row, without what is quoted in it. */
const headOf = (text: string): string =>
  /^[^\r\n]*/.exec(
    text
      .slice(0, most.record)
      .replaceAll(/"(?:[^"]|"")*"/g, '')
      .trimStart(),
  )![0];

/** Of the usual ones, the one that stands in the header most often. */
function delimiterOf(head: string): { readonly delimiter: string; readonly columns: number } {
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, columns: head.split(delimiter).length }));
  return counted.reduce((best, one) => (one.columns > best.columns ? one : best));
}

async function rowsOf(text: string, delimiter: string): Promise<readonly Row[]> {
  // Customers are imported once: loaded for the first file.
  const csv = await import('csv-parse');
  const rows: Row[] = [];
  let at = 0;
  try {
    for await (const record of recordsOf(csv, text, delimiter)) {
      at += 1;
      const cells = record.map(asTyped);
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ at, cells });
      if (rows.length > most.rows + 1 || at > mostRead)
        throw new PlatformError(errors['import.too-long'], { rows: most.rows });
    }
  } catch (cause) {
    if (!(cause instanceof csv.CsvError)) throw cause;
    throw new PlatformError(errors['import.quotes'], { row: Number(cause['records']) + 1 }, { cause });
  }
  return rows;
}

const recordsOf = ({ parse }: typeof Csv, text: string, delimiter: string): AsyncIterable<string[]> =>
  Readable.from(piecesOf(text)).pipe(
    parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: most.record,
    }),
  );

async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += piece) {
    yield text.slice(at, at + piece);
    await setImmediate();
  }
}

/** Without the apostrophe that keeps a spreadsheet from calculating it. */
const asTyped = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** A first row with an e-mail address in it names no columns. */
const isData = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell.length < 255 && /\S@\S+\.\S/.test(cell));
