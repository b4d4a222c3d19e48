/** One fact of an order as a list shows it. */
export interface Fact {
  /** In form notation; its label is that of the field. */
  readonly path: string;
  /** As stored, in text. */
  readonly value: string;
  /** Puts a stored value into words. */
  readonly words?: ((stored: string) => string) | undefined;
  /** For codes and quantities. */
  readonly code?: boolean | undefined;
}
