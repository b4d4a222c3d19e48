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
export type OfferedService = OfferedLevel & { readonly levels: readonly OfferedLevel[] };

/** What the form offers one customer, at the moment that it is opened. */
export type TransportOffers = { readonly services: readonly OfferedService[] };

/** Reads what a form was given; nothing is offered where it was given nothing. */
export const readOffers = (offers: Json): TransportOffers => ({
  services: listOf(groupOf(offers)['services']).map((service) => ({
    ...readLevel(service),
    levels: listOf(groupOf(service)['levels']).map(readLevel),
  })),
});

function readLevel(value: Json): OfferedLevel {
  const { id, title, next } = groupOf(value);
  const { date, closes, time, day, place } = groupOf(next);
  return {
    id: textOf(id),
    title: textOf(title),
    next: { date: textOf(date), closes: textOf(closes), time: textOf(time), day: textOf(day), place: textOf(place) },
  };
}
