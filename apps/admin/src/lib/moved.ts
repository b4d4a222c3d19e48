/** A move that was just made. */
export interface Moved {
  readonly id: string;
  /** The number as people read it, after the move. */
  readonly label: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}
