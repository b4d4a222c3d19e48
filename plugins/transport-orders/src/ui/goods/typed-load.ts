import { readCount, readMeasure } from '@docket/sdk/content';
import { chargeableWeight, type ChargeableWeight, type WeightOfSpace } from '#rules/goods/chargeable-weight.ts';
import { loadOf, stackings, type GoodsSize, type Load } from '#rules/goods/load.ts';
import { loadingLength, side, volume, weight, type LengthUnit, type WeightUnit } from '#rules/goods/measures.ts';
import type { GoodsRow } from './goods-rows.ts';

/** What of a line its size depends on. */
export type SizedRow = Pick<
  GoodsRow,
  'quantity' | 'length' | 'width' | 'height' | 'sizeUnit' | 'gross' | 'weightUnit' | 'volume' | 'loadingMetres' | 'stacking'
>;

/** The size of a line as far as it is typed; what is no number yet counts as not given, and the check names it. */
export function sizeOf(row: SizedRow): GoodsSize {
  const [sizeUnit, weightUnit] = [row.sizeUnit as LengthUnit, row.weightUnit as WeightUnit];
  const sideOf = (typed: string) => given(typed, (entered) => side(entered, sizeUnit));
  return {
    quantity: readCount(row.quantity).value ?? 0,
    length: sideOf(row.length),
    width: sideOf(row.width),
    height: sideOf(row.height),
    gross: given(row.gross, (entered) => weight(entered, weightUnit)),
    volume: given(row.volume, (entered) => volume(entered, 'm3')),
    loadingMetres: given(row.loadingMetres, (entered) => loadingLength(entered, 'm')),
    stacking: stackings.find((one) => one === row.stacking) ?? 'no',
  };
}

/** Everything that the lines say so far. */
export const typedLoad = (rows: readonly SizedRow[]): Load => loadOf(rows.map(sizeOf));

/** The weight that is charged; nothing where nobody knows how a service weighs space, or nothing weighs anything yet. */
export function typedChargeable(load: Load, tariff: WeightOfSpace | undefined): ChargeableWeight | undefined {
  const weighed = tariff && chargeableWeight(load, tariff);
  return weighed && weighed.kg > 0 ? weighed : undefined;
}

function given<Measured extends { readonly canonical: number }>(
  typed: string,
  measured: (entered: number) => Measured,
): Measured | undefined {
  const { value } = readMeasure(typed, { strict: true });
  const measure = value === undefined ? undefined : measured(value);
  return measure && Number.isFinite(measure.canonical) ? measure : undefined;
}
