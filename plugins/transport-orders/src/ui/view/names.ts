import { idsOf, listOf, textOf, type JsonGroup } from '@docket/sdk/content';
import type { TransportOffers } from '#rules/offers.ts';

/**
 * What service, level and equipment of an order are called: as the shop called them when it was checked last, in a draft as
 * it offers them now. The names of earlier choices are gone with them; those are called by their ids.
 */
export function namesOf(order: JsonGroup, { services, equipment }: TransportOffers) {
  const [service, level] = [textOf(order['service']), textOf(order['level'])];
  const offered = services.find(({ id }) => id === service);
  const boxes = idsOf(order['equipment']);
  const boxNames = listOf(order['equipmentNames']).map(textOf);
  const serviceName = textOf(order['serviceName']) || (offered?.title ?? '');
  const levelName = textOf(order['levelName']) || (offered?.levels.find(({ id }) => id === level)?.title ?? '');
  return {
    service: (id: string): string => (id === service && serviceName !== '' ? serviceName : id),
    level: (id: string): string => (id === level && levelName !== '' ? levelName : id),
    equipment: (id: string): string =>
      boxNames[boxes.indexOf(id)] || (equipment.find((one) => one.id === id)?.title ?? id),
  };
}
