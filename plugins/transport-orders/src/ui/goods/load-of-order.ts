import type { Json } from '@docket/sdk';
import { groupOf, listOf, textOf } from '@docket/sdk/content';
import { chargeableWeight, type ChargeableWeight } from '#rules/goods/chargeable-weight.ts';
import type { Load } from '#rules/goods/load.ts';
import { typedLoad } from '#rules/goods/typed-figures.ts';
import type { TransportOffers } from '#rules/offers.ts';

/**
 * What goods take together, and the weight that is charged: as the order says, else by the service that is chosen so far.
 */
export function loadOfOrder(
  content: Json,
  { services }: TransportOffers,
): { readonly load: Load; readonly chargeable: ChargeableWeight | undefined } {
  const order = groupOf(content);
  const load = typedLoad(listOf(order['goods']));
  const { chargeableKg: kg, chargeableBy } = order;
  const by = (['gross', 'volume', 'loading-metres'] as const).find((one) => one === chargeableBy);
  if (typeof kg === 'number' && by) return { load, chargeable: { kg, by } };
  return {
    load,
    chargeable: chargeableOf(
      load,
      services.find(({ id }) => id === textOf(order['service'])),
    ),
  };
}

/** The weight that a service charges; nothing where none is chosen, or nothing weighs anything yet. */
export function chargeableOf(
  load: Load,
  service: TransportOffers['services'][number] | undefined,
): ChargeableWeight | undefined {
  const weight = service && chargeableWeight(load, service);
  return weight && weight.kg > 0 ? weight : undefined;
}
