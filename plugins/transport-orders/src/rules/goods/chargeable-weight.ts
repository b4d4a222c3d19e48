import type { Load } from './load.ts';
import { exact } from './measures.ts';

/** What space weighs to a tariff; often 333 kg a cubic metre and 1,850 kg a loading metre, 2,000 kg in the Nordics. */
export interface WeightOfSpace {
  readonly kgPerCubicMetre: number;
  readonly kgPerLoadingMetre: number;
}

/** The weight that is charged, in kilograms, and what it is by. */
export interface ChargeableWeight {
  readonly kg: number;
  readonly by: 'gross' | 'volume' | 'loading-metres';
}

/** The largest of gross weight, volume and loading metres as the tariff weighs them; of equal ones the first. */
export function chargeableWeight(load: Load, tariff: WeightOfSpace): ChargeableWeight {
  const candidates: readonly ChargeableWeight[] = [
    { by: 'gross', kg: load.grossKg.sum },
    { by: 'volume', kg: exact(load.cubicMetres.sum * tariff.kgPerCubicMetre) },
    { by: 'loading-metres', kg: exact(load.loadingMetres.sum * tariff.kgPerLoadingMetre) },
  ];
  return candidates.reduce((most, candidate) => (candidate.kg > most.kg ? candidate : most));
}
