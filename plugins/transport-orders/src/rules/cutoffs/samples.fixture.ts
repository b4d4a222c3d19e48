import { Temporal } from 'temporal-polyfill';
import type { CutoffRule, DayCount } from './cutoff-rule.ts';
import type { CutoffClock, CutoffQuestion } from './decide-cutoff.ts';
import { weekdays, type WorkCalendar } from './work-calendar.ts';

export const BRU = 'Europe/Brussels';
export const LON = 'Europe/London';
export const NYC = 'America/New_York';

export const everyDay: WorkCalendar = { workdays: weekdays, holidays: [] };
export const mondayToFriday: WorkCalendar = { workdays: weekdays.slice(0, 5), holidays: [] };
export const easter: WorkCalendar = { ...mondayToFriday, holidays: ['2026-04-06'] };

export const none: CutoffRule = { mode: 'none' };
export const sameDay = (time: string): CutoffRule => ({ mode: 'same-day', time });
export const dayBefore = (time: string, days: DayCount = 'calendar'): CutoffRule => ({
  mode: 'day-before',
  time,
  days,
});

/** The instant at which a clock in a zone shows `2026-06-16 14:00`; of two, the first. */
export const at = (shown: string, zone = BRU): Date =>
  new Date(
    Temporal.PlainDateTime.from(shown.replace(' ', 'T')).toZonedDateTime(zone, { disambiguation: 'earlier' })
      .epochMilliseconds,
  );

export const clockOf = (zone: string, calendar = everyDay): CutoffClock => ({ zone, zoneOf: 'tenant', calendar });

/** An order for a same-day service of a carrier in Brussels that works every day, in time for 14:00. */
export const question = (changes: Partial<CutoffQuestion> = {}): CutoffQuestion => ({
  receivedAt: at('2026-06-16 09:00'),
  collection: { date: '2026-06-16' },
  service: sameDay('14:00'),
  clock: clockOf(BRU),
  ...changes,
});
