import { Temporal, type ZonedDateTime } from '@docket/sdk/temporal';

/** A day of the calendar as `YYYY-MM-DD`; such texts compare as the days do. */
export type Day = string;

/** A time on the clock as `HH:MM`, from `00:00` to `23:59`. */
export type ClockTime = string;

/**
 * What a clock time on a day means in a zone. Where the clock is set back a time comes twice, and where it is set forward
 * a time never comes: `meant` is what the clock shows instead, as long after the change as the time was wanted after it.
 */
export type LocalTime =
  | { readonly clock: 'once'; readonly at: Date }
  | { readonly clock: 'repeated'; readonly first: Date; readonly second: Date }
  | {
      readonly clock: 'missing';
      readonly change: Date;
      readonly meant: { readonly day: Day; readonly time: ClockTime };
    };

/** Reads a local time by the IANA database. Throws a RangeError for a day, time or zone that does not exist. */
export function localTime(day: Day, time: ClockTime, zone: string): LocalTime {
  const local = Temporal.PlainDate.from(day).toPlainDateTime(time);
  const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = local.toZonedDateTime(zone, { disambiguation: 'later' });
  if (first.epochMilliseconds === second.epochMilliseconds) return { clock: 'once', at: dateOf(first) };
  if (second.toPlainDateTime().equals(local))
    return { clock: 'repeated', first: dateOf(first), second: dateOf(second) };
  // Before a missing time comes the change that left it out.
  const change = first.getTimeZoneTransition('next') ?? second;
  return { clock: 'missing', change: dateOf(change), meant: { day: dayOf(second), time: timeOf(second) } };
}

/** The first instant of a local time; of a time that the clock leaves out, the change of the clock. Throws as `localTime`. */
export function firstInstant(day: Day, time: ClockTime, zone: string): Date {
  const local = localTime(day, time, zone);
  if (local.clock === 'once') return local.at;
  return local.clock === 'repeated' ? local.first : local.change;
}

/** What the clock shows in a zone at an instant, to the minute. Throws a RangeError for a zone that does not exist. */
export function clockAt(at: Date, zone: string): { readonly day: Day; readonly time: ClockTime } {
  const shown = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return { day: dayOf(shown), time: timeOf(shown) };
}

/** True for a day of the calendar, written `YYYY-MM-DD`; not for the 30th of February. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && exists(() => Temporal.PlainDate.from(text));

/** True for a time on the clock, written `HH:MM`. */
export const isClockTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** True for a zone of the IANA database; not for a mere distance from UTC. */
export const isZone = (text: string): boolean =>
  /^[a-z]/i.test(text) && exists(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text));

function exists(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** The day so many days on, or back where the number is negative. */
export const addDays = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString();

/** 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export const weekdayNumber = (day: Day): number => Temporal.PlainDate.from(day).dayOfWeek;

const dateOf = (at: ZonedDateTime): Date => new Date(at.epochMilliseconds);
const dayOf = (at: ZonedDateTime): Day => at.toPlainDate().toString();
const timeOf = (at: ZonedDateTime): ClockTime => at.toPlainTime().toString({ smallestUnit: 'minute' });
