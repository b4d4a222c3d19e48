/** The least id of a moment: every id that is made later is greater (RFC 9562, version 7). */
export function markAt(moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

const timed = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** When an id or mark was made; undefined for a text that is none. */
export function momentOf(mark: string): Date | undefined {
  const [, high, low] = timed.exec(mark) ?? [];
  return high === undefined ? undefined : new Date(Number.parseInt(`${high}${low}`, 16));
}

/** Milliseconds that a change may take from its id to its commit, and clocks of two machines may differ. */
const lateness = 30_000;
/** Milliseconds that are looked back for who was away. */
const longest = 600_000;

/** From where on is looked: a little before the moment, since what has an earlier id may have been committed later. */
export const shortlyBefore = (moment: Date): string => markAt(new Date(moment.getTime() - lateness));

/** True when a listener was away for longer than is looked back, or names no moment at all. */
export function isLongAway(mark: string, now: Date): boolean {
  const moment = momentOf(mark);
  return moment === undefined || moment.getTime() < now.getTime() - longest;
}
