import { withWesternDigits } from './numbers.ts';

/** A day as `YYYY-MM-DD`; such texts compare as the days do. */
export type Day = string;

/** The day that it is in a zone. A zone that the runtime does not know counts as UTC. */
export function dayIn(timeZone: string, now: Date): Day {
  const format = calendars.get(timeZone) ?? calendarOf(timeZone);
  calendars.set(timeZone, format);
  return format.format(now);
}

/** Making one takes longer than all the rest of a check; there are as many as zones. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: 'UTC' });
  }
}

/** The typed day, when it is one of the calendar; nothing for the 31st of November. */
export function readDay(typed: string): Day | undefined {
  const day = withWesternDigits(typed);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const read = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(read.getTime()) || !read.toISOString().startsWith(day) ? undefined : day;
}

const milliseconds = 86_400_000;

/** The day so many days on. */
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * milliseconds).toISOString().slice(0, 10);

/** Days from Monday to Friday after `from` up to and with `to`, counted no further than `most`. */
export function workingDays(from: Day, to: Day, most: number): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to && count < most; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) count += 1;
  }
  return count;
}
