/** What an order goes by: its number, and the letters of the status it is in (see `Status.numberedAs`). */
export interface OrderNumber {
  /** Empty where the status has no letters of its own. */
  readonly prefix: string;
  /** One of the shop's; never given twice. */
  readonly number: number;
}

/** The number as people read, write and look for it: `1042`, or `Q-1042` for a quote. Apart from the root: no zod comes along. */
export const orderLabel = ({ prefix, number }: OrderNumber): string =>
  prefix === '' ? String(number) : `${prefix}-${number}`;
