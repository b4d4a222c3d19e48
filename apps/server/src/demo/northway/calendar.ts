import { addDays, dayIn, type Day } from '@docket/sdk/content';

/** The carrier's clock. */
export const home = 'Europe/Brussels';

const minute = 60_000;

/** Days of the year on which nobody drives. */
const feasts = ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'];

/** Those of last year, this year and the next, as the shop's settings list them. */
export const holidays = (now: Date): readonly Day[] =>
  [-1, 0, 1].flatMap((years) => feasts.map((feast) => `${now.getUTCFullYear() + years}-${feast}`));

export const isWorkday = (day: Day): boolean =>
  ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && !feasts.includes(day.slice(5));

/** The working day so many working days on; back, where it is fewer than none. */
export function workday(from: Day, days: number): Day {
  const step = days < 0 ? -1 : 1;
  let day = from;
  for (let left = Math.abs(days); left > 0;) {
    day = addDays(day, step);
    if (isWorkday(day)) left -= 1;
  }
  return day;
}

/** The instant of a time on a clock, `HH:MM`. Nobody works in the hours in which clocks are set. */
export function instantOf(day: Day, time: string, zone = home): Date {
  const shown = Date.parse(`${day}T${time}:00Z`);
  return new Date(shown - offsetAt(new Date(shown - offsetAt(new Date(shown), zone)), zone));
}

export const later = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * minute);

/** The day that it is for the carrier. */
export const dayOf = (moment: Date): Day => dayIn(home, moment);

/** What the carrier's clock shows, `HH:MM`. */
export const timeOf = (moment: Date): string =>
  new Date(moment.getTime() + offsetAt(moment, home)).toISOString().slice(11, 16);

/** By how many milliseconds a clock is ahead of UTC. */
function offsetAt(moment: Date, zone: string): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d+):(\d+))?/.exec(name)!;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minute;
}

const formats = new Map<string, Intl.DateTimeFormat>();
