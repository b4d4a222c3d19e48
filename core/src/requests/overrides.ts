import { PlatformError, referrals, type Issue } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';

/** That somebody of the shop took in what a rule had put before staff: why, and what was missed. Who and when is kept beside it. */
export interface Override {
  readonly reason: string;
  readonly missed: readonly Issue[];
}

/**
 * What to keep of taking in something that these issues refer to staff; nothing where none does. Refuses without a reason, and
 * to whoever lacks a permission that one of them names.
 */
export function overrideOf(
  { actor }: Caller,
  found: readonly Issue[],
  reason: string | undefined,
): { readonly override?: Override } {
  const missed = referrals(found);
  if (missed.length === 0) return {};
  if (reason === undefined) throw new PlatformError(errors['override.needed'], {}, { details: { issues: missed } });
  const permissions = actor.type === 'staff' ? actor.permissions : [];
  if (missed.some(({ overridable }) => !permissions.includes(overridable!)))
    throw new PlatformError(errors['right.missing'], {}, { details: { issues: missed } });
  return { override: { reason, missed } };
}
