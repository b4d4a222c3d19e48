import { mostPackages, type OrderFacts, type Package } from '@docket/sdk';

/**
 * What labels an order has. `draft`: a quote, whose labels are to look at only. `none`: why there are none. Everything else has
 * valid ones.
 */
export type Standing = 'valid' | 'draft' | Reason;

/** Why an order has no labels. */
export type Reason = 'cancelled' | 'unpacked' | 'many';

/** An order as far as its labels ask. */
export type LabelledOrder = Pick<OrderFacts, 'prefix' | 'stage'> & { readonly packages: readonly Package[] };

/** Judged anew each time: an order that goes on after all has labels again, with numbers of their own. */
export function standingOf({ prefix, stage, packages }: LabelledOrder): Standing {
  if (stage === 'stopped') return 'cancelled';
  if (packages.length === 0) return 'unpacked';
  if (packages.length > mostPackages) return 'many';
  // Letters before the number are those of a quote: the order that it may become is numbered by itself.
  return prefix === '' ? 'valid' : 'draft';
}

/** The packages whose labels hold. */
export const packagesOf = (order: LabelledOrder): readonly Package[] =>
  standingOf(order) === 'valid' ? order.packages : [];
