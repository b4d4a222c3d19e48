import { isTicked, quoted, textField, textOf, withOwnIds, type JsonGroup } from '@docket/sdk/content';
import { givenKeys, textKeys } from '../blank.ts';
import type { CheckNotes } from '../codes.ts';
import { most, type GoodsLine } from '../content.ts';
import { goodsFaults, type GoodsTolerance } from '../goods/goods-faults.ts';
import { loadingMetresOf, stackings, volumeOf } from '../goods/load.ts';
import { lengthUnits, weightUnits } from '../goods/measures.ts';
import {
  lengthUnitOf,
  loadingFigure,
  sideFigure,
  sizeOf,
  stackingOf,
  volumeFigure,
  weightFigure,
  weightUnitOf,
} from '../goods/typed-figures.ts';
import { isPackage } from '../packages.ts';
import { readDangerous } from './dangerous.ts';
import { addFaults } from './faults.ts';
import { readGross, readOptional, readQuantity } from './figures.ts';
import { readCodes, readHsCode, readTemperatures, readWorth } from './line-terms.ts';
import { isEmptyIn, rowId, sentRows } from './rows.ts';

/** Against what goods are checked. */
export interface GoodsRules {
  readonly tolerance: GoodsTolerance;
  /** Whether the service carries dangerous goods. */
  readonly areDangerousCarried: boolean;
  /** Of the shop, ISO 4217. */
  readonly currency: string;
}

/** A line with its path. */
export interface CheckedLine {
  readonly line: GoodsLine;
  readonly path: string;
}

/** What a trailer carries: a line beyond it is possible, in several, and more often a slip of the hand. */
const trailer = 24_000;

const lineKeys = ['id', ...textKeys.goods, 'sscc', 'dangerous', ...givenKeys.goods];
/** What a line has before anybody types. */
const standing: readonly string[] = ['sizeUnit', 'weightUnit', 'stacking', 'currency', 'palletsExchanged', 'from', 'to'];
const typedKeys = [...textKeys.goods.filter((key) => !standing.includes(key)), 'sscc', 'dangerous'];

/** Checks the goods; lines in which nothing was typed are left out. */
export function readGoods(notes: CheckNotes, typed: unknown, rules: GoodsRules): readonly CheckedLine[] {
  const rows = sentRows(notes, typed, {
    path: 'goods',
    keys: lineKeys,
    most: most.goods,
    tooMany: 'goods-many',
    isBlank: isEmptyIn(typedKeys),
  });
  if (rows.length === 0) notes.refuse('goods', 'goods-missing');
  const codes = new Set<string>();
  const lines = rows.map(({ row, path }) => readLine(notes, row, path, rules, codes));
  return withOwnIds(lines, 'g').map((line, at) => ({ line, path: rows[at]!.path }));
}

function readLine(
  notes: CheckNotes,
  row: JsonGroup,
  path: string,
  rules: GoodsRules,
  codes: Set<string>,
): GoodsLine {
  const figures = figuresOf(notes, row, path);
  const size = sizeOf(figures);
  // A quantity that is none has been named already.
  if (figures.quantity > 0)
    addFaults(
      notes,
      goodsFaults(size, rules.tolerance).filter(({ severity }) => severity === 'warn'),
      (field) => `${path}.${field}`,
    );
  const grossKg = size.gross?.canonical ?? 0;
  if (grossKg > trailer) notes.warn(`${path}.gross`, 'weight-odd', { most: trailer });
  return {
    id: rowId(row),
    description: textField(notes, row, 'description', `${path}.description`),
    ...figures,
    grossKg,
    volumeM3: volumeOf(size) ?? null,
    ldm: loadingMetresOf(size) ?? null,
    palletsExchanged: isTicked(row['palletsExchanged']),
    sscc: readCodes(notes, row['sscc'], `${path}.sscc`, codes),
    ...readTemperatures(notes, row, path),
    ...readWorth(notes, row, path, rules.currency),
    hsCode: readHsCode(notes, row, path),
    from: textOf(row['from']),
    to: textOf(row['to']),
    dangerous: readDangerous(notes, row['dangerous'], path, rules.areDangerousCarried),
  };
}

type Figures = Pick<
  GoodsLine,
  | 'quantity'
  | 'package'
  | 'length'
  | 'width'
  | 'height'
  | 'sizeUnit'
  | 'gross'
  | 'net'
  | 'weightUnit'
  | 'volume'
  | 'loadingMetres'
  | 'stacking'
>;

function figuresOf(notes: CheckNotes, row: JsonGroup, path: string): Figures {
  const choice = (key: string, known: readonly string[], code: 'unit-unknown' | 'stacking-unknown'): void => {
    const typed = textField(notes, row, key, `${path}.${key}`);
    if (typed !== '' && !known.includes(typed)) notes.refuse(`${path}.${key}`, code, { typed: quoted(typed) });
  };
  choice('sizeUnit', lengthUnits, 'unit-unknown');
  choice('weightUnit', weightUnits, 'unit-unknown');
  choice('stacking', stackings, 'stacking-unknown');
  const [sizeUnit, weightUnit] = [lengthUnitOf(row['sizeUnit']), weightUnitOf(row['weightUnit'])];
  const [ofSide, ofWeight] = [sideFigure(sizeUnit), weightFigure(weightUnit)];
  const read = (key: string, figure: typeof ofSide): number | null =>
    readOptional(notes, row[key], `${path}.${key}`, figure);
  const gross = readGross(notes, row['gross'], `${path}.gross`, ofWeight);
  const net = read('net', ofWeight);
  if (net !== null && gross > 0 && net > gross) notes.refuse(`${path}.net`, 'net-over-gross', { net, gross });
  return {
    quantity: readQuantity(notes, row['quantity'], `${path}.quantity`),
    package: packageOf(notes, row, path),
    length: read('length', ofSide),
    width: read('width', ofSide),
    height: read('height', ofSide),
    sizeUnit,
    gross,
    net,
    weightUnit,
    volume: read('volume', volumeFigure),
    loadingMetres: read('loadingMetres', loadingFigure),
    stacking: stackingOf(row['stacking']),
  };
}

function packageOf(notes: CheckNotes, row: JsonGroup, path: string): string {
  const id = textField(notes, row, 'package', `${path}.package`);
  if (id === '') notes.refuse(`${path}.package`, 'package-missing');
  else if (!isPackage(id)) notes.refuse(`${path}.package`, 'package-unknown', { typed: quoted(id) });
  return id;
}
