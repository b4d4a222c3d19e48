/** How much of a moment is written: the day, or the day with the time. */
export type DatePrecision = 'day' | 'minute';

/** What `formatDate` needs beside the moment. */
export interface DateFormat {
  readonly precision: DatePrecision;
  readonly locale: string;
  /** IANA zone, e.g. `America/Chicago`. */
  readonly zone: string;
}

/**
 * Writes a moment as its place knows it, naming the zone by its city: "Fri 12 Apr 2026, 16:00 Chicago". The city is
 * named because "CST" is three zones and an offset is no word. A date without time (`2026-04-12`) belongs to no zone:
 * it is written as it stands. Throws RangeError when `value` is no ISO 8601 date or instant.
 */
export function formatDate(value: string, { precision, locale, zone }: DateFormat): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = precision === 'minute' && !isDay ? ({ hour: 'numeric', minute: '2-digit' } as const) : {};
  const format = new Intl.DateTimeFormat(locale, { ...day, ...time, timeZone: isDay ? 'UTC' : zone });
  const text = format.format(new Date(value));
  return isDay ? text : `${text} ${zoneCity(zone)}`;
}

/** The city of an IANA zone: `America/Argentina/Buenos_Aires` is "Buenos Aires". */
export function zoneCity(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
