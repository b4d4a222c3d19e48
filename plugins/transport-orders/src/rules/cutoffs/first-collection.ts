import { firstInstant, type ClockTime, type Day } from '../local-times.ts';

/** Where and from when a collection may start; without a time, from the start of its day. */
export interface CollectionStart {
  readonly date: Day;
  readonly from?: ClockTime | undefined;
  readonly zone?: string | undefined;
}

/**
 * The collection that an order's cut-off is about: of several, the one that may start first, whatever their sequence.
 * `zone` counts for stops that have none. Nothing where there is no collection. Throws a RangeError as `localTime` does.
 */
export function firstCollection<Start extends CollectionStart>(
  starts: readonly Start[],
  zone: string,
): Start | undefined {
  const [first] = starts
    .map((start) => ({ start, at: firstInstant(start.date, start.from || '00:00', start.zone ?? zone).getTime() }))
    .toSorted((one, other) => one.at - other.at);
  return first?.start;
}
