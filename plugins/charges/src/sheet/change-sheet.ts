import { byline, inTurns, type CallContext } from '@docket/sdk';
import { askingOf } from '../rules/asking.ts';
import type { Charge } from '../rules/charge.ts';
import { digitsOf } from '../rules/money.ts';
import { movedBy } from '../rules/percentages.ts';
import { wasDecided } from '../rules/standing.ts';
import { settingsOf, type ChargeSettings, type ChargeType } from '../settings.ts';
import { changeOf, statementsOf, type Revision } from './revision.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { turnSheet } from './statements.ts';

/** A sheet in hand: what is on it, what holds for its customer, and the call that changes it. */
export interface OpenSheet extends Sheet {
  readonly settings: ChargeSettings;
  readonly context: CallContext;
}

/** A charge before it is settled whether its customer is asked, and who wrote it. */
export type Unwritten = Omit<Charge, Written> & Partial<Pick<Charge, Written>>;

type Written = 'asks' | 'why' | 'threshold' | 'at' | 'by';

/** What becomes of one charge; `before` is nothing where it is new. */
export interface Change {
  readonly before: Charge | undefined;
  readonly after: Unwritten;
}

/**
 * Changes one charge of an order, and with it the percentages that are of it. `change` is asked again where somebody else wrote
 * meanwhile, so that every amount is computed from what holds; nothing is written where it answers nothing.
 */
export const changeSheet = (
  context: CallContext,
  order: string,
  change: (sheet: OpenSheet) => Change | undefined,
): Promise<void> =>
  inTurns(async () => {
    const sheet = await openSheet(context, order);
    const wanted = change(sheet);
    if (!wanted) return;
    const revisions = revisionsOf(sheet, wanted);
    await context.data.write(
      revisions.map((revision) => changeOf(context, sheet.order, revision)),
      turnSheet({ tenant: context.tenant.id, order, seen: sheet.version }),
      ...revisions.flatMap((revision) => statementsOf(context, order, revision)),
    );
  });

async function openSheet(context: CallContext, order: string): Promise<OpenSheet> {
  const sheet = await readSheet(context, order);
  const { values } = await context.settingsFor({ customerId: sheet.order.customerId });
  return { ...sheet, settings: settingsOf(values), context };
}

/** The change itself, and every percentage that it moves. */
function revisionsOf(sheet: OpenSheet, { before, after }: Change): readonly Revision[] {
  const changed: Revision = { before, after: written(sheet, after) };
  const charges = [...sheet.charges.filter(({ id }) => id !== after.id), changed.after];
  const moved = movedBy(charges).map(({ charge, sum, amount }): Revision => {
    const now = { ...charge, version: charge.version + 1, sum, amount, cause: 'parts' as const, reason: null };
    return { before: charge, after: written(sheet, now) };
  });
  return [changed, ...moved];
}

/** What follows from sheet and call: whether the customer is asked, who wrote it and when. */
function written({ settings, questions, context }: OpenSheet, charge: Unwritten): Charge {
  const threshold = Math.round(settings.threshold * 10 ** digitsOf(charge.currency));
  const asking = askingOf({
    // A type that is gone from the settings asks as it did.
    typeAsks: typeOf(settings, charge.code)?.asks ?? charge.asks ?? true,
    amount: charge.amount,
    threshold,
    decidedBefore: wasDecided(charge.id, questions),
  });
  return { ...charge, ...asking, threshold, ...byline(context) };
}

export const typeOf = ({ types }: ChargeSettings, code: string): ChargeType | undefined =>
  types.find(({ id }) => id === code);
