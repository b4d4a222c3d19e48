import { mostPackages, type OrderFacts, type Package } from '@docket/sdk';

/**
 * What labels an order has. `draft`: a quote, whose labels are to look at only. `none`: why there are none. Everything else has
 * valid ones.
 */
export type Standing = 'valid' | 'draft' | Reason;

/** Why an order has no labels. */
export type Reason = 'cancelled' | 'unpacked' | 'many';

/** An order as far as its labels ask. */
export type LabelledOrder = Pick<OrderFacts, 'prefix' | 'stage' | 'packages'>;

/** Judged anew each time: an order that goes on after all has labels again, with numbers of their own. */
export function standingOf(order: LabelledOrder): Standing {
  if (order.stage === 'stopped') return 'cancelled';
  const { length } = order.packages();
  if (length === 0) return 'unpacked';
  if (length > mostPackages) return 'many';
  // Letters before the number are those of a quote: the order that it may become is numbered by itself.
  return order.prefix === '' ? 'valid' : 'draft';
}

/** The packages whose labels hold. */
export const packagesOf = (order: LabelledOrder): readonly Package[] =>
  standingOf(order) === 'valid' ? order.packages() : [];
