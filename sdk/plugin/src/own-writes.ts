import type { CallContext } from './context.ts';
import { PlatformError } from './errors.ts';

/** Several people at one order wait for each other; more than so many turns mean that something else is wrong. */
const turns = 5;

/** True for what a write is refused with where somebody else wrote meanwhile. */
export const isStale = (cause: unknown): boolean => cause instanceof PlatformError && cause.code === 'plugin.stale';

/**
 * Runs `write` once more where somebody else wrote meanwhile, so that people at one order take turns. It reads anew each time: all that
 * it writes rests on what holds. Throws what the fifth turn is refused with, and any other error at once.
 */
export async function inTurns<Answer>(write: () => Promise<Answer>): Promise<Answer> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await write();
    } catch (cause) {
      if (turn === turns || !isStale(cause)) throw cause;
    }
  }
}

/** Who writes a row of a plugin's own, and when (ISO 8601); `by` is null where it is no member of staff. */
export const byline = ({
  actor,
  now,
}: Pick<CallContext, 'actor' | 'now'>): { readonly at: string; readonly by: string | null } => ({
  at: now.toISOString(),
  by: actor.type === 'staff' ? actor.id : null,
});
