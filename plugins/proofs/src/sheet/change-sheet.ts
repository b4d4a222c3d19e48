import { PlatformError, type CallContext, type OwnChange, type OwnStatement } from '@docket/sdk';
import { errors } from '../errors.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { turnSheet } from './statements.ts';

/** What a write does: what is told of it, and its rows. */
export interface Change {
  readonly told: readonly OwnChange[];
  readonly statements: readonly OwnStatement[];
}

/** Several people at one order wait for each other; more than so many turns mean that something else is wrong. */
const turns = 5;

/**
 * Changes the mockups and questions of an order. `change` is asked again where somebody else wrote meanwhile, so that everything rests
 * on what holds; nothing is written where it answers nothing.
 */
export async function changeSheet(
  context: CallContext,
  order: string,
  change: (sheet: Sheet) => Change | undefined,
): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    const sheet = await readSheet(context, order);
    const wanted = change(sheet);
    if (!wanted) return;
    try {
      const turning = turnSheet({ tenant: context.tenant.id, order, seen: sheet.version });
      await context.data.write(wanted.told, turning, ...wanted.statements);
      return;
    } catch (cause) {
      if (turn === turns || !(cause instanceof PlatformError) || cause.code !== 'plugin.stale') throw cause;
    }
  }
}

/** Refuses to change what whoever acts did not see. */
export function refuseChanged({ version: now }: Sheet, seen: number | undefined): void {
  if (seen !== undefined && seen !== now) throw new PlatformError(errors['proofs.changed']);
}

/** Who does it, and when. */
export const hand = ({ actor, now }: CallContext): { readonly at: string; readonly by: string | null } => ({
  at: now.toISOString(),
  by: actor.type === 'staff' ? actor.id : null,
});
