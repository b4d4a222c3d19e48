import { PlatformError, type Approval, type CallContext, type OrderFacts } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { Charge } from '../rules/charge.ts';
import { chargesOf, sheetOf, type ChargeRow } from './statements.ts';

/** All charges of one order, with what its customer was asked of them. */
export interface Sheet {
  readonly order: OrderFacts;
  /** Grows with every write; 0 where nothing was ever charged. */
  readonly version: number;
  readonly charges: readonly Charge[];
  readonly questions: readonly Approval[];
}

/** Reads the sheet of an order that whoever calls may see; any other order is unknown. */
export async function readSheet(context: CallContext, id: string): Promise<Sheet> {
  const [found, [sheets, rows], questions] = await Promise.all([
    context.orders.find([id]),
    context.data.read(sheetOf({ order: id }), chargesOf({ order: id })),
    context.approvals.ofOrders([id]),
  ]);
  const order = found.get(id);
  if (!order) throw new PlatformError(errors['not-found']);
  return { order, version: sheets[0]?.version ?? 0, charges: rows.map(chargeOf), questions };
}

/** A charge of the sheet. */
export function chargeIn({ charges }: Sheet, id: string): Charge {
  const charge = charges.find((one) => one.id === id);
  if (!charge) throw new PlatformError(errors['charges.unknown']);
  return charge;
}

const chargeOf = ({ withdrawn_at, withdrawn_by, withdrawn_reason, at, ...version }: ChargeRow): Charge => ({
  ...version,
  at: at.toISOString(),
  withdrawn:
    withdrawn_at === null ? null : { at: withdrawn_at.toISOString(), by: withdrawn_by, reason: withdrawn_reason ?? '' },
});
