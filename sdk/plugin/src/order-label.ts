/** What an order goes by: its number, and the letters of the status it is in (see `Status.numberedAs`). */
export interface OrderNumber {
  /** Empty where the status has no letters of its own. */
  readonly prefix: string;
  /** One of the shop's; never given twice. */
  readonly number: number;
}

/**
 * The number as people read, write and look for it: `1042`, or `Q-1042` for a quote. It is a name, never an amount to group
 * by thousands. Apart from the package's root, so that a page may bring it along without zod.
 */
export const orderLabel = ({ prefix, number }: OrderNumber): string =>
  prefix === '' ? String(number) : `${prefix}-${number}`;

/** The number in a label, with its letters or without; undefined for what is no label. */
export function numberIn(label: string): number | undefined {
  const number = Number(/^(?:[A-Z]{1,4}-)?(\d+)$/.exec(label)?.[1]);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
