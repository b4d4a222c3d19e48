import type { Json } from '@docket/sdk';
import { groupOf, listOf, textOf } from '@docket/sdk/content';

/** When a service or a level may collect next, as the form of one customer shows it. */
export type NextCollection = {
  /** `YYYY-MM-DD`; empty where no day is to be had. */
  readonly date: string;
  /** The instant before which orders for that day must arrive; empty where they do not close. */
  readonly closes: string;
  /** The clock by which it closes: its time, the day it shows then and the name of its city. */
  readonly time: string;
  readonly day: string;
  readonly place: string;
};

/** A level that may be chosen. */
export type OfferedLevel = { readonly id: string; readonly title: string; readonly next: NextCollection };

/** A service that may be chosen. */
export type OfferedService = OfferedLevel & {
  readonly levels: readonly OfferedLevel[];
  /** Whether it carries dangerous goods. */
  readonly dangerousGoods: boolean;
  /** What a cubic metre and a loading metre weigh to its tariff, in kilograms. */
  readonly kgPerCubicMetre: number;
  readonly kgPerLoadingMetre: number;
};

/** Equipment that may be asked for. */
export type OfferedEquipment = { readonly id: string; readonly title: string };

/** What the form offers one customer, at the moment that it is opened. */
export type TransportOffers = {
  readonly services: readonly OfferedService[];
  readonly equipment: readonly OfferedEquipment[];
  /** Instant at which all this was said: countdowns begin at it. */
  readonly now: string;
  /** Of the shop: IANA zone, and ISO 4217 of values without a currency. */
  readonly zone: string;
  readonly currency: string;
};

/** Reads what a form was given; nothing is offered where it was given nothing. */
export function readOffers(offers: Json): TransportOffers {
  const { services, equipment, now, zone, currency } = groupOf(offers);
  return {
    services: listOf(services).map(readService),
    equipment: listOf(equipment).map((one) => ({ id: textOf(groupOf(one)['id']), title: textOf(groupOf(one)['title']) })),
    now: textOf(now),
    zone: textOf(zone),
    currency: textOf(currency),
  };
}

function readService(value: Json): OfferedService {
  const { levels, dangerousGoods, kgPerCubicMetre, kgPerLoadingMetre } = groupOf(value);
  return {
    ...readLevel(value),
    levels: listOf(levels).map(readLevel),
    dangerousGoods: dangerousGoods === true,
    kgPerCubicMetre: Number(kgPerCubicMetre ?? 0),
    kgPerLoadingMetre: Number(kgPerLoadingMetre ?? 0),
  };
}

function readLevel(value: Json): OfferedLevel {
  const { id, title, next } = groupOf(value);
  const { date, closes, time, day, place } = groupOf(next);
  return {
    id: textOf(id),
    title: textOf(title),
    next: { date: textOf(date), closes: textOf(closes), time: textOf(time), day: textOf(day), place: textOf(place) },
  };
}
