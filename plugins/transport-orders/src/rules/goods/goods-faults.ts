import { refusal, warning, type Fault } from '../fault.ts';
import { loadingMetresBySides, volumeBySides, type GoodsSize } from './load.ts';
import { exact } from './measures.ts';

/** From when a carrier wants to be told that figures do not fit together. */
export interface GoodsTolerance {
  /** Kilograms that one package may weigh. */
  readonly kgPerPackage: number;
  /** By how many percent an entered volume or length of floor may differ from what the sides give. */
  readonly percent: number;
}

export type GoodsFaultCode =
  | 'quantity-none'
  | 'measure-none'
  | 'package-heavy'
  | 'volume-differs'
  | 'loading-metres-differ';

/** What is wrong with the figures of a goods line (H16): without pieces it is refused, odd figures are warned of. */
export function goodsFaults(line: GoodsSize, tolerance: GoodsTolerance): readonly Fault<GoodsFaultCode>[] {
  if (!Number.isInteger(line.quantity) || line.quantity < 1)
    return [refusal('quantity', 'quantity-none', { quantity: line.quantity })];
  return [
    ...notPositive(line),
    ...heavyPackage(line, tolerance.kgPerPackage),
    ...differing('volume', 'volume-differs', line.volume?.canonical, volumeBySides(line), tolerance.percent),
    ...differing(
      'loadingMetres',
      'loading-metres-differ',
      line.loadingMetres?.canonical,
      loadingMetresBySides(line),
      tolerance.percent,
    ),
  ];
}

const measured = ['length', 'width', 'height', 'gross', 'volume', 'loadingMetres'] as const;

const notPositive = (line: GoodsSize): readonly Fault<GoodsFaultCode>[] =>
  measured.flatMap((field) => {
    const measure = line[field];
    return measure && !(measure.canonical > 0) ? [refusal(field, 'measure-none', { entered: measure.entered })] : [];
  });

function heavyPackage({ gross, quantity }: GoodsSize, most: number): readonly Fault<GoodsFaultCode>[] {
  const each = exact((gross?.canonical ?? 0) / quantity);
  return each > most ? [warning('gross', 'package-heavy', { each, most, quantity })] : [];
}

function differing(
  field: string,
  code: GoodsFaultCode,
  entered: number | undefined,
  computed: number | undefined,
  percent: number,
): readonly Fault<GoodsFaultCode>[] {
  if (entered === undefined || computed === undefined) return [];
  const far = exact(Math.abs(entered - computed)) > exact((computed * percent) / 100);
  return far ? [warning(field, code, { entered, computed })] : [];
}
