import { addDays, dayIn, type Day } from '@docket/sdk/content';

/** What of a question that waits decides when it is reminded of. */
export interface Dated {
  /** The day at the shop by which an answer is wished for. */
  readonly due: Day;
  readonly askedAt: Date;
  /** When it was reminded of last; null for never. */
  readonly remindedAt: Date | null;
  /** How often. */
  readonly reminders: number;
}

/** How a shop reminds. */
export interface Reminding {
  /** So many days before the day, and again on it; 0 for on the day alone. */
  readonly beforeDays: number;
  /** From the day after it on, every so many days. At least 1. */
  readonly againDays: number;
  /** Reminders of one question; 0 for none. */
  readonly most: number;
}

/**
 * Whether a question is to be reminded of now, if it still waits. Each step is reminded of once, and not on the day of asking; of steps that
 * went by meanwhile, as in a quiet weekend, the latest alone.
 */
export function isReminderDue(question: Dated, how: Reminding, now: Date, zone: string): boolean {
  const step = latestStep(question.due, dayIn(zone, now), how);
  if (step === undefined || question.reminders >= how.most) return false;
  const isAfter = (moment: Date): boolean => step > dayIn(zone, moment);
  return isAfter(question.askedAt) && (question.remindedAt === null || isAfter(question.remindedAt));
}

/** The latest day of reminding up to `today`; none before the first. */
function latestStep(due: Day, today: Day, { beforeDays, againDays }: Reminding): Day | undefined {
  if (today > due) return addDays(today, -(daysBetween(addDays(due, 1), today) % againDays));
  if (today === due) return due;
  const first = addDays(due, -beforeDays);
  return today >= first ? first : undefined;
}

const milliseconds = 86_400_000;
const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / milliseconds);

/** When a shop lets nothing go out by itself, by its own clock. */
export interface Quiet {
  /** From and until a time, `HH:MM`, also over midnight; the same for never. `until` is not quiet any more. */
  readonly from: string;
  readonly until: string;
  /** On Saturdays and Sundays. */
  readonly weekends: boolean;
}

/** Whether it is quiet at the shop. */
export function isQuiet({ from, until, weekends }: Quiet, now: Date, zone: string): boolean {
  if (weekends && isWeekend(dayIn(zone, now))) return true;
  const time = timeIn(zone, now);
  return from <= until ? from <= time && time < until : time >= from || time < until;
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** `HH:MM` on the clock of a zone. */
const timeIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now);
