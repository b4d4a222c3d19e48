import { PlatformError } from '@docket/sdk';
import { limitOf, minutesLeft, networkOf, windowOf, type Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Counted, Within } from './store.ts';

/** Who sends; `address` is absent where code does. */
export type Sender = Pick<Caller, 'shop' | 'actor' | 'now'> & Partial<Pick<Caller, 'address'>>;

/**
 * Whose files are counted together: a person's on all devices, those of a network where nobody is signed in, or all that the
 * shop's plugins make by themselves.
 */
const uploadLimits = ({ shop, actor, address }: Sender) => {
  const who = 'id' in actor ? actor.id : address === undefined ? 'plugins' : networkOf(address);
  return { number: limitOf(shop, 'uploadsPerHour', who), megabytes: limitOf(shop, 'uploadMegabytesPerDay', who) };
};

/**
 * Where a file of so many bytes is counted, and the most of each window. What was begun and is not a file yet has counters of its own:
 * the same upload is counted again when it has become one.
 */
export function countedUnder(call: Sender, bytes: number, as: 'file' | 'begun' = 'file'): Omit<Counted, 'tenant'> {
  const { number, megabytes } = uploadLimits(call);
  const prefix = as === 'begun' ? 'begun/' : '';
  const [inHour, inDay] = [windowOf(number, call.now), windowOf(megabytes, call.now)];
  return {
    numberKey: `${prefix}${inHour.key}`,
    numberWindow: inHour.start,
    mostInHour: number.most,
    kilobytesKey: `${prefix}${inDay.key}`,
    kilobytesWindow: inDay.start,
    kilobytes: Math.ceil(bytes / 1024),
    mostKilobytes: megabytes.most * 1024,
  };
}

/** Refuses what was counted beyond a limit, and says how long to wait. */
export function refuseBeyondLimits(
  call: Sender,
  { within_number: isOneOfFew, within_kilobytes: isSmall }: Within,
): void {
  const { number, megabytes } = uploadLimits(call);
  const beyond = !isOneOfFew ? number : !isSmall ? megabytes : undefined;
  if (beyond) throw new PlatformError(errors['limit.reached'], { minutes: minutesLeft(beyond, call.now) });
}
