import { isIPv6 } from 'node:net';
import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import { json, type Call } from '../kernel/statement.ts';
import { hashToken } from './secrets.ts';
import * as store from './store-hits.ts';

/** How often something may happen in a window of so many minutes. */
export interface Limit {
  readonly key: string;
  readonly minutes: number;
  readonly most: number;
}

/** Counts one hit for each limit, before anything is decided: two processes at the same moment see different counts. */
export const countHits = (tenant: string, limits: readonly Limit[], now: Date): Call<store.HitRow> =>
  store.countHits({ tenant, hits: json(windowsOf(limits, now)) });

/** Takes the hits of `at` back once the session is open: what turned out to be the right person was no attempt. */
export const forgiveHits = (limits: readonly Limit[], at: Date, session: string): Call =>
  store.forgiveHits({ hits: json(windowsOf(limits, at)), session });

/** Refuses when a count is past its limit; says in how many minutes the longest of the passed windows ends. */
export function refuseBeyond(limits: readonly Limit[], counted: readonly store.HitRow[], now: Date): void {
  const counts = new Map(counted.map(({ key, count }) => [key, count]));
  const passed = limits.filter((limit) => (counts.get(windowOf(limit, now).key) ?? 0) > limit.most);
  if (passed.length === 0) return;
  const waits = passed.map((limit) => minutesLeft(limit, now));
  throw new PlatformError(errors['limit.reached'], { minutes: Math.max(...waits) });
}

const minute = 60_000;

/** When the window of a moment began, in milliseconds of the epoch. */
export const startOf = ({ minutes }: Limit, now: Date): number =>
  Math.floor(now.getTime() / (minutes * minute)) * minutes * minute;

/** The counters of limits at a moment: where a hit is counted, and how many each takes. */
export const windowsOf = (limits: readonly Limit[], now: Date) => limits.map((limit) => windowOf(limit, now));

/** The same of one. */
export const windowOf = (limit: Limit, now: Date) => ({
  key: `${limit.key}/${limit.minutes}`,
  start: new Date(startOf(limit, now)),
  most: limit.most,
});

/** Minutes until the window ends, at least one. */
export const minutesLeft = (limit: Limit, now: Date): number =>
  Math.ceil((startOf(limit, now) + limit.minutes * minute - now.getTime()) / minute);

/** An e-mail address as part of a key: counters need not hold it. */
export const emailKey = (email: string): string => hashToken(email).toString('base64url');

/** What one visitor holds of the net: an IPv4 address, or the /64 of an IPv6 one, however it is spelled. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const groups =
    tail === undefined ? first : [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
  return isMapped(groups) ? dotted(groups) : groups.slice(0, 4).join(':');
}

const isMapped = (groups: readonly string[]): boolean => groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff';

const dotted = (groups: readonly string[]): string =>
  groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
