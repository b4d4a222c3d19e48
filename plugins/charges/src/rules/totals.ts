import { taxOn } from './amount.ts';
import type { Charge } from './charge.ts';
import { isAgreed, type Standing } from './standing.ts';

/** Minor units. */
export interface Sum {
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
}

/** What of an order's charges is agreed, and may be invoiced; and what still waits for the customer. */
export interface Totals {
  readonly agreed: Sum;
  readonly waiting: Sum;
  /** How many wait. */
  readonly open: number;
}

type Counted = Pick<Charge, 'amount' | 'tax'> & { readonly standing: Standing };

export function totalsOf(charges: readonly Counted[]): Totals {
  const waiting = charges.filter(({ standing }) => standing === 'to-approve');
  return {
    agreed: sumOf(charges.filter(({ standing }) => isAgreed(standing))),
    waiting: sumOf(waiting),
    open: waiting.length,
  };
}

/** Tax is taken of all amounts of one rate together, as invoices do (EN 16931, BR-CO-17). */
function sumOf(charges: readonly Counted[]): Sum {
  const byRate = Map.groupBy(charges, ({ tax }) => tax);
  const net = netOf(charges);
  const tax = [...byRate].reduce((total, [rate, of]) => total + taxOn(netOf(of), rate), 0);
  return { net, tax, gross: net + tax };
}

const netOf = (charges: readonly Counted[]): number => charges.reduce((total, { amount }) => total + amount, 0);
