import { withWesternDigits } from '@docket/sdk/content';

/** A time on the clock, from `00:00` to `23:59`, as settings hold it. */
export const clockTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** The typed time as `HH:MM`: also `8:00`, `08.00` and `8h30`. Nothing for what is none. */
export function readTime(typed: string): string | undefined {
  const parts = /^(\d{1,2})[:.h](\d{2})$/i.exec(withWesternDigits(typed));
  const time = parts && `${parts[1]!.padStart(2, '0')}:${parts[2]}`;
  return time && clockTime.test(time) ? time : undefined;
}
