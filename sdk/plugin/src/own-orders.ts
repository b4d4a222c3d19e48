import type { Json, Marks, Package, Work } from './kind.ts';
import type { Stage } from './pipeline.ts';

/** An order as plugins see it. */
export interface OrderFacts {
  readonly id: string;
  readonly number: number;
  /** Letters before the number, see `orderLabel`. */
  readonly prefix: string;
  readonly kind: string;
  /** The plugin that its kind belongs to; null when nobody offers the kind. */
  readonly owner: string | null;
  /** The plugin whose rules it came in under: the owner’s own, or those of a flow that the shop switched on. */
  readonly flow: string;
  readonly door: string;
  readonly status: string;
  /** What its customer sees of the status; null when nobody offers the kind. */
  readonly stage: Stage | null;
  readonly customerId: string;
  readonly title: string;
  readonly reference: string | null;
  readonly version: number;
  readonly content: Json;
  readonly marks: Marks;
  /** The packages that leave with it, see `Kind.packages`; none where its kind has none, or nobody offers it. */
  packages(): readonly Package[];
  /** What is made for it, see `Kind.works`; nothing where its kind says nothing, or nobody offers it. */
  works(): readonly Work[];
  /** What was sent with it or added since, as far as it is here whole. `sha256` of its bytes, hex. */
  readonly files: readonly { readonly id: string; readonly name: string; readonly sha256: string | null }[];
}

/** Orders as far as whoever calls may see them. */
export interface OwnOrders {
  /**
   * These orders by their ids, in one round trip. A contact gets those of its customer, staff with `orders.read` and events
   * all of the shop's; a foreign id is absent like an unknown one.
   */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, OrderFacts>>;
  /**
   * Moves an order as staff would, by its pipeline and what every plugin says to it; the history names the plugin. Answers
   * whether it is there now: false where pipeline or plugins stand against it, or there is no such order. For events alone;
   * throws a `TypeError` wherever a person calls.
   */
  move(order: string, to: string): Promise<boolean>;
}
