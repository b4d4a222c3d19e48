import { Temporal } from './temporal.ts';

/**
 * The instant of a moment typed by the clock of an IANA zone, `2026-06-16T09:30`, as ISO 8601; nothing for what is none. Of a time
 * that comes twice the first, of one that never comes the one after the change.
 */
export function instantOf(typed: string, zone: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(typed)) return undefined;
  try {
    return new Date(Temporal.PlainDateTime.from(typed).toZonedDateTime(zone).epochMilliseconds).toISOString();
  } catch {
    return undefined;
  }
}

/** The moment that an instant, as ISO 8601, is by the clock of a zone: `2026-06-16T09:30`, as a form shows it. */
export const momentText = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
