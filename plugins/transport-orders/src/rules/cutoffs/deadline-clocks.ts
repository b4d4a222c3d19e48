import { clockAt, type ClockTime, type Day } from '../local-times.ts';

/** What a clock shows somewhere. `place` is for the eye: the last name of the zone, `Brussels`. */
export interface PlaceClock {
  readonly place: string;
  readonly zone: string;
  readonly day: Day;
  readonly time: ClockTime;
}

/**
 * A deadline by the carrier's clock and, where theirs shows something else, by the reader's: "14:00 Brussels (13:00 your
 * time)". A zone that does not exist throws a RangeError.
 */
export function deadlineClocks(
  deadline: Date,
  zone: string,
  readerZone: string = zone,
): { readonly there: PlaceClock; readonly yours?: PlaceClock } {
  const [there, yours] = [placeClock(deadline, zone), placeClock(deadline, readerZone)];
  return there.day === yours.day && there.time === yours.time ? { there } : { there, yours };
}

const placeClock = (at: Date, zone: string): PlaceClock => ({
  place: zone.split('/').at(-1)!.replaceAll('_', ' '),
  zone,
  ...clockAt(at, zone),
});
