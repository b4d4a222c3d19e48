import { inTurns, PlatformError, type CallContext, type OwnChange, type OwnStatement } from '@docket/sdk';
import { errors } from '../errors.ts';
import { isOver, readSheet, type Sheet } from './sheet.ts';
import { turnSheet } from './statements.ts';

/** What a write does: what is told of it, and its rows. */
export interface Change {
  readonly told: readonly OwnChange[];
  readonly statements: readonly OwnStatement[];
}

/**
 * Changes the mockups and questions of an order. `change` is asked again where somebody else wrote meanwhile, so that everything rests
 * on what holds; nothing is written where it answers nothing.
 */
export const changeSheet = (
  context: CallContext,
  order: string,
  change: (sheet: Sheet) => Change | undefined,
): Promise<void> =>
  inTurns(async () => {
    const sheet = await readSheet(context, order);
    const wanted = change(sheet);
    if (!wanted) return;
    const turning = turnSheet({ tenant: context.tenant.id, order, seen: sheet.version });
    await context.data.write(wanted.told, turning, ...wanted.statements);
  });

/** Refuses to change what whoever acts did not see. */
export function refuseChanged({ version: now }: Sheet, seen: number | undefined): void {
  if (seen !== undefined && seen !== now) throw new PlatformError(errors['proofs.changed']);
}

/** Refuses to begin anything with an order that is over: what was agreed to stays as it is. */
export function refuseOver(sheet: Pick<Sheet, 'order'>): void {
  if (isOver(sheet)) throw new PlatformError(errors['proofs.over']);
}
