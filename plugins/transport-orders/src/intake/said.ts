import { deadlineClocks } from '../rules/cutoffs/deadline-clocks.ts';
import { decidingDeadline, type CutoffDecision } from '../rules/cutoffs/decide-cutoff.ts';
import type { Day } from '../rules/local-times.ts';

/** A day in words, in the shop's language: `Wed 17 June`. */
export const dayWords = (day: Day, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** The deadline that decided, by the clock that counts: the time, the city of the clock and the day. */
export function deadlineWords(
  decision: CutoffDecision,
  locale: string,
): Readonly<Record<'time' | 'place' | 'day', string>> {
  const closing = decidingDeadline(decision)?.closing;
  if (!closing) return { time: '', place: '', day: '' };
  const { there } = deadlineClocks(closing.at, closing.zone);
  // The time of the rule, not what the clock shows when that time is left out.
  return { time: closing.time, place: there.place, day: dayWords(closing.day, locale) };
}
