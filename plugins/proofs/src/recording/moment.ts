import type * as Polyfill from 'temporal-polyfill';

type Clock = Pick<typeof Polyfill, 'Temporal'>;

// Node.js 24 has none of its own; where there is one, nothing is loaded.
const { Temporal } = 'Temporal' in globalThis ? (globalThis as unknown as Clock) : await import('temporal-polyfill');

/** The instant of a moment by the clock of an IANA zone, `2026-06-16T09:30`, as ISO 8601; nothing for what is none. */
export function instantOf(typed: string, zone: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed)) return undefined;
  try {
    return new Date(Temporal.PlainDateTime.from(typed).toZonedDateTime(zone).epochMilliseconds).toISOString();
  } catch {
    return undefined;
  }
}

/** The moment that it is by that clock, as a form shows it. */
export const clockText = (now: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
