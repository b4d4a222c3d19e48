import { PlatformError } from '@docket/sdk';
import { errors } from '../../errors.ts';

/** Times that somebody may be quicker before we give up. */
const most = 5;

/**
 * Reads, judges and writes, and begins again when order or request have moved on between reading and writing: what is written
 * always rests on what is so at that moment.
 */
export async function untilSettled<T>(attempt: (at: number) => Promise<T | undefined>, at = 0): Promise<T> {
  const settled = await attempt(at);
  if (settled !== undefined) return settled;
  if (at + 1 === most) throw new PlatformError(errors['change.busy']);
  return untilSettled(attempt, at + 1);
}
