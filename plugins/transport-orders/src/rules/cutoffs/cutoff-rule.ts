import { addDays, localTime, type ClockTime, type Day } from '../local-times.ts';
import { workingDayBefore, type WorkCalendar } from './work-calendar.ts';

/**
 * When orders for a collection day close: never, at a time on the day before it, or at a time on the day itself (T-18 to
 * T-21). `calendar` counts every day, `business` the working days.
 */
export const cutoffModes = ['none', 'day-before', 'same-day'] as const;
export type CutoffMode = (typeof cutoffModes)[number];
export const dayCounts = ['calendar', 'business'] as const;
export type DayCount = (typeof dayCounts)[number];

/** The cut-off of a service or of a service level. */
export type CutoffRule =
  | { readonly mode: 'none' }
  | { readonly mode: 'day-before'; readonly time: ClockTime; readonly days: DayCount }
  | { readonly mode: 'same-day'; readonly time: ClockTime };

/** The rule of a service's settings; nothing where the mode needs a time and has none (T-22). */
export function cutoffRule(mode: CutoffMode, time: ClockTime | undefined, days: DayCount): CutoffRule | undefined {
  if (mode === 'none') return { mode };
  if (!time) return undefined;
  return mode === 'same-day' ? { mode, time } : { mode, time, days };
}

/** The moment from which orders are late, and how it was found. */
export interface Closing {
  /** Orders that arrive at this instant are late already. */
  readonly at: Date;
  readonly day: Day;
  readonly time: ClockTime;
  readonly zone: string;
  /** Whether the clock shows that time once, twice (the later counts) or never (the change of the clock counts). */
  readonly clock: 'once' | 'repeated' | 'missing';
  /** Closed days that were passed over on the way back from the collection. */
  readonly skipped: readonly Day[];
}

/** When orders for a collection day close; nothing where the rule has no deadline. */
export function closingOf(
  rule: CutoffRule,
  collection: Day,
  zone: string,
  calendar: WorkCalendar,
): Closing | undefined {
  if (rule.mode === 'none') return undefined;
  const found = closingDay(rule, collection, calendar);
  return found && { ...found, time: rule.time, zone, ...resolve(found.day, rule.time, zone) };
}

function closingDay(
  rule: Exclude<CutoffRule, { mode: 'none' }>,
  collection: Day,
  calendar: WorkCalendar,
): Pick<Closing, 'day' | 'skipped'> | undefined {
  if (rule.mode === 'same-day') return { day: collection, skipped: [] };
  // The day before is a day of the calendar, never 24 hours: days on which the clock is set are longer or shorter.
  return rule.days === 'business'
    ? workingDayBefore(collection, calendar)
    : { day: addDays(collection, -1), skipped: [] };
}

/** Nobody is late while the clock shows less than the time, and what has closed never opens again. */
function resolve(day: Day, time: ClockTime, zone: string): Pick<Closing, 'at' | 'clock'> {
  const local = localTime(day, time, zone);
  if (local.clock === 'once') return { at: local.at, clock: local.clock };
  return { at: local.clock === 'repeated' ? local.second : local.change, clock: local.clock };
}
