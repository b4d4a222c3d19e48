import type { Platform } from '@docket/core';
import type { Day } from '@docket/sdk/content';
import type { Chance } from '../chance.ts';
import type { DemoSize } from '../demo.ts';
import type { DemoCustomer } from './customers.ts';
import type { ServiceId } from './services.ts';

/** The carrier while it is filled. */
export interface Carrier {
  readonly platform: Platform;
  readonly shop: string;
  readonly crew: Crew;
  readonly chance: Chance;
  readonly now: Date;
  readonly size: DemoSize;
  readonly customers: readonly Added[];
  /** In the sequence in which they came, as far as they are made. */
  readonly orders: Made[];
}

/** Who works on the orders. */
export interface Crew {
  readonly owner: string;
  readonly dispatcher: string;
}

/** A customer that is there, by its ids. */
export interface Added {
  readonly of: DemoCustomer;
  readonly id: string;
  /** In the sequence of its people, without those who may not order. */
  readonly contacts: readonly string[];
  readonly addresses: readonly string[];
  /** The next of its own references. */
  readonly reference: (at: Date) => string;
}

/** An order that comes in. */
export interface Arrival {
  readonly customer: Added;
  readonly at: Date;
  readonly service?: ServiceId;
  readonly collectOn?: Day;
  /** What its customer will ask of it: nobody does anything with it before. */
  readonly awaits?: string | undefined;
  /** Where it is found, whatever the hour; without, the clock leads it. */
  readonly stands?: 'quote' | 'planned' | 'delivered' | undefined;
}

/** An order that is there. */
export interface Made extends Pick<Arrival, 'customer' | 'at' | 'awaits'> {
  readonly id: string;
  readonly contact: string;
  /** When all papers of it were there, where they are. */
  readonly completedAt: Date | undefined;
}

/** Something of the carrier, on top of the chapters before. */
export type Chapter = (carrier: Carrier) => Promise<void>;

export const customerOf = ({ customers }: Pick<Carrier, 'customers'>, letters: string): Added =>
  customers.find(({ of }) => of.letters === letters)!;
