import type { Hint, Platform } from '@docket/core';

/** How much of a demo there is: orders, spread over the days up to now. */
export interface DemoSize {
  readonly orders: number;
  readonly days: number;
}

/** Founds a demo shop and fills it; says on the console how far it is. */
export type FillShop = (platform: Platform, size: DemoSize) => Promise<void>;

/** A demo shop; what fills it stands apart, since every start asks for the rest. */
export interface Demo {
  /** The shop's name in addresses, and the name that it trades under. */
  readonly slug: string;
  readonly name: string;
  /** The kind of its orders. */
  readonly kind: string;
  /** As much as it has where nobody asks for less. */
  readonly size: DemoSize;
  /** Where to go in it and how to sign in. */
  hints(catchesMail: boolean): readonly Hint[];
}

/** Where mails of a demo arrive. */
export const mailbox: Hint = {
  title: 'The mailbox',
  text: 'Codes and confirmations arrive here; nothing is really sent.',
  href: '/demo/mail',
};

export const day = 24 * 3600 * 1000;

/** Says how far a demo is, now and then. */
export function sayOrders(made: number, of: number): void {
  const stride = of < 1000 ? 100 : 250;
  if (made % stride === 0) console.log(`  ${made} of ${of} orders`);
}
