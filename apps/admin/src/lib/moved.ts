/** A move that was just made. */
export interface Moved {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}
