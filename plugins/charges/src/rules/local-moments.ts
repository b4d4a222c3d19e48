import type * as Polyfill from 'temporal-polyfill';

type Clock = Pick<typeof Polyfill, 'Temporal'>;

// Node.js 24 has none of its own; where there is one, nothing is loaded.
const { Temporal } = 'Temporal' in globalThis ? (globalThis as unknown as Clock) : await import('temporal-polyfill');

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

/** The same back, as a form shows it. */
export const momentText = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
