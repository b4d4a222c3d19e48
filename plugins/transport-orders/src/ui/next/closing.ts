/** How long it is until a moment, in whole hours and minutes, rounded down so that nobody relies on a minute too many. */
export type Left = { readonly days: number; readonly hours: number; readonly minutes: number };

/** What is left until a moment; nothing where it has come. Both in milliseconds of the epoch. */
export function timeLeft(until: number, now: number): Left | undefined {
  const minutes = Math.floor((until - now) / 60_000);
  if (until <= now) return undefined;
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}

/** What a clock shows at a moment: `2026-06-17`, `13:00`. Throws a RangeError for a zone that does not exist. */
export function clockIn(zone: string, at: Date): { readonly day: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}
