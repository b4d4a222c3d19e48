import type { Json } from './kind.ts';

/** A file that a plugin was given for an order, see `Upload`. */
export interface GivenFile {
  readonly id: string;
  /** The order it was given for. */
  readonly order: string;
  readonly name: string;
  readonly bytes: number;
  /** Of its bytes, hex. */
  readonly sha256: string;
  /** `stored`, or `blocked` where inspection found something that nobody may open. */
  readonly state: string;
  /** What inspection found; null while it still runs. */
  readonly facts: Json;
  /** True where contacts of the order's customer may have it. */
  readonly shown: boolean;
  readonly at: string;
}

/** The files that a plugin was given. */
export interface OwnFiles {
  /**
   * Those of these orders, oldest first, in one round trip; of orders that whoever calls may not see none, and for contacts
   * those alone that are shown.
   */
  ofOrders(orders: readonly string[]): Promise<readonly GivenFile[]>;
}
