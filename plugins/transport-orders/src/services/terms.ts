import { cutoffRule, type CutoffRule } from '../rules/cutoffs/cutoff-rule.ts';
import type { WeightOfSpace } from '../rules/goods/chargeable-weight.ts';
import type { TransportSettings } from '../settings.ts';

/** A service, or equipment, as the shop lists it. */
export interface Service {
  readonly id: string;
  readonly title: string;
}

/** A level of a service, with its own cut-off. */
export interface Level extends Service {
  readonly cutoff: CutoffRule;
}

/** A service with everything that decides over an order for it. */
export interface ServiceTerms extends Service {
  readonly cutoff: CutoffRule;
  readonly levels: readonly Level[];
  /** Whether it carries dangerous goods. */
  readonly dangerousGoods: boolean;
  /** What a cubic metre and a loading metre weigh to its tariff. */
  readonly weightOfSpace: WeightOfSpace;
  /** Whether this customer may choose it; nobody in particular where none is known. */
  readonly isFor: (customerId: string | undefined) => boolean;
}

/** The services that the shop has not switched off. */
export const servicesOf = ({ services }: TransportSettings): readonly Service[] =>
  services.filter(({ off }) => !off).map(({ id, title }) => ({ id, title }));

/** The equipment that the shop has not switched off. */
export const equipmentOf = ({ equipment }: TransportSettings): readonly Service[] =>
  equipment.filter(({ off }) => !off).map(({ id, title }) => ({ id, title }));

/** What a service asks and offers, by the settings as they hold for it. */
export function termsOf(service: Service, settings: TransportSettings): ServiceTerms {
  const { cutoffMode, cutoffTime, cutoffDays, visibleTo, customers, dangerousGoods } = settings;
  const { kgPerCubicMetre, kgPerLoadingMetre } = settings;
  return {
    ...service,
    cutoff: ruleOf(cutoffMode, cutoffTime, cutoffDays),
    levels: settings.levels.map((level) => ({
      id: level.id,
      title: level.title,
      cutoff: ruleOf(level.cutoffMode, level.cutoffTime, cutoffDays),
    })),
    dangerousGoods,
    weightOfSpace: { kgPerCubicMetre, kgPerLoadingMetre },
    isFor: (customerId) => visibleTo === 'all' || (customerId !== undefined && customers.includes(customerId)),
  };
}

/**
 * A scope that needs a time cannot be saved without; but the shop can take back the one that a service relies on. Until
 * there is one again orders close as the day begins: earlier than meant, never later.
 */
const ruleOf = (...[mode, time, days]: Parameters<typeof cutoffRule>): CutoffRule =>
  cutoffRule(mode, time ?? '00:00', days)!;
