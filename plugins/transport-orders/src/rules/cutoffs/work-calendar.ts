import { addDays, weekdayNumber, type Day } from '../local-times.ts';

/** The days of the week, in the sequence of ISO 8601. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** When a carrier works: the days of the week, and the days that are free nevertheless. */
export interface WorkCalendar {
  readonly workdays: readonly Weekday[];
  readonly holidays: readonly Day[];
}

/** Why nothing is collected on a day: it is no working day of the week, or a holiday; nothing on a working day. */
export function closedBecause(day: Day, calendar: WorkCalendar): 'weekday' | 'holiday' | undefined {
  if (calendar.holidays.includes(day)) return 'holiday';
  return calendar.workdays.includes(weekdays[weekdayNumber(day) - 1]!) ? undefined : 'weekday';
}

/**
 * The nearest working day before a day, and the closed days between them, the latest first. Nothing where the week has no
 * working day.
 */
export function workingDayBefore(
  day: Day,
  calendar: WorkCalendar,
): { readonly day: Day; readonly skipped: readonly Day[] } | undefined {
  const skipped: Day[] = [];
  for (let back = 1; back <= longestClosed(calendar); back += 1) {
    const earlier = addDays(day, -back);
    if (closedBecause(earlier, calendar) === undefined) return { day: earlier, skipped };
    skipped.push(earlier);
  }
}

/** No more days in a row than this are without a working day: each holiday closes one, and each week has one. */
export const longestClosed = ({ holidays }: WorkCalendar): number => 7 * (holidays.length + 1);
